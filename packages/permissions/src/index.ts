export { type Access, type AccessOptions, accessOf, systemAccess } from "./access.ts";
export { compileFacts } from "./compile-facts.ts";
export type { Anchor, CompiledFacts, Holding } from "./compiled-facts.ts";
export {
  type Decision,
  type DecisionReason,
  decide,
  type Query,
  type Trace,
  type TraceCandidate,
} from "./decide.ts";
export { type EffectivePermission, effective } from "./effective.ts";
export { type CachedFacts, EpochCache, type EpochCacheCounters } from "./epoch-cache.ts";
export { FactsPool } from "./facts-pool.ts";
export { filterFor } from "./filter-for.ts";
export { type LoadedFacts, loadFacts } from "./load-facts.ts";
export { type PermissionLayer, permissionLayers } from "./permission-layers.ts";
export { type AssumedAccess, Permissions, type PermissionsOptions } from "./permissions.ts";
export type { RawAnchor, RawFacts, RawGrant, RawPositionHeld, RawRoleAssignment, RawWindow } from "./raw-facts.ts";
export { and, not, or, type RowFilter, rowInSchools, schoollessRow } from "./row-filter.ts";
export { type RowFilterColumns, rowFilterSql } from "./row-filter-sql.ts";
export type { Rule } from "./rule-chain.ts";
export type { RuleStatus } from "./rule-status.ts";
export type { Region, Target } from "./scope-match.ts";
