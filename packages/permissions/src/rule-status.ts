import type { PermissionDefinition } from "@gloria/contracts";
import type { Holding } from "./compiled-facts.ts";
import { conditionCounts, type Question } from "./question.ts";
import type { Rule } from "./rule-chain.ts";
import { coversRegion, coversTarget, overlapsRegion, overlapsTarget, type Target } from "./scope-match.ts";

export type WindowStatus = "applies" | "not_started" | "expired";

/** Why a rule that names the code does or does not count for a query. */
export type RuleStatus =
  | WindowStatus
  /** An ALLOW whose condition is not known to be true; a DENY whose condition is false. */
  | "condition"
  /** An ALLOW of a position held as Plt/Plh, for a permission that needs a definitive holder. */
  | "acting"
  /** The rule is about another thing. */
  | "other_resource"
  | "out_of_scope";

/** Half-open: open from `from` on, no more at `until`. */
export function windowStatus(
  { from, until }: { readonly from: number; readonly until: number },
  at: number,
): WindowStatus {
  if (at >= until) return "expired";
  return at < from ? "not_started" : "applies";
}

/** Everything but the place and the condition. */
export function standingStatus(rule: Rule, holding: Holding, permission: PermissionDefinition, at: number): RuleStatus {
  if (!rule.isTimeless || !holding.isTimeless) {
    if (at >= rule.until || at >= holding.until) return "expired";
    if (at < rule.from || at < holding.from) return "not_started";
  }
  return holding.acting && rule.allow && permission.definitiveOnly ? "acting" : "applies";
}

export function ruleStatus(rule: Rule, holding: Holding, question: Question): RuleStatus {
  const standing = standingStatus(rule, holding, question.permission, question.at);
  if (standing !== "applies") return standing;
  const place = placeStatus(rule, holding, question);
  if (place !== "applies" || rule.condition === null) return place;
  return conditionCounts(rule.condition, rule.allow, question) ? "applies" : "condition";
}

/** The place of the target or of the region against the rule's scope and anchor; ALLOW must cover, DENY must overlap. */
export function placeStatus(rule: Rule, holding: Holding, { facts, target, region }: Question): RuleStatus {
  if (rule.resource !== null) {
    // One thing never covers a region, but it may lie in one.
    if (target === undefined ? rule.allow : !isAbout(rule.resource, target)) return "other_resource";
  }
  let inPlace = false;
  if (target !== undefined) {
    inPlace = (rule.allow ? coversTarget : overlapsTarget)(rule.scope, holding.anchor, facts.userId, target);
  } else if (region !== undefined) {
    inPlace = (rule.allow ? coversRegion : overlapsRegion)(rule.scope, holding.anchor, facts.userId, region);
  }
  return inPlace ? "applies" : "out_of_scope";
}

/** Whether the target is the one thing that a rule or a guardrail is about. */
export function isAbout(resource: NonNullable<Rule["resource"]>, target: Target): boolean {
  return target.resource?.id === resource.id && target.resource.type === resource.type;
}
