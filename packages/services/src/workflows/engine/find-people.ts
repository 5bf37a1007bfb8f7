import type { ApproverRule } from "@gloria/contracts";
import { idsOf } from "./expression-value.ts";
import type { Approver } from "./need.ts";
import type { Transition } from "./transition.ts";

/** Whoever fits these rules, as they stand: nobody is left out yet, and one may be named by several rules. */
export function findPeople(
  t: Transition,
  rules: readonly ApproverRule[],
  definitiveOnly: boolean,
): readonly Approver[] {
  const { requesterId, schoolId, data } = t.instance;
  const userIds = rules.map((rule) => namedBy(t, rule));
  return t.ask({ kind: "approvers", rules, requesterId, schoolId, userIds, data, definitiveOnly }).approvers;
}

/** The ids that a rule names by what is in the instance; null where only the directory knows. */
function namedBy(t: Transition, rule: ApproverRule): readonly string[] | null {
  switch (rule.by) {
    case "field": {
      const value = t.instance.data[rule.id];
      return typeof value === "string" ? [value] : [];
    }
    case "expr":
      return idsOf(t, rule.expr);
    case "previousApproverChoice":
      return lastChoice(t, rule.step);
    case "user":
    case "position":
    case "role":
    case "department":
    case "managerChain":
      return null;
  }
}

/** Whom the last one to approve a step chose. */
function lastChoice(t: Transition, key: string): readonly string[] {
  const choices = t.instance.steps
    .filter((run) => run.key === key)
    .flatMap(({ seats }) => seats)
    .filter(({ state, choice }) => state === "APPROVED" && choice !== null)
    .toSorted((a, b) => (a.decidedAt ?? 0) - (b.decidedAt ?? 0) || a.id - b.id);
  const last = choices.at(-1)?.choice ?? null;
  return last === null ? [] : [last];
}
