import type { PermissionEffect, PermissionScope } from "@gloria/contracts";
import type { DelegationStatus } from "./answer.ts";
import type { Delegation } from "./compiled-facts.ts";
import type { Decision } from "./decision.ts";
import { lineOf } from "./delegation.ts";
import type { Guardrail } from "./guardrail-set.ts";
import type { GuardrailStatus } from "./guardrail-status.ts";
import type { PermissionLayer } from "./permission-layers.ts";
import type { RuleStatus } from "./rule-status.ts";
import type { TraceCandidate } from "./trace.ts";

export type ExplainedLayer = "GUARDRAIL" | PermissionLayer;

/** Milliseconds; null is without bound. */
export interface ExplainedWindow {
  readonly from: number | null;
  readonly until: number | null;
}

export interface ExplainedPlace {
  readonly schoolId: string | null;
  readonly departmentId: string | null;
}

/** One link of a line of delegations. */
export interface ExplainedDelegation extends ExplainedWindow {
  readonly id: string;
  readonly delegatorId: string;
  readonly delegateId: string;
}

/** A grant, a delegation or a guardrail that names the permission, and what became of it. */
export interface ExplainedCandidate {
  readonly layer: ExplainedLayer;
  readonly status: RuleStatus | DelegationStatus | GuardrailStatus | "overridden";
  /** The grant, the delegation or the guardrail. */
  readonly ruleId: string;
  readonly effect: PermissionEffect | "FORBID";
  /** The codes or patterns by which it names the permission. */
  readonly codes: readonly string[];
  /** Null for what has none of its own: guardrails reach everywhere, delegations as far as the delegator's rights. */
  readonly scope: PermissionScope | null;
  /** What DEPARTMENT and SCHOOL are measured from. */
  readonly anchor: ExplainedPlace | null;
  readonly resource: { readonly type: string; readonly id: string } | null;
  /** CEL. */
  readonly condition: string | null;
  /** When it counts: where the windows of the grant and of the assignment that carries it overlap. */
  readonly window: ExplainedWindow;
  /** Who was granted; null for guardrails and delegations. */
  readonly subject: { readonly kind: "user" | "role" | "position" | "department"; readonly id: string } | null;
  /** The assignment of the role or of the position. */
  readonly assignmentId: string | null;
  /** By a position held as Plt or Plh. */
  readonly acting: boolean;
  /** From the role that was assigned up to the one that carries the grant; empty for anything but roles. */
  readonly rolePath: readonly string[];
  readonly guardrailKind: Guardrail["kind"] | null;
  /** The delegation itself, then what it hands on, up to whoever holds the right themselves. */
  readonly delegationLine: readonly ExplainedDelegation[];
  /** What the delegator is answered; null when nobody had to be asked, as the line above is broken. */
  readonly delegatorDecision: Decision | null;
}

const nothing = {
  scope: null,
  anchor: null,
  resource: null,
  condition: null,
  subject: null,
  assignmentId: null,
  acting: false,
  rolePath: [],
  guardrailKind: null,
  delegationLine: [],
  delegatorDecision: null,
} as const;

export function explainCandidate(candidate: TraceCandidate): ExplainedCandidate {
  const { layer, status } = candidate;
  if (candidate.layer === "GUARDRAIL") return { ...explainGuardrail(candidate.guardrail), layer, status };
  if (candidate.layer !== "DELEGATION") return { ...explainRule(candidate), layer, status };
  const { delegation, delegator } = candidate;
  return { ...explainDelegation(delegation), delegatorDecision: delegator, layer, status };
}

type Explained = Omit<ExplainedCandidate, "layer" | "status">;

function explainGuardrail({ id, kind, pattern, resource, condition, from, until }: Guardrail): Explained {
  return {
    ...nothing,
    ruleId: id,
    effect: "FORBID",
    codes: [pattern],
    resource,
    condition: condition?.source ?? null,
    window: windowOf(from, until),
    guardrailKind: kind,
  };
}

function explainDelegation(delegation: Delegation): Explained {
  return {
    ...nothing,
    ruleId: delegation.id,
    effect: "ALLOW",
    codes: delegation.codes,
    window: windowOf(delegation.from, delegation.until),
    delegationLine: lineOf(delegation).map(({ id, delegatorId, delegateId, from, until }) => ({
      id,
      delegatorId,
      delegateId,
      ...windowOf(from, until),
    })),
  };
}

type RuleCandidate = Extract<TraceCandidate, { readonly rule: unknown }>;

function explainRule({ rule, holding }: RuleCandidate): Explained {
  const { schoolId, departmentId } = holding.anchor;
  return {
    ...nothing,
    ruleId: rule.id,
    effect: rule.allow ? "ALLOW" : "DENY",
    codes: [rule.pattern],
    scope: rule.scope,
    anchor: { schoolId, departmentId },
    resource: rule.resource,
    condition: rule.condition?.source ?? null,
    window: windowOf(Math.max(rule.from, holding.from), Math.min(rule.until, holding.until)),
    subject: { kind: subjectKind(rule.subjectId, holding), id: rule.subjectId },
    assignmentId: holding.assignmentId,
    acting: holding.acting,
    rolePath: holding.kind === "role" ? holding.chain.pathTo(rule.subjectId) : [],
  };
}

/** What a position brings is granted to itself, or to the department that it is held in or to one above. */
function subjectKind(
  id: string,
  { kind, subjectId }: RuleCandidate["holding"],
): "user" | "role" | "position" | "department" {
  return kind === "position" && id !== subjectId ? "department" : kind;
}

export function windowOf(from: number, until: number): ExplainedWindow {
  return { from: Number.isFinite(from) ? from : null, until: Number.isFinite(until) ? until : null };
}
