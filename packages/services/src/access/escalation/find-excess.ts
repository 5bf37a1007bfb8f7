import { isPermissionCode } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import type { Access, EffectivePermission, Region } from "@gloria/permissions";
import { firstBeyond, type Reach } from "./first-beyond.ts";

/**
 * The first permission of `theirs` that `own` does not hold at the same scope or wider, as {@link firstBeyond} says;
 * null when there is none. What somebody holds over their own things counts as held by whoever holds it anywhere.
 */
export function findExcess(
  tx: TenantTransaction,
  own: Access,
  theirs: readonly EffectivePermission[],
): Promise<string | null> {
  return firstBeyond(
    tx,
    own,
    theirs.map((permission) => ({ codes: [permission.code], reaches: [reachOf(permission)] })),
  );
}

/** Nobody hands out, or slips into, more than they hold. @throws AppError `access.escalation` */
export async function assertNoExcess(
  tx: TenantTransaction,
  own: Access,
  theirs: readonly EffectivePermission[],
): Promise<void> {
  const permission = await findExcess(tx, own, theirs);
  if (permission !== null) throw new AppError("access.escalation", { permission });
}

function reachOf({ code, scope, anchor, resource }: EffectivePermission): Reach {
  // A tenant's own addition is not in the catalogue: where it holds is for the tenant's own programs to know.
  if (!isPermissionCode(code)) return { region: { scope: "ALL" } };
  if (resource !== null) return { target: { ownerId: null, departmentIds: [], schoolIds: [], resource } };
  return { region: regionOf(scope, anchor) };
}

function regionOf(scope: EffectivePermission["scope"], anchor: EffectivePermission["anchor"]): Region {
  if (scope === "ALL") return { scope: "ALL" };
  if (scope === "SCHOOL" && anchor.schoolId !== null) return { scope: "SCHOOL", schoolId: anchor.schoolId };
  if (scope === "OWN" || anchor.departmentId === null) return { scope: "OWN" };
  return { scope: "DEPARTMENT", departmentId: anchor.departmentId, schoolId: anchor.schoolId };
}
