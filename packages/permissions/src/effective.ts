import { type PermissionScope, permissionCodes } from "@gloria/contracts";
import { type AllowProbe, allowProbes } from "./allow-probes.ts";
import { answer, delegationStatus } from "./answer.ts";
import type { CompiledFacts } from "./compiled-facts.ts";
import type { RequestAttributes } from "./condition.ts";
import { decide, permissionOf, questionAt } from "./decide.ts";
import { lineOf } from "./delegation.ts";
import type { PermissionLayer } from "./permission-layers.ts";
import type { Inquiry } from "./question.ts";
import { refusedOutright } from "./refused-outright.ts";
import type { Region } from "./scope-match.ts";

/** One permission that a user holds, and where it comes from. */
export interface EffectivePermission {
  readonly code: string;
  readonly scope: PermissionScope;
  /** What DEPARTMENT and SCHOOL are measured from; with a delegation, the delegator's, as OWN is. */
  readonly anchor: { readonly schoolId: string | null; readonly departmentId: string | null };
  /** Set when it holds for one thing only. */
  readonly resource: { readonly type: string; readonly id: string } | null;
  readonly source: {
    readonly layer: PermissionLayer;
    /** The grant; with a delegation, the delegation. */
    readonly ruleId: string;
    /** The role that was assigned, though an ancestor of it may carry the rule. */
    readonly roleId: string | null;
    readonly positionId: string | null;
    readonly assignmentId: string | null;
    readonly delegationId: string | null;
    /** Who delegated it to the user. */
    readonly delegatorId: string | null;
  };
  /** Milliseconds: it ends here, unless something else grants it; null without end. */
  readonly until: number | null;
  /** True: a DENY, a guardrail or a condition takes something out of this scope. */
  readonly limited: boolean;
}

/**
 * Everything that the user may do at `at` (ms), by code; one entry for each ALLOW that has any effect. A code has an
 * entry here exactly when `decide` allows it somewhere.
 *
 * @param among the permissions that are wanted; all that there are without it.
 */
export function effective(
  facts: CompiledFacts,
  at: number,
  request?: RequestAttributes,
  among?: readonly string[],
): readonly EffectivePermission[] {
  const codes = [...(among ?? [...permissionCodes, ...(facts.additions?.keys() ?? [])])].sort();
  return codes.flatMap((code) => effectiveFor(facts, code, at, request));
}

function effectiveFor(
  facts: CompiledFacts,
  code: string,
  at: number,
  request: RequestAttributes | undefined,
): EffectivePermission[] {
  const permission = permissionOf(facts, code);
  if (permission === null || refusedOutright(facts, permission) !== null) return [];
  const inquiry: Inquiry = { facts, permission, at, request };
  const found = new Map<string, EffectivePermission>();
  for (const allow of allowProbes(inquiry)) {
    const key = `${allow.rule.id} ${allow.holding.assignmentId ?? ""} ${allow.delegation?.id ?? ""}`;
    if (!found.has(key) && hasEffect(allow, inquiry)) found.set(key, entryOf(allow, inquiry));
  }
  return [...found.values()];
}

function hasEffect({ delegation, probe }: AllowProbe, inquiry: Inquiry): boolean {
  const question = questionAt(inquiry, probe);
  if (!answer(question, inquiry.facts.delegations).allowed) return false;
  return delegation === null || delegationStatus(delegation, question) === "applies";
}

function entryOf(allow: AllowProbe, { facts, permission: { code }, at, request }: Inquiry): EffectivePermission {
  const { rule, holding, delegation } = allow;
  const ends = delegation === null ? [] : lineOf(delegation).map((link) => link.until);
  const until = Math.min(rule.until, holding.until, ...ends);
  const isOwn = delegation === null;
  return {
    code,
    scope: rule.scope,
    anchor: { schoolId: holding.anchor.schoolId, departmentId: holding.anchor.departmentId },
    resource: rule.resource,
    source: {
      layer: allow.layer,
      ruleId: delegation?.id ?? rule.id,
      roleId: isOwn && holding.kind === "role" ? holding.subjectId : null,
      positionId: isOwn && holding.kind === "position" ? holding.subjectId : null,
      assignmentId: isOwn ? holding.assignmentId : null,
      delegationId: delegation?.id ?? null,
      delegatorId: delegation?.delegatorId ?? null,
    },
    until: Number.isFinite(until) ? until : null,
    limited: rule.resource === null && !decide(facts, { code, region: regionOf(allow), request }, at).allowed,
  };
}

/** All that the ALLOW reaches; without the anchor that its scope needs, that is its holder's own things. */
function regionOf({ rule, holding: { anchor }, ownerId }: AllowProbe): Region {
  if (rule.scope === "ALL") return { scope: "ALL" };
  if (rule.scope === "SCHOOL" && anchor.schoolId !== null) return { scope: "SCHOOL", schoolId: anchor.schoolId };
  if (rule.scope === "OWN" || anchor.departmentId === null) return { scope: "OWN", ownerId };
  return { scope: "DEPARTMENT", departmentId: anchor.departmentId, schoolId: anchor.schoolId };
}
