import { type PermissionScope, permissionCodes } from "@gloria/contracts";
import { type AllowProbe, allowProbes } from "./allow-probes.ts";
import type { CompiledFacts } from "./compiled-facts.ts";
import { decide, permissionOf, refusedByGuardrail } from "./decide.ts";
import type { PermissionLayer } from "./permission-layers.ts";
import type { Region } from "./scope-match.ts";

/** One permission that a user holds, and where it comes from. */
export interface EffectivePermission {
  readonly code: string;
  readonly scope: PermissionScope;
  /** What DEPARTMENT and SCHOOL are measured from. */
  readonly anchor: { readonly schoolId: string | null; readonly departmentId: string | null };
  /** Set when it holds for one thing only. */
  readonly resource: { readonly type: string; readonly id: string } | null;
  readonly source: {
    readonly layer: PermissionLayer;
    readonly ruleId: string;
    /** The role that was assigned, though an ancestor of it may carry the rule. */
    readonly roleId: string | null;
    readonly positionId: string | null;
    readonly assignmentId: string | null;
  };
  /** Milliseconds: it ends here, unless something else grants it; null without end. */
  readonly until: number | null;
  /** True: a DENY takes something out of this scope. */
  readonly limited: boolean;
}

/**
 * Everything that the user may do at `at` (ms), by code; one entry for each ALLOW that has any effect. A code has an
 * entry here exactly when `decide` allows it somewhere.
 */
export function effective(facts: CompiledFacts, at: number): readonly EffectivePermission[] {
  const codes = [...permissionCodes, ...(facts.additions?.keys() ?? [])].sort();
  return codes.flatMap((code) => effectiveFor(facts, code, at));
}

function effectiveFor(facts: CompiledFacts, code: string, at: number): EffectivePermission[] {
  const permission = permissionOf(facts, code);
  if (permission === null || refusedByGuardrail(facts, permission) !== null) return [];
  const found = new Map<string, EffectivePermission>();
  for (const allow of allowProbes(facts, permission, at)) {
    const key = `${allow.rule.id} ${allow.holding.assignmentId ?? ""}`;
    if (found.has(key) || !decide(facts, { code, target: allow.probe }, at).allowed) continue;
    found.set(key, entryOf(facts, code, allow, at));
  }
  return [...found.values()];
}

function entryOf(facts: CompiledFacts, code: string, allow: AllowProbe, at: number): EffectivePermission {
  const { layer, rule, holding } = allow;
  const until = Math.min(rule.until, holding.until);
  return {
    code,
    scope: rule.scope,
    anchor: { schoolId: holding.anchor.schoolId, departmentId: holding.anchor.departmentId },
    resource: rule.resource,
    source: {
      layer,
      ruleId: rule.id,
      roleId: holding.kind === "role" ? holding.subjectId : null,
      positionId: holding.kind === "position" ? holding.subjectId : null,
      assignmentId: holding.assignmentId,
    },
    until: Number.isFinite(until) ? until : null,
    limited: rule.resource === null && !decide(facts, { code, region: regionOf(allow) }, at).allowed,
  };
}

/** All that the ALLOW reaches; without the anchor that its scope needs, that is the user's own things. */
function regionOf({ rule, holding: { anchor } }: AllowProbe): Region {
  if (rule.scope === "ALL") return { scope: "ALL" };
  if (rule.scope === "SCHOOL" && anchor.schoolId !== null) return { scope: "SCHOOL", schoolId: anchor.schoolId };
  if (rule.scope === "OWN" || anchor.departmentId === null) return { scope: "OWN" };
  return { scope: "DEPARTMENT", departmentId: anchor.departmentId, schoolId: anchor.schoolId };
}
