import type { Assignment } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { assignments, departments, positions, schools, type TenantTransaction, users } from "@gloria/db";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { attributeColumns, type ColumnClasses, targetAttributes } from "../../platform/index.ts";
import { historyColumns } from "./assignment-history.ts";

export type AssignmentDataRow = typeof assignments.$inferSelect;

/** How much care each column of an assignment needs in the audit log. */
export const assignmentColumnClasses: ColumnClasses<AssignmentDataRow> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  userId: "internal",
  positionId: "internal",
  schoolId: "internal",
  departmentId: "internal",
  kind: "internal",
  ftePercent: "internal",
  validFrom: "internal",
  validUntil: "internal",
  isPrimary: "internal",
  decreeNumber: "internal",
  appointedBy: "internal",
  extensions: "internal",
  createdEpoch: "bookkeeping",
  createdAt: "bookkeeping",
  createdBy: "bookkeeping",
  endedEpoch: "bookkeeping",
  endedAt: "bookkeeping",
  endedBy: "bookkeeping",
};

const shownColumns = {
  id: assignments.id,
  userId: assignments.userId,
  userName: users.name,
  positionId: assignments.positionId,
  positionName: positions.name,
  schoolName: schools.name,
  departmentName: departments.name,
  appointedBy: assignments.appointedBy,
  extensions: assignments.extensions,
  ...historyColumns,
};

/** Days until the end, counted where it is exercised; null when it has none. */
export const daysLeft = sql<
  number | null
>`(${assignments.validUntil} - gloria.today_in(${assignments.tenantId}, ${assignments.schoolId}))`;

/** An assignment with the names of what it joins. */
export type ShownAssignment = Omit<Assignment, "can">;

/** Assignments with the names of what they join, still to be narrowed. */
export function selectAssignments(tx: TenantTransaction) {
  return tx.db
    .select({ ...shownColumns, daysLeft })
    .from(assignments)
    .innerJoin(users, and(eq(users.tenantId, assignments.tenantId), eq(users.id, assignments.userId)))
    .innerJoin(positions, and(eq(positions.tenantId, assignments.tenantId), eq(positions.id, assignments.positionId)))
    .leftJoin(schools, and(eq(schools.tenantId, assignments.tenantId), eq(schools.id, assignments.schoolId)))
    .leftJoin(
      departments,
      and(eq(departments.tenantId, assignments.tenantId), eq(departments.id, assignments.departmentId)),
    );
}

/** These assignments, by id. */
export async function showAssignments(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ShownAssignment>> {
  if (ids.length === 0) return new Map();
  const rows = await selectAssignments(tx).where(
    and(eq(assignments.tenantId, tx.tenantId), inArray(assignments.id, [...ids])),
  );
  return new Map(rows.map(({ daysLeft: _, ...row }) => [row.id, row]));
}

/** All that somebody holds, has held or will hold, oldest beginning first. */
export function loadHoldings(tx: TenantTransaction, userId: string): Promise<AssignmentDataRow[]> {
  return openAssignments(tx, eq(assignments.userId, userId));
}

/** Who holds a position on `since` or later. */
export function loadHolders(tx: TenantTransaction, positionId: string, since: string): Promise<AssignmentDataRow[]> {
  return openAssignments(
    tx,
    and(
      eq(assignments.positionId, positionId),
      sql`(${assignments.validUntil} is null or ${assignments.validUntil} > ${since}::date)`,
    ),
  );
}

function openAssignments(tx: TenantTransaction, which: SQL | undefined): Promise<AssignmentDataRow[]> {
  return tx.db
    .select()
    .from(assignments)
    .where(and(eq(assignments.tenantId, tx.tenantId), isNull(assignments.endedAt), which))
    .orderBy(asc(assignments.validFrom), asc(assignments.id));
}

/**
 * One of a person's holdings.
 *
 * @throws AppError `assignment.not_found`, or `assignment.version_conflict` when it has been rewritten meanwhile
 */
export async function pickHolding(
  tx: TenantTransaction,
  holdings: readonly AssignmentDataRow[],
  userId: string,
  assignmentId: string,
): Promise<AssignmentDataRow> {
  const found = holdings.find((row) => row.id === assignmentId.toLowerCase());
  if (found !== undefined) return found;
  const [closed] = await tx.db
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(eq(assignments.tenantId, tx.tenantId), eq(assignments.id, assignmentId), eq(assignments.userId, userId)),
    );
  throw new AppError(closed === undefined ? "assignment.not_found" : "assignment.version_conflict");
}

type AssignmentAttribute = "kind" | "ftePercent" | "isPrimary" | "positionId" | "appointedBy";

/** What permissions see of an assignment: its holder's, lying where it is exercised. */
export function assignmentTarget(
  assignment: Pick<AssignmentDataRow, "userId" | "schoolId" | "departmentId"> & {
    readonly tenantId: string;
    readonly id?: string;
  } & Partial<Pick<AssignmentDataRow, AssignmentAttribute>>,
): Target {
  return {
    tenantId: assignment.tenantId,
    ownerId: assignment.userId,
    departmentIds: assignment.departmentId === null ? [] : [assignment.departmentId],
    schoolIds: assignment.schoolId === null ? [] : [assignment.schoolId],
    ...(assignment.id === undefined ? {} : { resource: { type: "assignment", id: assignment.id } }),
    attributes: targetAttributes("assignment", assignment),
  };
}

/** The rows of `assignments` that the caller may read; the SQL twin of {@link assignmentTarget}. */
export function visibleAssignments(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("assignment:read"), {
    own: (ownerId) => eq(assignments.userId, ownerId),
    school: (ids) => sql`${assignments.schoolId} = any(${sql.param(ids)}::uuid[])`,
    department: (ids) => sql`${assignments.departmentId} = any(${sql.param(ids)}::uuid[])`,
    schoolless: isNull(assignments.schoolId),
    resource: { type: "assignment", is: (ids) => sql`${assignments.id} = any(${sql.param(ids)}::uuid[])` },
    attributes: attributeColumns("assignment", assignments),
  });
}

export function toAssignment(shown: ShownAssignment, tenantId: string, access: Access): Assignment {
  return { ...shown, can: assignmentCan(shown, tenantId, access) };
}

/** What the caller may do with an assignment: nobody changes their own, and what is over stays as it was. */
export function assignmentCan(
  shown: Pick<Assignment, "id" | "userId" | "schoolId" | "departmentId" | "state" | AssignmentAttribute>,
  tenantId: string,
  access: Access,
): Assignment["can"] {
  const target = assignmentTarget({ ...shown, tenantId });
  const isOver = shown.state === "past";
  const isOwn = access.userId === shown.userId;
  return {
    update: !isOver && !isOwn && access.can("assignment:update", target),
    close: !isOver && access.can("assignment:close", target),
  };
}
