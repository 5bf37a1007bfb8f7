import type { PermissionDefinition } from "@gloria/contracts";
import type { Holding } from "./compiled-facts.ts";
import type { Rule } from "./rule-chain.ts";
import { coversRegion, coversTarget, overlapsRegion, overlapsTarget, type Region, type Target } from "./scope-match.ts";

/** Why a rule that names the code does or does not count for a query. */
export type RuleStatus =
  | "applies"
  | "not_started"
  | "expired"
  /** An ALLOW whose condition is not known to be true. */
  | "condition"
  /** An ALLOW of a position held as Plt/Plh, for a permission that needs a definitive holder. */
  | "acting"
  /** The rule is about another thing. */
  | "other_resource"
  | "out_of_scope";

/** Whether the windows of the holding and of the rule are open at `at` (ms). */
function windowStatus(rule: Rule, holding: Holding, at: number): "applies" | "not_started" | "expired" {
  if (at >= rule.until || at >= holding.until) return "expired";
  if (at < rule.from || at < holding.from) return "not_started";
  return "applies";
}

/**
 * Everything but place. A condition that cannot be answered is one that errors: its ALLOW does not apply, its DENY
 * does.
 */
export function standingStatus(rule: Rule, holding: Holding, permission: PermissionDefinition, at: number): RuleStatus {
  const open = windowStatus(rule, holding, at);
  if (open !== "applies" || !rule.allow) return open;
  if (rule.condition !== null) return "condition";
  if (holding.acting && permission.definitiveOnly) return "acting";
  return "applies";
}

/** The place of a target or of a region against the rule's scope and anchor; ALLOW must cover, DENY must overlap. */
export function placeStatus(
  rule: Rule,
  holding: Holding,
  userId: string,
  target: Target | undefined,
  region: Region | undefined,
): RuleStatus {
  if (rule.resource !== null) {
    // One thing never covers a region, but it may lie in one.
    if (target === undefined ? rule.allow : !isAbout(rule.resource, target)) return "other_resource";
  }
  let inPlace: boolean;
  if (target !== undefined) {
    inPlace = (rule.allow ? coversTarget : overlapsTarget)(rule.scope, holding.anchor, userId, target);
  } else if (region !== undefined) {
    inPlace = (rule.allow ? coversRegion : overlapsRegion)(rule.scope, holding.anchor, region);
  } else {
    inPlace = false;
  }
  return inPlace ? "applies" : "out_of_scope";
}

function isAbout(resource: NonNullable<Rule["resource"]>, target: Target): boolean {
  return target.resource?.id === resource.id && target.resource.type === resource.type;
}
