export {
  type Access,
  type AccessOptions,
  accessOf,
  explainSensitiveAllows,
  explanationOfDenial,
  systemAccess,
} from "./access.ts";
export { brokenCondition } from "./broken-condition.ts";
export { compileFacts } from "./compile-facts.ts";
export type { Anchor, CompiledFacts, Delegation, Holding } from "./compiled-facts.ts";
export type {
  CompiledCondition,
  ConditionActor,
  ConditionContext,
  ConditionEnvironment,
  ConditionOutcome,
  ConditionRows,
  ConditionValue,
  RequestAttributes,
} from "./condition.ts";
export { type ConditionCheck, checkCondition } from "./conditions/check-condition.ts";
export { compileCondition } from "./conditions/compile-condition.ts";
export { decide } from "./decide.ts";
export type { Decision, DecisionReason, Query } from "./decision.ts";
export { delegationDepthMax } from "./delegation.ts";
export { type EffectivePermission, effective } from "./effective.ts";
export { assertEpochAtLeast, epochAt, raisedAt } from "./epoch-at.ts";
export { type CachedFacts, EpochCache, type EpochCacheCounters } from "./epoch-cache.ts";
export { type Explanation, explain } from "./explain.ts";
export type {
  ExplainedCandidate,
  ExplainedDelegation,
  ExplainedLayer,
  ExplainedPlace,
  ExplainedWindow,
} from "./explain-candidate.ts";
export { FactsPool } from "./facts-pool.ts";
export type { FactsKey, FactsStore, FactsStoreCounters } from "./facts-store.ts";
export { filterFor } from "./filter-for.ts";
export type { Guardrail } from "./guardrail-set.ts";
export {
  compileLoaded,
  type LoadedFacts,
  loadFacts,
  loadFactsAsOf,
  loadFactsOf,
  loadFactsOfAsOf,
  type PastInstant,
} from "./load-facts.ts";
export { type NearMiss, type NearMissKind, nearMissKinds } from "./near-misses.ts";
export { openRedisFacts } from "./open-redis-facts.ts";
export { type PermissionLayer, permissionLayers } from "./permission-layers.ts";
export {
  type AssumedAccess,
  type PastMoment,
  Permissions,
  type PermissionsCounters,
  type PermissionsOptions,
} from "./permissions.ts";
export type { PlaceNeed } from "./place-need.ts";
export type {
  RawAnchor,
  RawDelegation,
  RawFacts,
  RawGrant,
  RawGuardrail,
  RawPositionHeld,
  RawRoleAssignment,
  RawWindow,
} from "./raw-facts.ts";
export { type AttributeComparison, and, not, or, type RowFilter, rowInSchools, schoollessRow } from "./row-filter.ts";
export { type RowFilterColumns, rowFilterSql } from "./row-filter-sql.ts";
export type { Rule } from "./rule-chain.ts";
export type { RuleStatus } from "./rule-status.ts";
export type { Region, Target } from "./scope-match.ts";
export type { Trace, TraceCandidate } from "./trace.ts";
