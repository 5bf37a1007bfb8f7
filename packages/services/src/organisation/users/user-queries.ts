import type { PermissionCode, User, UserAssignment, UserRow } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import {
  assignments,
  compileStatement,
  instantText,
  positions,
  schools,
  type TenantTransaction,
  users,
} from "@gloria/db";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { attributeColumns, targetAttributes } from "../../platform/index.ts";
import { holdsToday } from "./holds-today.ts";

export type UserDataRow = typeof users.$inferSelect;

/** What is shown of a person, with instants as text. */
const shownColumns = {
  tenantId: users.tenantId,
  id: users.id,
  name: users.name,
  titlePrefix: users.titlePrefix,
  titleSuffix: users.titleSuffix,
  email: users.email,
  username: users.username,
  nip: users.nip,
  phone: users.phone,
  status: users.status,
  homeSchoolId: users.homeSchoolId,
  locale: users.locale,
  timeZone: users.timeZone,
  lastActiveAt: instantText(users.lastActiveAt) as SQL<string | null>,
  version: users.version,
  createdAt: instantText(users.createdAt),
  updatedAt: instantText(users.updatedAt),
  deletedAt: instantText(users.deletedAt) as SQL<string | null>,
};

type Instants = "lastActiveAt" | "createdAt" | "updatedAt" | "deletedAt";

/** What is shown of a person. */
export type ShownUser = Omit<Pick<UserDataRow, keyof typeof shownColumns>, Instants> & {
  readonly lastActiveAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
};

export const userRowColumns = {
  user: { ...shownColumns, sortName: users.sortName },
  homeSchoolName: schools.name,
  positionName: sql<string | null>`(
    select p.name from gloria.assignments a join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
    where a.tenant_id = ${users.tenantId} and a.user_id = ${users.id} and ${holdsToday("a")}
    order by a.is_primary desc, a.valid_from, a.id limit 1)`,
};

export interface LoadedUserRow {
  readonly user: ShownUser & { readonly sortName: string };
  readonly homeSchoolName: string | null;
  readonly positionName: string | null;
}

const selectUser = compileStatement<
  { tenantId: string; id: string },
  { user: UserDataRow; homeSchoolName: string | null }[]
>((db) =>
  db
    .select({ user: users, homeSchoolName: schools.name })
    .from(users)
    .leftJoin(schools, and(eq(schools.tenantId, users.tenantId), eq(schools.id, users.homeSchoolId)))
    .where(and(eq(users.tenantId, sql.placeholder("tenantId")), eq(users.id, sql.placeholder("id")))),
);

/** One person of the tenant, deleted or not; null when there is none. */
export async function findUser(
  tx: TenantTransaction,
  id: string,
): Promise<{ user: UserDataRow; homeSchoolName: string | null } | null> {
  const [row] = await selectUser(tx, { tenantId: tx.tenantId, id });
  return row ?? null;
}

/** One person, locked until the transaction ends. */
export async function lockUser(tx: TenantTransaction, id: string): Promise<UserDataRow> {
  const [row] = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id)))
    .for("update");
  if (row === undefined) throw new AppError("user.not_found");
  return row;
}

const selectAssignmentsToday = compileStatement<{ tenantId: string; userId: string }, UserAssignment[]>((db) =>
  db
    .select({
      id: assignments.id,
      positionId: assignments.positionId,
      positionName: positions.name,
      schoolId: assignments.schoolId,
      schoolName: schools.name,
      departmentId: assignments.departmentId,
      kind: assignments.kind,
      ftePercent: assignments.ftePercent,
      validFrom: assignments.validFrom,
      validUntil: assignments.validUntil,
      isPrimary: assignments.isPrimary,
    })
    .from(assignments)
    .innerJoin(positions, and(eq(positions.tenantId, assignments.tenantId), eq(positions.id, assignments.positionId)))
    .leftJoin(schools, and(eq(schools.tenantId, assignments.tenantId), eq(schools.id, assignments.schoolId)))
    .where(
      and(
        eq(assignments.tenantId, sql.placeholder("tenantId")),
        eq(assignments.userId, sql.placeholder("userId")),
        holdsToday('"gloria"."assignments"'),
      ),
    )
    .orderBy(sql`${assignments.isPrimary} desc`, assignments.validFrom, assignments.id),
);

/** A person with the positions that they hold today, in one statement. */
export interface FoundUser {
  readonly user: ShownUser & Pick<UserDataRow, "clerkUserId">;
  readonly homeSchoolName: string | null;
  readonly held: UserAssignment[];
}

const selectUserWithPositions = compileStatement<{ tenantId: string; id: string }, FoundUser[]>((db) =>
  db
    .select({
      user: { ...shownColumns, clerkUserId: users.clerkUserId },
      homeSchoolName: schools.name,
      held: sql<UserAssignment[]>`(
        select coalesce(json_agg(json_build_object(
          'id', a.id, 'positionId', a.position_id, 'positionName', p.name, 'schoolId', a.school_id, 'schoolName', s.name,
          'departmentId', a.department_id, 'kind', a.kind, 'ftePercent', a.fte_percent, 'validFrom', a.valid_from,
          'validUntil', a.valid_until, 'isPrimary', a.is_primary
        ) order by a.is_primary desc, a.valid_from, a.id), '[]')
        from gloria.assignments a
        join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
        left join gloria.schools s on s.tenant_id = a.tenant_id and s.id = a.school_id
        where a.tenant_id = ${users.tenantId} and a.user_id = ${users.id} and ${holdsToday("a")})`,
    })
    .from(users)
    .leftJoin(schools, and(eq(schools.tenantId, users.tenantId), eq(schools.id, users.homeSchoolId)))
    .where(and(eq(users.tenantId, sql.placeholder("tenantId")), eq(users.id, sql.placeholder("id")))),
);

/** @throws AppError `user.not_found` */
export async function findUserWithPositions(tx: TenantTransaction, id: string): Promise<FoundUser> {
  const [found] = await selectUserWithPositions(tx, { tenantId: tx.tenantId, id });
  if (found === undefined) throw new AppError("user.not_found");
  return found;
}

/** The positions that a person holds today, the primary one first. */
export function listAssignmentsToday(tx: TenantTransaction, userId: string): Promise<UserAssignment[]> {
  return selectAssignmentsToday(tx, { tenantId: tx.tenantId, userId });
}

/** What permissions see of a person: themselves, and every school and department they belong to today. */
export function userTarget(
  user: Pick<UserDataRow, "tenantId" | "id" | "homeSchoolId"> & Partial<Pick<UserDataRow, "status">>,
  held: readonly Pick<UserAssignment, "schoolId" | "departmentId">[],
): Target {
  const schoolIds = new Set<string>();
  if (user.homeSchoolId !== null) schoolIds.add(user.homeSchoolId);
  const departmentIds = new Set<string>();
  for (const assignment of held) {
    if (assignment.schoolId !== null) schoolIds.add(assignment.schoolId);
    if (assignment.departmentId !== null) departmentIds.add(assignment.departmentId);
  }
  return {
    tenantId: user.tenantId,
    ownerId: user.id,
    schoolIds: [...schoolIds],
    departmentIds: [...departmentIds],
    resource: { type: "user", id: user.id },
    attributes: targetAttributes("user", user),
  };
}

/** The rows of `users` that the caller may read, or do something else to; the SQL twin of {@link userTarget}. */
export function visibleUsers(access: Access, code: PermissionCode = "user:read"): SQL | undefined {
  const assignedWhere = (condition: SQL) =>
    sql`exists (select 1 from gloria.assignments a where a.tenant_id = ${users.tenantId} and a.user_id = ${users.id} and ${condition}
      and ${holdsToday("a")})`;
  const assigned = (column: SQL, ids: readonly string[]) =>
    assignedWhere(sql`${column} = any(${sql.param(ids)}::uuid[])`);
  return rowFilterSql(access.filter(code), {
    own: (ownerId) => eq(users.id, ownerId),
    school: (ids) =>
      sql`(${users.homeSchoolId} = any(${sql.param(ids)}::uuid[]) or ${assigned(sql`a.school_id`, ids)})`,
    department: (ids) => assigned(sql`a.department_id`, ids),
    schoolless: sql`(${users.homeSchoolId} is null and not ${assignedWhere(sql`a.school_id is not null`)})`,
    resource: { type: "user", is: (ids) => sql`${users.id} = any(${sql.param(ids)}::uuid[])` },
    attributes: attributeColumns("user", users),
  });
}

export function belongsToSchool(schoolId: string): SQL {
  return sql`(${users.homeSchoolId} = ${schoolId}::uuid or exists (
    select 1 from gloria.assignments a where a.tenant_id = ${users.tenantId} and a.user_id = ${users.id} and a.school_id = ${schoolId}::uuid
      and ${holdsToday("a")}))`;
}

type Can = User["can"];

/** What the caller may do with this person now. */
export function userCan(access: Access, user: { readonly deletedAt: unknown }, target: Target): Can {
  const alive = user.deletedAt === null;
  return {
    update: alive && access.can("user:update", target),
    delete: alive && access.can("user:delete", target),
    restore: !alive && access.can("user:restore", target),
  };
}

function toUserFields(user: ShownUser) {
  return {
    id: user.id,
    name: user.name,
    titlePrefix: user.titlePrefix,
    titleSuffix: user.titleSuffix,
    email: user.email,
    username: user.username,
    nip: user.nip,
    phone: user.phone,
    status: user.status,
    homeSchoolId: user.homeSchoolId,
    locale: user.locale,
    timeZone: user.timeZone,
    lastActiveAt: user.lastActiveAt,
    version: user.version,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
    deletedAt: user.deletedAt,
  };
}

function shown(user: UserDataRow): ShownUser {
  return {
    ...user,
    lastActiveAt: user.lastActiveAt?.toISOString() ?? null,
    createdAt: user.createdAt.toISOString(),
    updatedAt: user.updatedAt.toISOString(),
    deletedAt: user.deletedAt?.toISOString() ?? null,
  };
}

/** The answer of a verb that has just written the row. */
export function toUser(user: UserDataRow, homeSchoolName: string | null, held: UserAssignment[], can: Can): User {
  return { ...toUserFields(shown(user)), clerkUserId: user.clerkUserId, homeSchoolName, assignments: held, can };
}

export function toFoundUser({ user, homeSchoolName, held }: FoundUser, can: Can): User {
  return { ...toUserFields(user), clerkUserId: user.clerkUserId, homeSchoolName, assignments: held, can };
}

export function toUserRow(row: LoadedUserRow, can: Can): UserRow {
  return { ...toUserFields(row.user), homeSchoolName: row.homeSchoolName, positionName: row.positionName, can };
}
