import { isPermissionCode } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import type { Access, EffectivePermission, Region } from "@gloria/permissions";
import { beyondError, loadGiver, type Reach } from "../../platform/index.ts";

/**
 * The first permission of `theirs` that `own` does not hold now at the same scope or wider; null when there is none. What
 * somebody holds over their own things counts as held by whoever holds it anywhere.
 */
export async function findExcess(
  tx: TenantTransaction,
  own: Access,
  theirs: readonly EffectivePermission[],
): Promise<string | null> {
  const [giver, { now }] = await Promise.all([loadGiver(tx, own), tx.opening]);
  const span = { validFrom: null, validUntil: now };
  const beyond = giver.firstBeyond(theirs.map((one) => ({ codes: [one.code], reaches: [reachOf(one)], span })));
  return beyond?.permission ?? null;
}

/**
 * Nobody hands out, or slips into, more than they hold, or for longer.
 *
 * @throws AppError `access.escalation`, `access.outlasts_support`
 */
export async function assertNoExcess(
  tx: TenantTransaction,
  own: Access,
  theirs: readonly EffectivePermission[],
): Promise<void> {
  const giver = await loadGiver(tx, own);
  const beyond = giver.firstBeyond(
    theirs.map((one) => ({
      codes: [one.code],
      reaches: [reachOf(one)],
      span: { validFrom: null, validUntil: one.until === null ? null : new Date(one.until) },
    })),
  );
  if (beyond !== null) throw await beyondError(tx, beyond);
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
