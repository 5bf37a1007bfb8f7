import { AppError, type TenantContext } from "@gloria/core";
import { assignments, positions, type TenantTransaction, users } from "@gloria/db";
import { and, asc, count, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { holdsToday, visibleUsers } from "../../organisation/index.ts";
import { readInTenant, type Services } from "../../platform/index.ts";
import type { OneRosterCondition, OneRosterFields, OneRosterQuery } from "./one-roster-query.ts";
import { counselorWords, teacherWords } from "./one-roster-role.ts";
import {
  type OneRosterObject,
  type OneRosterPage,
  pickFields,
  type RoleFacts,
  toOneRosterUser,
  type UserFacts,
} from "./one-roster-shapes.ts";

export const userFields: OneRosterFields = {
  filters: ["sourcedId", "status", "dateLastModified", "enabledUser", "username", "identifier", "email"],
  sorts: ["sourcedId", "dateLastModified", "username", "identifier", "email", "givenName", "familyName"],
};

/** Which people a collection is of. */
export interface OneRosterPeople {
  readonly base: string;
  readonly onlyTeachers: boolean;
  /** Only who holds a position in this school today. */
  readonly schoolId: string | null;
}

/** The people whom the caller may read, with what they do where, today; by name unless sorted otherwise. */
export async function listOneRosterUsers(
  services: Services,
  ctx: TenantContext,
  query: OneRosterQuery,
  people: OneRosterPeople,
): Promise<OneRosterPage> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:read");
    const visible = visibleUsers(access);
    const where = and(living(tx), visible, whichPeople(people), ...query.conditions.map(conditionOf));
    const direction = query.descending ? desc : asc;
    const [rows, [counted]] = await Promise.all([
      tx.db
        .select(shown)
        .from(users)
        .where(where)
        .orderBy(direction(columns[query.sort ?? "familyName"] ?? users.sortName), direction(users.id))
        .limit(query.limit)
        .offset(query.offset),
      tx.db.select({ total: count() }).from(users).where(where),
    ]);
    const items = await withRoles(tx, rows, people.base);
    return { items: items.map((user) => pickFields(user, query)), total: counted?.total ?? 0 };
  });
}

/** @throws AppError `user.not_found`, also for whom the caller may not read: a roster names only who is in it */
export async function getOneRosterUser(
  services: Services,
  ctx: TenantContext,
  id: string,
  people: OneRosterPeople,
): Promise<OneRosterObject> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:read");
    const visible = visibleUsers(access);
    const rows = await tx.db
      .select(shown)
      .from(users)
      .where(and(living(tx), visible, whichPeople(people), eq(users.id, id)));
    const [found] = await withRoles(tx, rows, people.base);
    if (found === undefined) throw new AppError("user.not_found");
    return found;
  });
}

const shown = {
  id: users.id,
  name: users.name,
  username: users.username,
  nip: users.nip,
  email: users.email,
  phone: users.phone,
  isActive: sql<boolean>`(${users.status} = 'active')`,
  homeSchoolId: users.homeSchoolId,
  updatedAt: users.updatedAt,
};

const signInName = sql`coalesce(${users.username}, ${users.email}, ${users.nip}, ${users.id}::text)`;

/** The standard's fields as they are stored. */
const columns: Readonly<Record<string, SQL>> = {
  sourcedId: sql`${users.id}::text`,
  status: sql`'active'`,
  dateLastModified: sql`${users.updatedAt}`,
  enabledUser: sql`case when ${users.status} = 'active' then 'true' else 'false' end`,
  username: signInName,
  identifier: sql`coalesce(${users.nip}, '')`,
  email: sql`coalesce(${users.email}, '')`,
  givenName: sql`${users.sortName}`,
  familyName: sql`${users.sortName}`,
};

const relations = {
  "=": sql`=`,
  "!=": sql`<>`,
  ">": sql`>`,
  ">=": sql`>=`,
  "<": sql`<`,
  "<=": sql`<=`,
} as const;

function conditionOf({ field, operator, value }: OneRosterCondition): SQL {
  const column = columns[field] ?? sql`''`;
  if (operator === "~") return sql`strpos(lower(${column}::text), lower(${value})) > 0`;
  const given = field === "dateLastModified" ? sql`${new Date(value).toISOString()}::timestamptz` : sql`${value}`;
  return sql`${column} ${relations[operator]} ${given}`;
}

function living(tx: TenantTransaction): SQL | undefined {
  return and(eq(users.tenantId, tx.tenantId), isNull(users.deletedAt));
}

function whichPeople({ onlyTeachers, schoolId }: OneRosterPeople): SQL | undefined {
  if (!onlyTeachers && schoolId === null) return undefined;
  return sql`exists (select 1 from gloria.assignments a
    join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
    where a.tenant_id = ${users.tenantId} and a.user_id = ${users.id} and ${holdsToday("a")}
      and ${schoolId === null ? sql`true` : sql`a.school_id = ${schoolId}::uuid`}
      and ${onlyTeachers ? isTeacher : sql`true`})`;
}

/** As `oneRosterRole` tells by the name of the position `p`. */
const isTeacher = sql.raw(`(p.name ~* '\\y(${teacherWords})\\y' and p.name !~* '\\y(${counselorWords})\\y')`);

async function withRoles(tx: TenantTransaction, rows: readonly UserFacts[], base: string): Promise<OneRosterObject[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const held: RoleFacts[] = await tx.db
    .select({
      userId: assignments.userId,
      positionName: positions.name,
      schoolId: assignments.schoolId,
      isPrimary: assignments.isPrimary,
      validFrom: assignments.validFrom,
      validUntil: assignments.validUntil,
    })
    .from(assignments)
    .innerJoin(positions, and(eq(positions.tenantId, assignments.tenantId), eq(positions.id, assignments.positionId)))
    .where(
      and(
        eq(assignments.tenantId, tx.tenantId),
        inArray(assignments.userId, ids),
        holdsToday('"gloria"."assignments"'),
      ),
    )
    .orderBy(desc(assignments.isPrimary), asc(assignments.validFrom), asc(assignments.id));
  return rows.map((row) => {
    const roles = held.filter((role) => role.userId === row.id);
    return toOneRosterUser(row, roles, tx.tenantId, base);
  });
}
