import type { TenantTransaction } from "@gloria/db";
import { gainsAt, loadCarriedGrants, loadGrantedThings } from "../../../access/index.ts";
import { type Gain, loadKnownPermissions } from "../../../platform/index.ts";

/** What somebody comes to hold by a role at a school, or over the whole foundation. */
export type RoleGains = (schoolId: string | null) => readonly Gain[];

/** Of each of these roles, with all that it takes over. */
export async function loadRoleGains(
  tx: TenantTransaction,
  roleIds: readonly string[],
): Promise<ReadonlyMap<string, RoleGains>> {
  const gains = new Map<string, RoleGains>();
  if (roleIds.length === 0) return gains;
  const known = await loadKnownPermissions(tx);
  for (const id of roleIds) {
    const carried = await loadCarriedGrants(tx, id);
    const things = await loadGrantedThings(tx, carried);
    gains.set(id, (schoolId) =>
      gainsAt(known, carried, things, "ALLOW", [{ schoolId, departmentId: null, departmentSchoolId: null }]),
    );
  }
  return gains;
}
