import type { TenantContext } from "@gloria/core";
import { assignments, departments, positions, schools, type TenantTransaction, users } from "@gloria/db";
import { type Access, type RowFilterColumns, rowFilterSql } from "@gloria/permissions";
import { and, asc, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import { holdsToday } from "../../../organisation/index.ts";
import { attributeColumns, readInTenant, type Services } from "../../../platform/index.ts";
import type { FilterOf } from "./export-source.ts";

const batch = 500;

const shown = {
  id: assignments.id,
  userId: assignments.userId,
  schoolId: assignments.schoolId,
  sortName: users.sortName,
  nip: users.nip,
  userName: users.name,
  positionCode: positions.code,
  positionName: positions.name,
  schoolCode: schools.code,
  schoolName: schools.name,
  departmentName: departments.name,
  kind: assignments.kind,
  ftePercent: assignments.ftePercent,
  validFrom: assignments.validFrom,
  validUntil: assignments.validUntil,
  isPrimary: assignments.isPrimary,
  decreeNumber: assignments.decreeNumber,
};

export type ExportedAssignment = Awaited<ReturnType<typeof selectBatch>>[number];

/**
 * Who holds what on a day, by name, a batch at a time: what the caller may both read and export.
 *
 * Errors: `access.denied`.
 */
export async function* readAssignments(
  services: Services,
  ctx: TenantContext,
  filter: FilterOf<"assignments">,
): AsyncGenerator<readonly ExportedAssignment[]> {
  let after: readonly [string, string] | null = null;
  do {
    const rows: readonly ExportedAssignment[] = await readInTenant(services, ctx, async (tx) => {
      const access = await tx.access;
      access.assert("assignment:read");
      access.assert("assignment:export");
      return selectBatch(tx, and(permittedRows(access), ...conditionsOf(filter), keysetOf(after)));
    });
    if (rows.length > 0) yield rows;
    const last = rows.length < batch ? undefined : rows.at(-1);
    after = last === undefined ? null : [last.sortName, last.id];
  } while (after !== null);
}

/** How many of them there are. */
export async function countAssignments(
  services: Services,
  ctx: TenantContext,
  filter: FilterOf<"assignments">,
): Promise<number> {
  return readInTenant(services, ctx, async (tx) => {
    const conditions = and(permittedRows(await tx.access), ...conditionsOf(filter));
    const [row] = await tx.db
      .select({ total: count() })
      .from(assignments)
      .innerJoin(users, and(eq(users.tenantId, assignments.tenantId), eq(users.id, assignments.userId)))
      .where(and(eq(assignments.tenantId, tx.tenantId), isNull(users.deletedAt), conditions));
    return row?.total ?? 0;
  });
}

function selectBatch(tx: TenantTransaction, conditions: SQL | undefined) {
  return tx.db
    .select(shown)
    .from(assignments)
    .innerJoin(users, and(eq(users.tenantId, assignments.tenantId), eq(users.id, assignments.userId)))
    .innerJoin(positions, and(eq(positions.tenantId, assignments.tenantId), eq(positions.id, assignments.positionId)))
    .leftJoin(schools, and(eq(schools.tenantId, assignments.tenantId), eq(schools.id, assignments.schoolId)))
    .leftJoin(
      departments,
      and(eq(departments.tenantId, assignments.tenantId), eq(departments.id, assignments.departmentId)),
    )
    .where(and(eq(assignments.tenantId, tx.tenantId), isNull(users.deletedAt), conditions))
    .orderBy(asc(users.sortName), asc(assignments.id))
    .limit(batch);
}

function conditionsOf(filter: FilterOf<"assignments">): (SQL | undefined)[] {
  const { userId, positionId, schoolId, departmentId, kind, asOf } = filter;
  return [
    userId === undefined ? undefined : eq(assignments.userId, userId),
    positionId === undefined ? undefined : eq(assignments.positionId, positionId),
    schoolId === undefined ? undefined : eq(assignments.schoolId, schoolId),
    departmentId === undefined ? undefined : eq(assignments.departmentId, departmentId),
    kind === undefined ? undefined : eq(assignments.kind, kind),
    asOf === undefined
      ? holdsToday('"gloria"."assignments"')
      : sql`(${assignments.endedAt} is null and ${assignments.validFrom} <= ${asOf}::date
          and (${assignments.validUntil} is null or ${assignments.validUntil} > ${asOf}::date))`,
  ];
}

function keysetOf(after: readonly [string, string] | null): SQL | undefined {
  if (after === null) return undefined;
  return sql`(${users.sortName}, ${assignments.id}) > (${after[0]} collate "C", ${after[1]}::uuid)`;
}

function permittedRows(access: Access): SQL | undefined {
  const columns: RowFilterColumns = {
    own: (ownerId) => eq(assignments.userId, ownerId),
    school: (ids) => sql`${assignments.schoolId} = any(${sql.param(ids)}::uuid[])`,
    department: (ids) => sql`${assignments.departmentId} = any(${sql.param(ids)}::uuid[])`,
    schoolless: isNull(assignments.schoolId),
    resource: { type: "assignment", is: (ids) => sql`${assignments.id} = any(${sql.param(ids)}::uuid[])` },
    attributes: attributeColumns("assignment", assignments),
  };
  return and(
    rowFilterSql(access.filter("assignment:read"), columns),
    rowFilterSql(access.filter("assignment:export"), columns),
  );
}
