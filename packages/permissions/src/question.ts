import type { PermissionDefinition } from "@gloria/contracts";
import type { CompiledFacts, Holding } from "./compiled-facts.ts";
import type { CompiledCondition, ConditionActor, ConditionContext, RequestAttributes } from "./condition.ts";
import type { Region, Target } from "./scope-match.ts";

/** Whose rights, to do what, when: all that is known without a place. */
export interface Inquiry {
  readonly facts: CompiledFacts;
  readonly permission: PermissionDefinition;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly request: RequestAttributes | undefined;
}

/** One query about one person's rights, with the permission already found. */
export interface Question extends Inquiry {
  readonly target: Target | undefined;
  readonly region: Region | undefined;
  /**
   * The target is only an example of a place: whether a condition on the target is true is not known, and it counts as
   * whatever would allow.
   */
  readonly anywhere: boolean;
}

/** The same question about the rights of somebody who delegates: "own" still means the first asker's things. */
export function askedOf(delegator: CompiledFacts, question: Question): Question {
  const { region } = question;
  const isOwn = region?.scope === "OWN" && region.ownerId === undefined;
  return {
    facts: delegator,
    permission: question.permission,
    at: question.at,
    request: question.request,
    target: question.target,
    region: isOwn ? { scope: "OWN", ownerId: question.facts.userId } : region,
    anywhere: question.anywhere,
  };
}

/**
 * Whether a condition lets its rule count. One that errors fails closed: it counts for what forbids (`allow` false),
 * and not for what allows.
 */
export function conditionCounts(condition: CompiledCondition | null, allow: boolean, question: Question): boolean {
  if (condition === null) return true;
  const target = question.anywhere ? undefined : question.target;
  const outcome = condition.evaluate({ ...conditionContext(question), target });
  if (outcome !== "error") return outcome;
  const isOpen = question.anywhere && condition.readsTarget && condition.error === null;
  return isOpen ? allow : !allow;
}

export function conditionContext({ facts, at, request }: Inquiry): ConditionContext {
  return { actor: actorOf(facts, at), now: at, request };
}

function actorOf(facts: CompiledFacts, at: number): ConditionActor {
  return {
    id: facts.userId,
    schoolId: facts.homeSchoolId,
    roles: codesHeld(facts.roles, at),
    positions: codesHeld(facts.positions, at),
  };
}

function codesHeld(holdings: readonly Holding[], at: number): readonly string[] {
  const codes = new Set<string>();
  for (const { code, from, until } of holdings) if (code !== null && from <= at && at < until) codes.add(code);
  return [...codes].sort();
}
