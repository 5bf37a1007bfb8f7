import type { Anchor, CompiledFacts, Delegation, Holding } from "./compiled-facts.ts";
import type { PermissionLayer } from "./permission-layers.ts";
import type { Inquiry } from "./question.ts";
import type { Rule } from "./rule-chain.ts";
import { standingStatus, windowStatus } from "./rule-status.ts";
import type { Target } from "./scope-match.ts";

/** An ALLOW that is open now, and a thing that it covers with as few other rules as possible. */
export interface AllowProbe {
  readonly layer: PermissionLayer;
  readonly rule: Rule;
  /** The user's, or with a delegation that of whoever the right comes from. */
  readonly holding: Holding;
  /** Whose own things the rule means. */
  readonly ownerId: string;
  readonly probe: Target;
  /** The user's delegation by which the right came; null for the user's own. */
  readonly delegation: Delegation | null;
}

/**
 * For each ALLOW that counts now, those that come by delegation included: a thing of somebody else in its school or
 * department (tenant-wide for ALL), and a thing of its holder's own. If none of these is allowed, nothing that lies in
 * one place is.
 */
export function* allowProbes(inquiry: Inquiry): Iterable<AllowProbe> {
  yield* probesOf(inquiry, null);
  for (const delegation of inquiry.facts.delegations) {
    yield* delegatedProbes(delegation, inquiry, delegation);
  }
}

/** @param link of the line that begins with `delegation`. */
function* delegatedProbes(link: Delegation, inquiry: Inquiry, delegation: Delegation): Iterable<AllowProbe> {
  if (!link.matches(inquiry.permission.code) || !inquiry.permission.delegable || link.delegator === null) return;
  if (windowStatus(link, inquiry.at) !== "applies") return;
  yield* probesOf({ ...inquiry, facts: link.delegator }, delegation);
  if (link.parent !== null) yield* delegatedProbes(link.parent, inquiry, delegation);
}

function* probesOf(inquiry: Inquiry, delegation: Delegation | null): Iterable<AllowProbe> {
  const { facts, permission, at } = inquiry;
  for (const { layer, rule, holding } of allowsOf(facts, permission.code)) {
    if (standingStatus(rule, holding, permission, at) !== "applies") continue;
    const of = {
      layer: delegation === null ? layer : "DELEGATION",
      rule,
      holding,
      ownerId: facts.userId,
      delegation,
    } as const;
    const resource = rule.resource === null ? {} : { resource: rule.resource };
    for (const place of placesOf(rule, holding.anchor))
      yield { ...of, probe: { ownerId: null, ...place, ...resource } };
    yield { ...of, probe: { ownerId: facts.userId, departmentIds: [], schoolIds: [], ...resource } };
  }
}

interface Carried {
  readonly layer: PermissionLayer;
  readonly rule: Rule;
  readonly holding: Holding;
}

function* allowsOf(facts: CompiledFacts, code: string): Iterable<Carried> {
  for (const [layer, holdings] of [
    ["DIRECT", facts.direct],
    ["ROLE", facts.roles],
    ["POSITION", facts.positions],
  ] as const) {
    for (const holding of holdings) {
      for (const rule of holding.chain.resourceRulesFor(code)) {
        if (rule.allow) yield { layer: "RESOURCE", rule, holding };
      }
      for (const step of holding.chain.stepsFor(code)) {
        for (const rule of step.rules) if (rule.allow) yield { layer, rule, holding };
      }
    }
  }
}

type Place = Required<Pick<Target, "departmentIds" | "schoolIds">>;

function* placesOf({ scope }: Rule, anchor: Anchor): Iterable<Place> {
  if (scope === "ALL") yield { departmentIds: [], schoolIds: [] };
  if (scope === "SCHOOL" && anchor.schoolId !== null) yield { departmentIds: [], schoolIds: [anchor.schoolId] };
  if ((scope === "SCHOOL" || scope === "DEPARTMENT") && anchor.departmentId !== null) {
    const schoolIds = anchor.departmentSchoolId === null ? [] : [anchor.departmentSchoolId];
    yield { departmentIds: [anchor.departmentId], schoolIds };
  }
}
