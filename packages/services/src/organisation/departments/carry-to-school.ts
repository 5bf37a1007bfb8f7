import { assignments, departments, positions, type TenantTransaction } from "@gloria/db";
import { type AnyColumn, and, eq, ne, type SQL, sql } from "drizzle-orm";
import { diffEntity, nextVersion, recordAudit, snapshotOf } from "../../platform/index.ts";
import { relocateAssignments } from "../assignments/relocate-assignments.ts";
import { auditedPosition, positionColumnClasses } from "../positions/position-audit.ts";
import { readLinks } from "../positions/position-links.ts";
import type { PositionDataRow } from "../positions/position-queries.ts";
import type { DepartmentDataRow } from "./department-queries.ts";

interface Carried {
  readonly id: string;
  /** With all departments below. */
  readonly ids: readonly string[];
  readonly fromSchoolId: string | null;
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
  const { id, ids, fromSchoolId, toSchoolId } = carried;
  const below = await tx.db
    .update(departments)
    .set({ schoolId: toSchoolId, ...nextVersion(departments) })
    .where(and(eq(departments.tenantId, tx.tenantId), isOneOf(departments.id, ids), ne(departments.id, id)))
    .returning();
  const moved = await tx.db
    .update(positions)
    .set({ schoolId: toSchoolId, ...nextVersion(positions) })
    .where(and(eq(positions.tenantId, tx.tenantId), isOneOf(positions.departmentId, ids)))
    .returning();
  for (const position of moved) await recordCarried(tx, position, fromSchoolId);
  await carryAssignments(tx, carried);
  return below;
}

async function recordCarried(tx: TenantTransaction, after: PositionDataRow, schoolId: string | null): Promise<void> {
  const links = await readLinks(tx, after.id);
  const [was, is] = [auditedPosition({ ...after, schoolId }, links), auditedPosition(after, links)];
  await recordAudit(tx, "position.update", {
    entity: { type: "position", id: after.id, version: after.version, label: after.name },
    schoolId: after.schoolId,
    changes: diffEntity(was, is, positionColumnClasses),
    snapshot: snapshotOf(is, positionColumnClasses),
  });
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
