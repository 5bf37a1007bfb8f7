import type { PermissionDefinition } from "@gloria/contracts";
import type { Anchor, CompiledFacts, Holding } from "./compiled-facts.ts";
import type { PermissionLayer } from "./permission-layers.ts";
import type { Rule } from "./rule-chain.ts";
import { standingStatus } from "./rule-status.ts";
import type { Target } from "./scope-match.ts";

/** An ALLOW that is open now, and a thing that it covers with as few other rules as possible. */
export interface AllowProbe {
  readonly layer: PermissionLayer;
  readonly rule: Rule;
  readonly holding: Holding;
  readonly probe: Target;
}

/**
 * For each ALLOW that counts now: a thing of somebody else in its school or department (tenant-wide for ALL), and a
 * thing of the user's own. If none of these is allowed, nothing that lies in one place is.
 */
export function* allowProbes(facts: CompiledFacts, permission: PermissionDefinition, at: number): Iterable<AllowProbe> {
  for (const [layer, holdings] of [
    ["DIRECT", facts.direct],
    ["ROLE", facts.roles],
    ["POSITION", facts.positions],
  ] as const) {
    for (const holding of holdings) {
      for (const rule of holding.chain.resourceRulesFor(permission.code)) {
        yield* probesOf("RESOURCE", rule, holding, facts.userId, permission, at);
      }
      for (const step of holding.chain.stepsFor(permission.code)) {
        for (const rule of step.rules) yield* probesOf(layer, rule, holding, facts.userId, permission, at);
      }
    }
  }
}

function* probesOf(
  layer: PermissionLayer,
  rule: Rule,
  holding: Holding,
  userId: string,
  permission: PermissionDefinition,
  at: number,
): Iterable<AllowProbe> {
  if (!rule.allow || standingStatus(rule, holding, permission, at) !== "applies") return;
  const resource = rule.resource === null ? {} : { resource: rule.resource };
  for (const place of placesOf(rule, holding.anchor)) {
    yield { layer, rule, holding, probe: { ownerId: null, ...place, ...resource } };
  }
  yield { layer, rule, holding, probe: { ownerId: userId, departmentIds: [], schoolIds: [], ...resource } };
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
