import { assignments, type TenantTransaction, users } from "@gloria/db";
import { and, eq, inArray, sql } from "drizzle-orm";
import { relocateAssignments } from "../assignments/relocate-assignments.ts";
import type { PositionPlace } from "./position-place.ts";

/** Who holds the position at its new place, and by which assignment. */
export interface MovedHolder {
  readonly userName: string;
  readonly assignmentId: string;
}

/**
 * Takes the holders of today and later along to the position's new place. One that is exercised elsewhere than the
 * position lay stays there; past ones keep the place they had.
 */
export async function moveHolders(
  tx: TenantTransaction,
  positionId: string,
  from: PositionPlace,
  to: PositionPlace,
): Promise<MovedHolder[]> {
  const which = sql`${assignments.positionId} = ${positionId}::uuid and (
    (${assignments.schoolId} is not distinct from ${from.schoolId}::uuid and ${from.schoolId}::uuid is distinct from ${to.schoolId}::uuid)
    or (${assignments.departmentId} is not distinct from ${from.departmentId}::uuid
      and ${from.departmentId}::uuid is distinct from ${to.departmentId}::uuid))`;
  const moved = await relocateAssignments(tx, which, to.schoolId, ({ schoolId, departmentId }) => ({
    schoolId: schoolId === from.schoolId ? to.schoolId : schoolId,
    departmentId: departmentId === from.departmentId ? to.departmentId : departmentId,
  }));
  if (moved.length === 0) return [];
  const ids = moved.map((row) => row.id);
  return tx.db
    .select({ userName: users.name, assignmentId: assignments.id })
    .from(assignments)
    .innerJoin(users, and(eq(users.tenantId, assignments.tenantId), eq(users.id, assignments.userId)))
    .where(and(eq(assignments.tenantId, tx.tenantId), inArray(assignments.id, ids)))
    .orderBy(users.sortName, assignments.id);
}
