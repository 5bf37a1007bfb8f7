import type { PermissionScope } from "@gloria/contracts";
import type { Anchor } from "./compiled-facts.ts";
import type { Region, Target } from "./target.ts";

export type { Region, Target } from "./target.ts";

/** Whether an ALLOW of this scope covers the target. Every scope includes what the user owns. */
export function coversTarget(scope: PermissionScope, anchor: Anchor, userId: string, target: Target): boolean {
  if (scope === "ALL" || target.ownerId === userId) return true;
  if (scope === "OWN") return false;
  if (meets(anchor.subtree, target.departmentIds)) return true;
  return scope === "SCHOOL" && anchor.schoolId !== null && (target.schoolIds?.includes(anchor.schoolId) ?? false);
}

/**
 * Whether a DENY of this scope overlaps the target. Unknown counts as overlap, on both sides: a level of the target
 * that is not known, and a rule without the anchor its scope needs, which then reaches to the next wider level.
 */
export function overlapsTarget(scope: PermissionScope, anchor: Anchor, userId: string, target: Target): boolean {
  if (scope === "ALL" || target.ownerId === undefined || target.ownerId === userId) return true;
  if (scope === "OWN") return false;
  if (target.departmentIds === undefined || meets(anchor.subtree, target.departmentIds)) return true;
  if (scope === "DEPARTMENT" && anchor.subtree !== null) return false;
  return anchor.schoolId === null || target.schoolIds === undefined || target.schoolIds.includes(anchor.schoolId);
}

/** Whether an ALLOW of this scope covers the region to its last corner. */
export function coversRegion(scope: PermissionScope, anchor: Anchor, userId: string, region: Region): boolean {
  if (scope === "ALL") return true;
  // Somebody else's things may lie anywhere.
  if (region.scope === "OWN") return isOwnRegion(region, userId);
  if (scope === "OWN" || region.scope === "ALL") return false;
  if (region.scope === "DEPARTMENT" && anchor.subtree?.has(region.departmentId) === true) return true;
  return scope === "SCHOOL" && anchor.schoolId !== null && anchor.schoolId === region.schoolId;
}

/**
 * Whether a DENY of this scope overlaps the region. Places are compared as places: OWN counts as lying in the anchor's
 * department or school (OWN ⊂ DEPARTMENT ⊂ SCHOOL), so a DENY over one school leaves another school's region alone,
 * although the user's own things there are denied one by one.
 */
export function overlapsRegion(scope: PermissionScope, anchor: Anchor, userId: string, region: Region): boolean {
  if (region.scope === "OWN" && scope === "OWN") return isOwnRegion(region, userId);
  if (scope === "ALL" || region.scope === "ALL" || region.scope === "OWN") return true;
  const { subtree, lineage, departmentSchoolId, schoolId } = anchor;
  if (subtree !== null) {
    const meetsDepartment =
      region.scope === "DEPARTMENT"
        ? subtree.has(region.departmentId) || lineage?.has(region.departmentId) === true
        : // A foundation-wide department may reach into any school.
          departmentSchoolId === null || departmentSchoolId === region.schoolId;
    if (meetsDepartment) return true;
    if (scope !== "SCHOOL") return false;
  }
  return schoolId === null || region.schoolId === null || schoolId === region.schoolId;
}

function isOwnRegion(region: Region & { readonly scope: "OWN" }, userId: string): boolean {
  return region.ownerId === undefined || region.ownerId === userId;
}

function meets(set: ReadonlySet<string> | null, ids: readonly string[] | undefined): boolean {
  if (set === null || ids === undefined) return false;
  for (const id of ids) if (set.has(id)) return true;
  return false;
}
