import type { CompiledFacts, Delegation, Holding } from "./compiled-facts.ts";
import type { Decision } from "./decision.ts";
import { forbiddingGuardrail } from "./guardrail-status.ts";
import type { PermissionLayer } from "./permission-layers.ts";
import { askedOf, type Question } from "./question.ts";
import { refusedOutright } from "./refused-outright.ts";
import type { Rule } from "./rule-chain.ts";
import { ruleStatus, type WindowStatus, windowStatus } from "./rule-status.ts";

export const noRule: Decision = { allowed: false, layer: null, ruleId: null, reason: "no_rule" };

/**
 * The answer about a target, a region or an example of a place: guardrails, then the layers.
 *
 * @param delegations those that count: all of the user's own, or the one that a further delegation hands on.
 */
export function answer(question: Question, delegations: readonly Delegation[]): Decision {
  const { facts } = question;
  const refused = refusedOutright(facts, question.permission, question.target);
  if (refused !== null) return refused;
  const forbidding = forbiddingGuardrail(question);
  if (forbidding !== null) {
    return { allowed: false, layer: "GUARDRAIL", ruleId: forbidding.id, reason: "forbidden" };
  }
  const direct = decidingDirectRule(question);
  if (direct !== null) return decisionOf("DIRECT", direct);
  for (const delegation of delegations) {
    if (delegationStatus(delegation, question) !== "applies") continue;
    return { allowed: true, layer: "DELEGATION", ruleId: delegation.id, reason: "allowed" };
  }
  if (facts.hasResourceRules) {
    const resource = decidingResourceRule(question);
    if (resource !== null) return decisionOf("RESOURCE", resource);
  }
  const role = decidingRule(facts.roles, facts.roleChains, question);
  if (role !== null) return decisionOf("ROLE", role);
  const position = decidingRule(facts.positions, facts.positionChains, question);
  return position === null ? noRule : decisionOf("POSITION", position);
}

export type DelegationStatus =
  | WindowStatus
  | "not_delegable"
  /** A link above it is not open, it goes in a circle or too far, or the delegator may not do it themselves. */
  | "inert";

/** Whether a delegation that names the permission (or not) hands on what is asked, at this instant. */
export function delegationStatus(delegation: Delegation, question: Question): DelegationStatus | "other_permission" {
  if (!delegation.matches(question.permission.code)) return "other_permission";
  const open = windowStatus(delegation, question.at);
  if (open !== "applies") return open;
  if (!question.permission.delegable) return "not_delegable";
  return delegatorAnswer(delegation, question)?.allowed === true ? "applies" : "inert";
}

/**
 * What the delegator themselves would be answered, with no delegation but the one handed on; null when the line above
 * is broken, so that nobody need be asked.
 */
export function delegatorAnswer({ delegator, parent }: Delegation, question: Question): Decision | null {
  if (delegator === null) return null;
  // Whoever ends one link ends all below it, also where the delegator holds the right in another way.
  for (let link = parent; link !== null; link = link.parent) {
    if (windowStatus(link, question.at) !== "applies") return null;
  }
  return answer(askedOf(delegator, question), parent === null ? [] : [parent]);
}

function decisionOf(layer: PermissionLayer, rule: Rule): Decision {
  return { allowed: rule.allow, layer, ruleId: rule.id, reason: rule.allow ? "allowed" : "denied_by_rule" };
}

/** Along each chain the nearest applicable rule speaks (DENY first among equals); across chains DENY wins. */
function decidingRule(holdings: readonly Holding[], chains: readonly number[], question: Question): Rule | null {
  if (chains.length === 0) return null;
  const answers = question.facts.register.answersAbout(question.permission.code);
  let allow: Rule | null = null;
  for (let index = 0; index < chains.length; index++) {
    const chain = chains[index];
    if (chain === undefined || answers.isSilent(chain)) continue;
    const holding = holdings[index];
    if (holding === undefined) continue;
    const rule = applicable(answers.rulesOf(chain, holding.chain), holding, question);
    if (rule === null) continue;
    if (!rule.allow) return rule;
    allow ??= rule;
  }
  return allow;
}

/** The user's own rules, which nobody shares: no chain of them is in the register. */
function decidingDirectRule(question: Question): Rule | null {
  let allow: Rule | null = null;
  for (const holding of question.facts.direct) {
    const rule = applicable(holding.chain.rulesFor(question.permission.code), holding, question);
    if (rule === null) continue;
    if (!rule.allow) return rule;
    allow ??= rule;
  }
  return allow;
}

function applicable(rules: readonly Rule[], holding: Holding, question: Question): Rule | null {
  for (const rule of rules) if (ruleStatus(rule, holding, question) === "applies") return rule;
  return null;
}

function decidingResourceRule(question: Question): Rule | null {
  let allow: Rule | null = null;
  for (const holding of holdingsOf(question.facts)) {
    for (const rule of holding.chain.resourceRulesFor(question.permission.code)) {
      if (ruleStatus(rule, holding, question) !== "applies") continue;
      if (!rule.allow) return rule;
      allow ??= rule;
    }
  }
  return allow;
}

/** The user themselves, their roles and their positions. */
export function holdingsOf(facts: CompiledFacts): readonly Holding[] {
  return [...facts.direct, ...facts.roles, ...facts.positions];
}
