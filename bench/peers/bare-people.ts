import { newId } from "@gloria/core";
import type { Sql } from "postgres";
import { searchConditions } from "./bare-search.ts";

export interface Caller {
  readonly tenantId: string;
  readonly userId: string;
}

interface UserFields {
  readonly id: string;
  readonly deletedAt: Date | null;
  readonly [field: string]: unknown;
}

interface ListedUser extends UserFields {
  readonly sortName?: string;
}

export interface NewUser {
  readonly name: string;
  readonly email?: string;
  readonly nip?: string;
  readonly phone?: string;
  readonly homeSchoolId?: string;
  readonly status?: string;
}

const canOf = (user: UserFields) => {
  const alive = user.deletedAt === null;
  return { update: alive, delete: alive, restore: !alive };
};

const fields = `
  u.id, u.name, u.title_prefix as "titlePrefix", u.title_suffix as "titleSuffix", u.email, u.username, u.nip, u.phone,
  u.status, u.home_school_id as "homeSchoolId", u.locale, u.time_zone as "timeZone", u.last_active_at as "lastActiveAt",
  u.version, u.created_at as "createdAt", u.updated_at as "updatedAt", u.deleted_at as "deletedAt"`;

/** What an answer about one person holds beyond those of a list. */
const allFields = `${fields}, u.clerk_user_id as "clerkUserId"`;

/** Assignments of `u` that hold today where they are exercised. */
const heldToday = `
  gloria.assignments a
  join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
  join gloria.tenants t on t.id = a.tenant_id
  left join gloria.schools at on at.tenant_id = a.tenant_id and at.id = a.school_id
  where a.tenant_id = u.tenant_id and a.user_id = u.id and a.ended_at is null
    and daterange(a.valid_from, a.valid_until) @> (now() at time zone coalesce(at.time_zone, t.time_zone))::date`;

const one = `
  select ${allFields}, s.name as "homeSchoolName",
    (select coalesce(json_agg(json_build_object(
        'id', a.id, 'positionId', a.position_id, 'positionName', p.name, 'schoolId', a.school_id,
        'schoolName', at.name, 'departmentId', a.department_id, 'kind', a.kind, 'ftePercent', a.fte_percent,
        'validFrom', a.valid_from, 'validUntil', a.valid_until, 'isPrimary', a.is_primary
      ) order by a.is_primary desc, a.valid_from, a.id), '[]') from ${heldToday}) as assignments
  from gloria.users u left join gloria.schools s on s.tenant_id = u.tenant_id and s.id = u.home_school_id
  where u.tenant_id = $1 and u.id = $2`;

const listed = `
  select ${fields}, u.sort_name as "sortName", s.name as "homeSchoolName",
    (select p.name from ${heldToday} order by a.is_primary desc, a.valid_from, a.id limit 1) as "positionName"
  from gloria.users u left join gloria.schools s on s.tenant_id = u.tenant_id and s.id = u.home_school_id`;
const inOrder = "order by u.sort_name, u.id limit";
const firstPage = `${listed} where u.tenant_id = $1 and u.deleted_at is null ${inOrder} $2`;
const laterPage = `${listed} where u.tenant_id = $1 and u.deleted_at is null and (u.sort_name, u.id) > ($3, $4) ${inOrder} $2`;

const insertUser = `
  insert into gloria.users as u (tenant_id, id, name, email, nip, phone, home_school_id, status)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  returning ${allFields}, (
    select s.name from gloria.schools s where s.tenant_id = u.tenant_id and s.id = u.home_school_id) as "homeSchoolName"`;
const insertEvent = `
  insert into gloria.audit_events (
    tenant_id, id, school_id, actor_kind, actor_id, action, category, severity, entity_type, entity_id, entity_version,
    entity_label, changes, snapshot, user_agent, request_id)
  values ($1, $2, $3, 'user', $4, 'user.create', 'organisation', 'info', 'user', $5, 1, $6, $7, $8, $9, $10)`;

const prepare = { prepare: true };

/** The statements of the peer: one a request where one will do, prepared, and pipelined inside the transaction. */
export function createPeople(sql: Sql) {
  async function find({ tenantId }: Caller, id: string) {
    const [user] = await sql.unsafe<UserFields[]>(one, [tenantId, id], prepare);
    return user === undefined ? undefined : { ...user, can: canOf(user) };
  }

  async function list(
    { tenantId }: Caller,
    wanted: { readonly q: string | undefined; readonly limit: number; readonly cursor: string | undefined },
  ) {
    const after = wanted.cursor === undefined ? null : readCursor(wanted.cursor);
    const rows = await selectPage(tenantId, wanted.q, after, wanted.limit + 1);
    const shown = rows.slice(0, wanted.limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ sortName: _, ...user }) => ({ ...user, can: canOf(user) })),
      nextCursor: rows.length > wanted.limit && last !== undefined ? cursorOf(last) : null,
      nearly: false,
      can: { create: true },
    };
  }

  function selectPage(tenantId: string, q: string | undefined, after: readonly [string, string] | null, limit: number) {
    if (q === undefined) {
      return after === null
        ? sql.unsafe<ListedUser[]>(firstPage, [tenantId, limit], prepare)
        : sql.unsafe<ListedUser[]>(laterPage, [tenantId, limit, ...after], prepare);
    }
    // Over the same index. The terms stand in the text as literals, so that the planner can choose between the index
    // and the ordered walk by how common they are; and a statement without parameters takes one round trip.
    return sql.unsafe<ListedUser[]>(`${listed} where ${searchConditions(tenantId, q, after)} ${inOrder} ${limit}`);
  }

  async function create({ tenantId, userId }: Caller, input: NewUser, userAgent: string | null) {
    const id = newId();
    const { name, email = null, nip = null, phone = null, homeSchoolId = null, status = "active" } = input;
    const values = Object.entries({ ...input, status });
    const changes = values.map(([path, to]) => ({ path, op: "add", to, class: "personal" }));
    const [[user]] = await sql.begin((tx) => [
      tx.unsafe<UserFields[]>(insertUser, [tenantId, id, name, email, nip, phone, homeSchoolId, status], prepare),
      tx.unsafe(
        insertEvent,
        [
          tenantId,
          newId(),
          homeSchoolId,
          userId,
          id,
          name,
          tx.json(changes),
          tx.json(Object.fromEntries(values)),
          userAgent,
          newId(),
        ],
        prepare,
      ),
    ]);
    if (user === undefined) throw new Error("insert returned no row");
    return { ...user, assignments: [], can: canOf(user) };
  }

  return { find, list, create };
}

function cursorOf(user: ListedUser): string {
  return Buffer.from(JSON.stringify([user.sortName, user.id])).toString("base64url");
}

function readCursor(cursor: string): readonly [string, string] {
  const [name, id]: unknown[] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  if (typeof name !== "string" || typeof id !== "string") throw new Error("bad cursor");
  return [name, id];
}
