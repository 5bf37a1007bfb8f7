import type { ApproverRule, WorkflowStepOf } from "@gloria/contracts";
import { findPeople } from "./find-people.ts";
import type { Seat, SeatOrigin, StepRun } from "./instance.ts";
import type { Approver } from "./need.ts";
import type { Transition } from "./transition.ts";

/** A rule, and what its seats are said to be opened by. */
export interface NamedRule {
  readonly rule: ApproverRule;
  readonly openedBy: SeatOrigin;
}

/** One that is to be seated, and with what. */
export interface Place extends Pick<Seat, "userId" | "openedBy" | "weight" | "veto" | "chair"> {
  readonly delegateIds: readonly string[];
}

/**
 * Whom the rules seat at a step: without those who decided where four eyes are wanted, without the requester as far as
 * the step says so, and each human once.
 */
export function findPlaces(
  t: Transition,
  step: WorkflowStepOf<"approval">,
  rules: readonly NamedRule[],
): readonly Place[] {
  const found = findPeople(
    t,
    rules.map(({ rule }) => rule),
    step.definitiveOnly,
  );
  const named = found.flatMap((approver) => placeOf(rules, approver) ?? []);
  const excluded = decidersOf(t, step.distinctFrom);
  const others = withoutSelf(t, step, named).filter(({ userId }) => !excluded.has(userId));
  return mergePeople(others, step.combineWeights);
}

/** Who has decided in one of these steps, in any round. */
export function decidersOf(t: Transition, keys: readonly string[]): ReadonlySet<string> {
  const seats = t.instance.steps.filter(({ key }) => keys.includes(key)).flatMap((run) => run.seats);
  return new Set(seats.flatMap(({ actedBy }) => actedBy ?? []));
}

/** The rule of a step behind a seat; null for what was opened by hand. */
export function ruleOf(step: WorkflowStepOf<"approval">, openedBy: SeatOrigin): ApproverRule | null {
  if (openedBy === "fallback") return step.fallback ?? null;
  const [kind, ordinal] = openedBy.split(".");
  if (kind === "assign") return step.assign[Number(ordinal)] ?? null;
  const escalation = kind === "escalate" ? step.sla?.escalate[Number(ordinal)] : undefined;
  return escalation !== undefined && "to" in escalation ? escalation.to : null;
}

/** Those who have a seat at this step that counts, or may still count. */
export function seatedAt({ seats }: StepRun): readonly Seat[] {
  return seats.filter(({ state }) => state !== "VOID");
}

function placeOf(rules: readonly NamedRule[], { rule, userId, delegateIds }: Approver): Place | null {
  const named = rules[rule];
  if (named === undefined) return null;
  const { weight, veto, chair } = named.rule;
  return { userId, delegateIds, openedBy: named.openedBy, weight, veto, chair };
}

/**
 * What becomes of a requester among the approvers. Nobody is left alone with their own request but by ALLOW: who would
 * be skipped if there were others gives way to their manager where there are none.
 */
function withoutSelf(t: Transition, step: WorkflowStepOf<"approval">, places: readonly Place[]): readonly Place[] {
  const { requesterId, schoolId, data } = t.instance;
  const others = places.filter(({ userId }) => userId !== requesterId);
  if (step.selfApproval === "ALLOW" || others.length === places.length) return places;
  if (step.selfApproval === "SKIP_IF_OTHERS" && others.length > 0) return others;
  const { definitiveOnly } = step;
  const { approver } = t.ask({ kind: "manager", userId: requesterId, schoolId, data, definitiveOnly });
  if (approver === null || approver.userId === requesterId) return others;
  return places.map((place) => (place.userId === requesterId ? { ...place, ...approver } : place));
}

/** One human, one seat: with the highest of their weights, or all of them, and every right that any rule gave them. */
function mergePeople(places: readonly Place[], isSum: boolean): readonly Place[] {
  const people = [...new Set(places.map(({ userId }) => userId))];
  return people.flatMap((person) => {
    const own = places.filter(({ userId }) => userId === person);
    const best = own.toSorted((a, b) => b.weight - a.weight)[0];
    if (best === undefined) return [];
    return {
      ...best,
      weight: isSum ? own.reduce((sum, { weight }) => sum + weight, 0) : best.weight,
      veto: own.some(({ veto }) => veto),
      chair: own.some(({ chair }) => chair),
    };
  });
}
