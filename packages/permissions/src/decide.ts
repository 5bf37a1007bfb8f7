import { findPermission, type PermissionDefinition } from "@gloria/contracts";
import { allowProbes } from "./allow-probes.ts";
import { answer, noRule } from "./answer.ts";
import type { CompiledFacts } from "./compiled-facts.ts";
import type { Decision, Query } from "./decision.ts";
import type { Inquiry, Question } from "./question.ts";
import { refusedOutright } from "./refused-outright.ts";
import type { Target } from "./scope-match.ts";
import { collectCandidates, type Trace } from "./trace.ts";

/**
 * The one decision. Pure: the same facts, query and instant give the same answer, whatever the order or the ids of
 * the rules. A malformed, unknown or wildcard code is refused, never thrown.
 *
 * @param at milliseconds since 1970 UTC, by the clock of the database.
 * @param trace collects the candidates for an explanation; it never changes the answer.
 */
export function decide(facts: CompiledFacts, query: Query, at: number, trace?: Trace): Decision {
  const permission = permissionOf(facts, query.code);
  const refused = refusedOutright(facts, permission, query.target);
  if (permission === null || (refused !== null && trace === undefined)) return refused ?? noRule;
  const { target, region, request } = query;
  if (target === undefined && region === undefined) {
    return decideAnywhere({ facts, permission, at, request }, refused, trace);
  }
  const question: Question = {
    facts,
    permission,
    at,
    request,
    target,
    region,
    anywhere: false,
  };
  const decision = refused ?? answer(question, facts.delegations);
  if (trace !== undefined) collectCandidates(question, decision, trace);
  return decision;
}

/** The catalogue's entry, or that of the tenant's own addition; null for anything else. */
export function permissionOf(facts: CompiledFacts, code: string): PermissionDefinition | null {
  return findPermission(code) ?? facts.additions?.get(code) ?? null;
}

/** Allowed when some ALLOW decides in the heart of its own region. */
function decideAnywhere(inquiry: Inquiry, refused: Decision | null, trace: Trace | undefined): Decision {
  let last = noRule;
  let example: Target | undefined;
  const { facts } = inquiry;
  for (const { probe } of refused === null ? allowProbes(inquiry) : []) {
    const decision = answer(questionAt(inquiry, probe), facts.delegations);
    if (decision.allowed || last === noRule) {
      last = decision;
      example = probe;
    }
    if (decision.allowed) break;
  }
  const question = questionAt(inquiry, example);
  // Without any ALLOW there is no place to ask about, but a guardrail may stand in every place.
  const decision = refused ?? (example === undefined ? answer(question, facts.delegations) : last);
  if (trace !== undefined) collectCandidates(question, decision, trace);
  return decision;
}

/** A question about an example of a place: allowed there is allowed somewhere. */
export function questionAt(inquiry: Inquiry, probe: Target | undefined): Question {
  return { ...inquiry, target: probe, region: undefined, anywhere: true };
}
