import type { PermissionScope } from "@gloria/contracts";
import type { Decision } from "./decision.ts";
import type { ExplainedLayer, ExplainedPlace, ExplainedWindow } from "./explain-candidate.ts";
import { windowOf } from "./explain-candidate.ts";
import { needOf, type PlaceNeed, widerNeed } from "./place-need.ts";
import { conditionCounts, type Question } from "./question.ts";
import { placeStatus, windowStatus } from "./rule-status.ts";
import type { Trace, TraceCandidate } from "./trace.ts";

export const nearMissKinds = [
  /** An ALLOW somewhere else, or about another thing. */
  "wrong_place",
  /** An ALLOW at the right place whose scope is too narrow. */
  "too_narrow",
  "expired",
  "not_started",
  "condition_false",
  /** It comes from a position held as Plt/Plh, and needs a definitive holder. */
  "acting_only",
  "not_delegable",
  /** The delegator may not do it (any more), or the line above the delegation is broken. */
  "delegator_lacks",
  /** Something would allow it, were it not for this DENY. */
  "denied_by_rule",
  /** Nothing can allow it while this guardrail stands. */
  "forbidden",
  "no_grant",
] as const;
export type NearMissKind = (typeof nearMissKinds)[number];

/** One thing that would have to change, with what is needed and what is held instead. */
export interface NearMiss {
  readonly kind: NearMissKind;
  /** What is amiss besides; empty: with `kind` put right it would count. */
  readonly also: readonly NearMissKind[];
  readonly code: string;
  readonly layer: ExplainedLayer | null;
  /** The grant, the delegation or the guardrail; null for `no_grant`. */
  readonly ruleId: string | null;
  /** The narrowest scope and place that would do; null where the place is not what is missing. */
  readonly needed: PlaceNeed | null;
  readonly held: {
    readonly scope: PermissionScope;
    readonly anchor: ExplainedPlace;
    readonly resource: { readonly type: string; readonly id: string } | null;
  } | null;
  /** Of what has not started or is over. */
  readonly window: ExplainedWindow | null;
  /** CEL. */
  readonly condition: string | null;
  readonly delegatorId: string | null;
  /** Why the delegator is refused; null when the line above the delegation is broken. */
  readonly delegatorReason: Decision["reason"] | null;
}

const nearMissesMax = 10;

/** What would have to change for the answer to be yes, the least first. */
export function nearMissesOf(trace: Trace, question: Question, decision: Decision): readonly NearMiss[] {
  if (decision.allowed) return [];
  const misses = trace.candidates.flatMap((candidate) => missOf(candidate, question, decision) ?? []);
  if (misses.length === 0 && decision.reason === "no_rule") misses.push(missing(question));
  return misses.sort(leastFirst).slice(0, nearMissesMax);
}

function leastFirst(a: NearMiss, b: NearMiss): number {
  return (
    a.also.length - b.also.length ||
    nearness.indexOf(a.kind) - nearness.indexOf(b.kind) ||
    (a.ruleId ?? "").localeCompare(b.ruleId ?? "", "en")
  );
}

/** From what stands in the way by itself to what lies furthest off. */
const nearness: readonly NearMissKind[] = [
  "forbidden",
  "denied_by_rule",
  "expired",
  "not_started",
  "condition_false",
  "acting_only",
  "delegator_lacks",
  "too_narrow",
  "wrong_place",
  "not_delegable",
  "no_grant",
];

function missOf(candidate: TraceCandidate, question: Question, decision: Decision): NearMiss | null {
  if (candidate.layer === "GUARDRAIL") {
    if (candidate.status !== "applies") return null;
    const { id, condition } = candidate.guardrail;
    return { ...blank(question, "forbidden", "GUARDRAIL", id), condition: condition?.source ?? null };
  }
  if (candidate.layer === "DELEGATION") return delegationMiss(candidate, question);
  if (candidate.rule.allow) return allowMiss(candidate, question);
  const denies = candidate.status === "applies" && decision.reason === "denied_by_rule";
  return denies
    ? { ...blank(question, "denied_by_rule", candidate.layer, candidate.rule.id), held: heldBy(candidate) }
    : null;
}

type DelegationCandidate = Extract<TraceCandidate, { readonly layer: "DELEGATION" }>;
type RuleCandidate = Extract<TraceCandidate, { readonly rule: unknown }>;

function delegationMiss({ delegation, delegator, status }: DelegationCandidate, question: Question): NearMiss | null {
  if (status === "applies" || status === "overridden") return null;
  const kinds: NearMissKind[] = [];
  if (status === "expired" || status === "not_started") kinds.push(status);
  if (!question.permission.delegable) kinds.push("not_delegable");
  if (delegator?.allowed !== true) kinds.push("delegator_lacks");
  const [kind = "delegator_lacks", ...also] = kinds;
  const timely = kind === "expired" || kind === "not_started";
  return {
    ...blank(question, kind, "DELEGATION", delegation.id),
    also,
    window: timely ? windowOf(delegation.from, delegation.until) : null,
    delegatorId: delegation.delegatorId,
    delegatorReason: delegator?.allowed === false ? delegator.reason : null,
  };
}

function allowMiss(candidate: RuleCandidate, question: Question): NearMiss | null {
  if (candidate.status === "applies" || candidate.status === "overridden") return null;
  const { rule, holding, layer } = candidate;
  const [from, until] = [Math.max(rule.from, holding.from), Math.min(rule.until, holding.until)];
  const open = windowStatus({ from, until }, question.at);
  const inPlace = placeStatus(rule, holding, question) === "applies";
  const wider = inPlace ? null : widerNeed(rule, holding, question);
  const kinds: NearMissKind[] = [];
  if (open !== "applies") kinds.push(open);
  if (!conditionCounts(rule.condition, true, question)) kinds.push("condition_false");
  if (holding.acting && question.permission.definitiveOnly) kinds.push("acting_only");
  if (!inPlace) kinds.push(wider === null ? "wrong_place" : "too_narrow");
  const [kind = "wrong_place", ...also] = kinds;
  return {
    ...blank(question, kind, layer, rule.id),
    also,
    needed: inPlace ? null : (wider ?? needOf(question, rule.scope)),
    held: heldBy(candidate),
    window: open === "applies" ? null : windowOf(from, until),
    condition: kinds.includes("condition_false") ? (rule.condition?.source ?? null) : null,
  };
}

function heldBy({ rule, holding: { anchor } }: RuleCandidate): NearMiss["held"] {
  const { schoolId, departmentId } = anchor;
  return { scope: rule.scope, anchor: { schoolId, departmentId }, resource: rule.resource };
}

function missing(question: Question): NearMiss {
  return { ...blank(question, "no_grant", null, null), needed: needOf(question, "OWN") };
}

function blank(question: Question, kind: NearMissKind, layer: NearMiss["layer"], ruleId: string | null): NearMiss {
  return {
    kind,
    also: [],
    code: question.permission.code,
    layer,
    ruleId,
    needed: null,
    held: null,
    window: null,
    condition: null,
    delegatorId: null,
    delegatorReason: null,
  };
}
