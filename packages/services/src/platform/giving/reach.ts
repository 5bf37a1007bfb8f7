import type { PermissionEffect, PermissionScope } from "@gloria/contracts";
import type { Reach } from "./giver.ts";

/** A place that SCHOOL and DEPARTMENT are measured from; the school of a department that is named alone is its own. */
export interface Place {
  readonly schoolId: string | null;
  readonly departmentId: string | null;
  /** The school that the department lies in; null without one, or for a foundation-wide one. */
  readonly departmentSchoolId: string | null;
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
