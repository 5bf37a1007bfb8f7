import type { TenantTransaction } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { assertMayGive, loadKnownPermissions } from "../../platform/index.ts";
import { lockPosition } from "../positions/position-queries.ts";
import type { AssignmentDataRow } from "./assignment-queries.ts";
import { gainsOfOffice, loadLineage, loadOfficeGrants } from "./office-grants.ts";
import { placesOf } from "./places-of.ts";
import { spanOfDays } from "./span-of-days.ts";

/**
 * A position that denies something holds it back: whoever takes it away from a day on must hold what it denies. Asked
 * before it is written.
 *
 * @param until the first day that the position was not to be held anyway
 * @throws AppError `access.escalation`, `access.outlasts_support`
 */
export async function assertMayLift(
  tx: TenantTransaction,
  access: Access,
  row: AssignmentDataRow,
  on: string,
  until: string | null,
): Promise<void> {
  const position = await lockPosition(tx, row.positionId);
  const departmentId = row.departmentId ?? position.departmentId;
  const grants = await loadOfficeGrants(tx, [position.id], await loadLineage(tx, departmentId));
  const denies = grants.filter(({ effect }) => effect === "DENY");
  if (denies.length === 0) return;
  const schoolId = row.schoolId ?? position.schoolId;
  const [known, places, span] = await Promise.all([
    loadKnownPermissions(tx),
    placesOf(tx, [{ schoolId, departmentId }]),
    spanOfDays(tx, schoolId, on, until),
  ]);
  await assertMayGive(tx, access, gainsOfOffice(known, denies, places, span));
}
