import { newId } from "@gloria/core";
import { assignments, departments, positions, type TenantTransaction } from "@gloria/db";
import { type AnyColumn, and, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { DepartmentDataRow } from "./department-queries.ts";

/** Rows of one insert: far below the 65,535 parameters of a statement. */
const batch = 1_000;

interface Carried {
  readonly id: string;
  /** With all departments below. */
  readonly ids: readonly string[];
  readonly toSchoolId: string | null;
}

/**
 * Takes what hangs on moved departments along to their new school: the departments below, positions and assignments.
 * These are closed and opened anew, and one already begun is divided at today, so that who held what where until now
 * stays told. A role or grant whose anchor names a school beside the department keeps that school: a move gives nobody
 * another one.
 *
 * @returns the departments below, as they are now
 */
export async function carryToSchool(tx: TenantTransaction, carried: Carried): Promise<DepartmentDataRow[]> {
  const { id, ids, toSchoolId } = carried;
  const below = await tx.db
    .update(departments)
    .set({ schoolId: toSchoolId, version: sql`${departments.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(departments.tenantId, tx.tenantId), isOneOf(departments.id, ids), ne(departments.id, id)))
    .returning();
  await tx.db
    .update(positions)
    .set({ schoolId: toSchoolId, version: sql`${positions.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(positions.tenantId, tx.tenantId), isOneOf(positions.departmentId, ids)));
  await carryAssignments(tx, carried);
  return below;
}

async function carryAssignments(tx: TenantTransaction, { ids, toSchoolId }: Carried): Promise<void> {
  const [clock] = await tx.sql.unsafe<{ today: string }[]>(
    "select gloria.today_in($1::uuid, $2::uuid)::text as today",
    [tx.tenantId, toSchoolId],
  );
  if (clock === undefined) throw new Error("the database told no date");
  const { today } = clock;
  const actorId = tx.ctx.actor.kind === "user" ? tx.ctx.actor.userId : null;
  const place = sql`coalesce(${assignments.departmentId}, (select p.department_id from gloria.positions p
    where p.tenant_id = "assignments"."tenant_id" and p.id = "assignments"."position_id"))`;
  const closed = await tx.db
    .update(assignments)
    .set({ endedAt: sql`now()`, endedBy: actorId })
    .where(
      and(
        eq(assignments.tenantId, tx.tenantId),
        isNull(assignments.endedAt),
        isOneOf(place, ids),
        sql`(${assignments.validUntil} is null or ${assignments.validUntil} > ${today}::date)`,
        sql`${assignments.schoolId} is distinct from ${toSchoolId}::uuid`,
      ),
    )
    .returning();
  const opened = closed.flatMap(
    ({ createdEpoch: _epoch, createdAt: _at, endedEpoch: _endEpoch, endedAt: _endAt, endedBy: _endBy, ...row }) => {
      const anew = { ...row, id: newId(), createdBy: actorId, schoolId: toSchoolId };
      if (row.validFrom >= today) return [anew];
      return [
        { ...anew, id: newId(), schoolId: row.schoolId, validUntil: today },
        { ...anew, validFrom: today },
      ];
    },
  );
  for (let at = 0; at < opened.length; at += batch) {
    await tx.db.insert(assignments).values(opened.slice(at, at + batch));
  }
}

function isOneOf(column: AnyColumn | SQL, ids: readonly string[]): SQL {
  return sql`${column} = any(${sql.param(ids)}::uuid[])`;
}
