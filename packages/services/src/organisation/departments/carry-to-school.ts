import { assignments, departments, positions, type TenantTransaction } from "@gloria/db";
import { type AnyColumn, and, eq, ne, type SQL, sql } from "drizzle-orm";
import { nextVersion } from "../../platform/index.ts";
import { relocateAssignments } from "../assignments/relocate-assignments.ts";
import type { DepartmentDataRow } from "./department-queries.ts";

interface Carried {
  readonly id: string;
  /** With all departments below. */
  readonly ids: readonly string[];
  readonly toSchoolId: string | null;
}

/**
 * Takes what hangs on moved departments along to their new school: the departments below, positions and assignments.
 * A role or grant whose anchor names a school beside the department keeps that school: a move gives nobody
 * another one.
 *
 * @returns the departments below, as they are now
 */
export async function carryToSchool(tx: TenantTransaction, carried: Carried): Promise<DepartmentDataRow[]> {
  const { id, ids, toSchoolId } = carried;
  const below = await tx.db
    .update(departments)
    .set({ schoolId: toSchoolId, ...nextVersion(departments) })
    .where(and(eq(departments.tenantId, tx.tenantId), isOneOf(departments.id, ids), ne(departments.id, id)))
    .returning();
  await tx.db
    .update(positions)
    .set({ schoolId: toSchoolId, ...nextVersion(positions) })
    .where(and(eq(positions.tenantId, tx.tenantId), isOneOf(positions.departmentId, ids)));
  await carryAssignments(tx, carried);
  return below;
}

async function carryAssignments(tx: TenantTransaction, { ids, toSchoolId }: Carried): Promise<void> {
  const place = sql`coalesce(${assignments.departmentId}, (select p.department_id from gloria.positions p
    where p.tenant_id = "assignments"."tenant_id" and p.id = "assignments"."position_id"))`;
  const which = sql`${isOneOf(place, ids)} and ${assignments.schoolId} is distinct from ${toSchoolId}::uuid`;
  await relocateAssignments(tx, which, toSchoolId, ({ departmentId }) => ({ departmentId, schoolId: toSchoolId }));
}

function isOneOf(column: AnyColumn | SQL, ids: readonly string[]): SQL {
  return sql`${column} = any(${sql.param(ids)}::uuid[])`;
}
