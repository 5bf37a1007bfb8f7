import { isPermissionCode } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { Access, EffectivePermission, Region } from "@gloria/permissions";

/**
 * The first permission of `theirs` that `own` does not hold at the same scope or wider; null when there is none. What
 * somebody holds over their own things counts as held by whoever holds it anywhere without a condition.
 */
export function findExcess(own: Access, theirs: readonly EffectivePermission[]): string | null {
  if (own.userId === null) return null;
  return theirs.find((permission) => !holds(own, permission))?.code ?? null;
}

/** Nobody hands out, or slips into, more than they hold. @throws AppError `access.escalation` */
export function assertNoExcess(own: Access, theirs: readonly EffectivePermission[]): void {
  const permission = findExcess(own, theirs);
  if (permission !== null) throw new AppError("access.escalation", { permission });
}

function holds(own: Access, { code, scope, anchor, resource }: EffectivePermission): boolean {
  // A tenant's own addition is not in the catalogue, and is asked for by its text.
  if (!isPermissionCode(code)) return own.checkText({ code, region: { scope: "ALL" } }).allowed;
  if (resource !== null) return own.can(code, { ownerId: null, departmentIds: [], schoolIds: [], resource });
  return own.checkRegion(code, regionOf(scope, anchor)).allowed;
}

function regionOf(scope: EffectivePermission["scope"], anchor: EffectivePermission["anchor"]): Region {
  if (scope === "ALL") return { scope: "ALL" };
  if (scope === "SCHOOL" && anchor.schoolId !== null) return { scope: "SCHOOL", schoolId: anchor.schoolId };
  if (scope === "OWN" || anchor.departmentId === null) return { scope: "OWN" };
  return { scope: "DEPARTMENT", departmentId: anchor.departmentId, schoolId: anchor.schoolId };
}
