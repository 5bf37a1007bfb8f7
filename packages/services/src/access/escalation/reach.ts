import type { PermissionEffect, PermissionScope } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { grants, type TenantTransaction } from "@gloria/db";
import type { Access, Decision, Region, Target } from "@gloria/permissions";
import { and, eq, inArray, isNotNull } from "drizzle-orm";

/** A place that SCHOOL and DEPARTMENT are measured from; the school of a department that is named alone is its own. */
export interface Place {
  readonly schoolId: string | null;
  readonly departmentId: string | null;
  /** The school that the department lies in; null without one, or for a foundation-wide one. */
  readonly departmentSchoolId: string | null;
}

/** Where a right reaches: a whole region, one thing, or no more than what its holder owns. */
export type Reach = { readonly region: Region } | { readonly target: Target } | "own";

/** Some permissions, and where somebody comes to hold them. */
export interface Gain {
  readonly codes: readonly string[];
  readonly reaches: readonly Reach[];
}

/**
 * Nobody hands out more than they hold, at that place or wider; what somebody may do with their own things counts as
 * held by whoever holds it anywhere. What is delegated to the caller, or theirs on a condition, is not theirs to hand
 * out. Who has `permission:grant_any` over the whole foundation may hand out anything.
 *
 * @throws AppError `access.escalation` with the first permission that goes beyond
 */
export async function assertMayGive(tx: TenantTransaction, access: Access, gains: readonly Gain[]): Promise<void> {
  if (access.userId === null || access.checkRegion("permission:grant_any", { scope: "ALL" }).allowed) return;
  const heldBy = new Map<string, string>();
  const asked = new Set<string>();
  for (const { codes, reaches } of gains) {
    for (const reach of reaches) {
      const where = JSON.stringify(reach);
      for (const code of codes) {
        const question = `${code} ${where}`;
        if (asked.has(question)) continue;
        asked.add(question);
        const decision = decide(access, code, reach);
        if (!decision.allowed || decision.layer === "DELEGATION") throw escalation(code);
        if (decision.ruleId !== null) heldBy.set(decision.ruleId, code);
      }
    }
  }
  if (heldBy.size === 0) return;
  const conditional = await tx.db
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.tenantId, tx.tenantId), inArray(grants.id, [...heldBy.keys()]), isNotNull(grants.condition)));
  for (const { id } of conditional) throw escalation(heldBy.get(id) ?? "");
}

function escalation(permission: string): AppError {
  return new AppError("access.escalation", { permission });
}

function decide(access: Access, code: string, reach: Reach): Decision {
  if (reach === "own") return access.checkText({ code });
  return access.checkText("region" in reach ? { code, region: reach.region } : { code, target: reach.target });
}

/** Where a rule of this scope reaches for who holds it at one of these places. A DENY reaches as far as it may hurt. */
export function reachesOf(effect: PermissionEffect, scope: PermissionScope, places: readonly Place[]): Reach[] {
  const reaches = places.flatMap((place) => reachesAt(effect, scope, place));
  const unique = new Map(reaches.map((reach) => [JSON.stringify(reach), reach]));
  // Who has it nowhere yet will have it over their own things at least.
  return unique.size === 0 ? reachesAt(effect, scope, nowhere) : [...unique.values()];
}

/** No place at all. */
export const nowhere: Place = { schoolId: null, departmentId: null, departmentSchoolId: null };

function reachesAt(effect: PermissionEffect, scope: PermissionScope, place: Place): Reach[] {
  if (scope === "ALL") return [{ region: { scope: "ALL" } }];
  if (scope === "OWN") return ["own"];
  const { departmentId, departmentSchoolId } = place;
  const department: Reach[] =
    departmentId === null ? [] : [{ region: { scope: "DEPARTMENT", departmentId, schoolId: departmentSchoolId } }];
  if (scope === "DEPARTMENT" && department.length > 0) return department;
  const schoolId = place.schoolId ?? departmentSchoolId;
  // Without the place that it is measured from an ALLOW is about its holder's own things, and a DENY about all of them.
  if (scope === "DEPARTMENT" && effect === "ALLOW") return ["own"];
  if (schoolId === null) {
    if (department.length > 0) return department;
    return effect === "ALLOW" ? ["own"] : [{ region: { scope: "ALL" } }];
  }
  return [{ region: { scope: "SCHOOL", schoolId } }, ...department];
}
