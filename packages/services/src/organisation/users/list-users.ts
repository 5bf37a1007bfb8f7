import { type ListUsersInput, listUsersInput, type Page, type UserRow } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { type CompiledStatement, compileStatement, type Db, schools, users } from "@gloria/db";
import { and, asc, desc, eq, isNotNull, isNull, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import {
  decodeCursor,
  instantKey,
  pageFrom,
  parseInput,
  readAtOnce,
  type Services,
  targetAttributes,
  textKey,
  type VerbTransaction,
} from "../../platform/index.ts";
import { holdsToday } from "./holds-today.ts";
import { type SearchValues, searchHits, searchUserIds, searchUserIdsNearly, searchValues } from "./search-users.ts";
import {
  belongsToSchool,
  type LoadedUserRow,
  toUserRow,
  userCan,
  userRowColumns,
  visibleUsers,
} from "./user-queries.ts";

export interface UserPage extends Page<UserRow> {
  readonly nearly: boolean;
  readonly can: { readonly create: boolean };
}

type Wanted = z.output<typeof listUsersInput>;

/** The people whom the caller may see, a page at a time; with `q` searched by name, NIP, sign-in name and e-mail. */
export async function listUsers(services: Services, ctx: TenantContext, input: ListUsersInput): Promise<UserPage> {
  const wanted = parseInput(listUsersInput, input);
  const after = decodeAfter(wanted);
  return readAtOnce(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:read");
    const visible = visibleUsers(access);
    const conditions = and(visible, ...filtersOf(tx, wanted));
    const isDecidedBySearch = visible === undefined && !filtersFurther(wanted);
    const isWhole = isDecidedBySearch && wanted.status === undefined && wanted.schoolId === undefined;
    const { rows, nearly } =
      wanted.q === undefined
        ? {
            rows: isWhole ? await selectWholePage(tx, wanted, after) : await selectPage(tx, conditions, wanted, after),
            nearly: false,
          }
        : await searchPage(tx, conditions, { ...wanted, q: wanted.q }, after, isDecidedBySearch);
    const page = pageFrom(
      rows,
      wanted.limit,
      (row) => toUserRow(row, userCan(access, row.user, rowTarget(row))),
      (row) => ({
        sort: wanted.sort,
        after: [sortsByName(wanted) ? row.user.sortName : row.user.createdAt, row.user.id],
      }),
    );
    return {
      items: page.items,
      // People who are spelled nearly so come best first and once: there is no place to go on from.
      nextCursor: nearly ? null : page.nextCursor,
      nearly,
      can: { create: access.can("user:create") },
    };
  });
}

/** For the buttons of a row the school they belong to is enough; opening the person decides with everything known. */
function rowTarget({ user }: LoadedUserRow) {
  return {
    tenantId: user.tenantId,
    ownerId: user.id,
    departmentIds: [],
    schoolIds: user.homeSchoolId === null ? [] : [user.homeSchoolId],
    resource: { type: "user", id: user.id },
    attributes: targetAttributes("user", user),
  };
}

const sortsByName = (wanted: Pick<Wanted, "sort">) => wanted.sort === "name" || wanted.sort === "-name";

function decodeAfter(wanted: Wanted): readonly [string, string] | null {
  return sortsByName(wanted)
    ? decodeCursor(wanted.cursor, wanted.sort, textKey)
    : decodeCursor(wanted.cursor, wanted.sort, instantKey);
}

/** What the filters ask of a row, without the search. */
export function filtersOf(tx: VerbTransaction, wanted: Wanted): (SQL | undefined)[] {
  const exists = (table: SQL, condition: SQL) =>
    sql`exists (select 1 from ${table} x where x.tenant_id = ${users.tenantId} and x.user_id = ${users.id} and x.ended_at is null and ${condition})`;
  const assigned = (condition: SQL) => exists(sql`gloria.assignments`, sql`${holdsToday("x")} and ${condition}`);
  return [
    eq(users.tenantId, tx.tenantId),
    wanted.deleted ? isNotNull(users.deletedAt) : isNull(users.deletedAt),
    wanted.status === undefined ? undefined : eq(users.status, wanted.status),
    wanted.schoolId === undefined ? undefined : belongsToSchool(wanted.schoolId),
    wanted.positionId === undefined ? undefined : assigned(sql`x.position_id = ${wanted.positionId}::uuid`),
    wanted.departmentId === undefined
      ? undefined
      : assigned(sql`x.department_id = any(${departmentsBelow(tx.tenantId, wanted.departmentId)})`),
    wanted.roleId === undefined
      ? undefined
      : exists(
          sql`gloria.role_assignments`,
          sql`x.role_id = any(${rolesThatInherit(tx.tenantId, wanted.roleId)}) and x.valid_from <= now() and (x.valid_until is null or x.valid_until > now())`,
        ),
    missingFilter(wanted.missing, assigned),
    wanted.lastActiveBefore === undefined
      ? undefined
      : sql`(${users.lastActiveAt} is null or ${users.lastActiveAt} < ${wanted.lastActiveBefore}::timestamptz)`,
    wanted.lastActiveAfter === undefined
      ? undefined
      : sql`${users.lastActiveAt} >= ${wanted.lastActiveAfter}::timestamptz`,
  ];
}

/** A department with all that stand below it; of no row of the list, so it is found once a query. */
function departmentsBelow(tenantId: string, departmentId: string): SQL {
  return sql`array(with recursive below(id) as (
    select ${departmentId}::uuid union
    select d.id from gloria.departments d join below on d.parent_id = below.id where d.tenant_id = ${tenantId}
  ) select id from below)`;
}

/** A role with all that take over what it may do, by however many steps. */
function rolesThatInherit(tenantId: string, roleId: string): SQL {
  return sql`array(with recursive heirs(id) as (
    select ${roleId}::uuid union
    select e.child_role_id from gloria.role_edges e join heirs on e.parent_role_id = heirs.id
    where e.tenant_id = ${tenantId} and e.inherit and e.ended_at is null
  ) select id from heirs)`;
}

function missingFilter(missing: Wanted["missing"], assigned: (condition: SQL) => SQL): SQL | undefined {
  switch (missing) {
    case undefined:
      return undefined;
    case "email":
      return isNull(users.email);
    case "nip":
      return isNull(users.nip);
    case "school":
      return isNull(users.homeSchoolId);
    case "position":
      return sql`not ${assigned(sql`true`)}`;
    case "sign_in":
      return isNull(users.lastActiveAt);
  }
}

function orderOf(wanted: Wanted): SQL[] {
  const column = sortsByName(wanted) ? users.sortName : users.createdAt;
  const direction = wanted.sort.startsWith("-") ? desc : asc;
  return [direction(column), direction(users.id)];
}

function selectPage(
  tx: VerbTransaction,
  conditions: SQL | undefined,
  wanted: Wanted,
  after: readonly [string, string] | null,
): Promise<LoadedUserRow[]> {
  return pageQuery(tx.db, conditions, wanted, after, wanted.limit + 1);
}

/** One page in the wanted order; whatever changes from call to call may stand in it as a placeholder. */
function pageQuery(
  db: Db,
  conditions: SQL | undefined,
  wanted: Wanted,
  after: Place | null,
  rows: number | Placeholder,
) {
  return db
    .select(userRowColumns)
    .from(users)
    .leftJoin(schools, and(eq(schools.tenantId, users.tenantId), eq(schools.id, users.homeSchoolId)))
    .where(and(conditions, keysetOf(wanted, after)))
    .orderBy(...orderOf(wanted))
    .limit(rows);
}

/** {@link selectPage} for who may see everybody and filters by nothing: as many statements as there are orders. */
function selectWholePage(
  tx: VerbTransaction,
  wanted: Wanted,
  after: readonly [string, string] | null,
): Promise<LoadedUserRow[]> {
  const { sort, deleted, limit } = wanted;
  const shape = `${sort} ${deleted} ${after !== null}`;
  let select = wholePages.get(shape);
  if (select === undefined) {
    const place = after === null ? null : ([sql.placeholder("value"), sql.placeholder("id")] as const);
    const conditions = and(
      eq(users.tenantId, sql.placeholder("tenantId")),
      deleted ? isNotNull(users.deletedAt) : isNull(users.deletedAt),
    );
    select = compileStatement((db) => pageQuery(db, conditions, wanted, place, sql.placeholder("rows")));
    wholePages.set(shape, select);
  }
  return select(tx, { tenantId: tx.tenantId, rows: limit + 1, value: after?.[0] ?? null, id: after?.[1] ?? null });
}

interface WholePageValues extends Record<string, unknown> {
  readonly tenantId: string;
  readonly rows: number;
  readonly value: string | null;
  readonly id: string | null;
}

const wholePages = new Map<string, CompiledStatement<WholePageValues, LoadedUserRow[]>>();

type Place = readonly [string | Placeholder, string | Placeholder];

function keysetOf(wanted: Wanted, after: Place | null): SQL | undefined {
  if (after === null) return undefined;
  const [value, id] = after;
  const comparison = wanted.sort.startsWith("-") ? sql`<` : sql`>`;
  return sortsByName(wanted)
    ? sql`(${users.sortName}, ${users.id}) ${comparison} (${value} collate "C", ${id}::uuid)`
    : sql`(${users.createdAt}, ${users.id}) ${comparison} (${value}::timestamptz, ${id}::uuid)`;
}

/**
 * The search function answers ids in the list's order; permission and filters are applied to them here. Where they
 * take many away, it is asked again from where it stopped, each time for more.
 */
async function searchPage(
  tx: VerbTransaction,
  conditions: SQL | undefined,
  wanted: Wanted & { readonly q: string },
  after: readonly [string, string] | null,
  isDecidedBySearch: boolean,
): Promise<{ rows: LoadedUserRow[]; nearly: boolean }> {
  if (wanted.deleted || wanted.sort !== "name") {
    const ids = sql`${users.searchText} like all (select '% ' || word || '%' from unnest(gloria.search_words(${wanted.q})) as word)`;
    const words = sql`cardinality(gloria.search_words(${wanted.q})) > 0`;
    return { rows: await selectPage(tx, and(conditions, ids, words), wanted, after), nearly: false };
  }
  const rows: LoadedUserRow[] = [];
  let place = after;
  let batch = wanted.limit + 1;
  if (isDecidedBySearch) {
    // What the function itself filters is all there is to filter: ids and rows in one flight.
    rows.push(...(await selectHits(tx, wanted, after)));
    if (rows.length > 0 || after !== null) return { rows, nearly: false };
  }
  while (!isDecidedBySearch) {
    const found = await searchUserIds(tx, wanted, place, batch);
    if (found.length > 0) {
      const ids = found.map((hit) => hit.id);
      rows.push(...(await selectByIds(tx, conditions, ids, wanted.limit + 1 - rows.length)));
    }
    const last = found.at(-1);
    if (rows.length > wanted.limit || found.length < batch || last === undefined) break;
    place = [last.sortName, last.id];
    batch = Math.min(1000, batch * 4);
  }
  if (rows.length > 0 || after !== null) return { rows, nearly: false };
  const near = await searchUserIdsNearly(tx, wanted.q, wanted.status ?? null, wanted.limit);
  if (near.length === 0) return { rows: [], nearly: false };
  const loaded = new Map((await selectByIds(tx, conditions, near, wanted.limit)).map((row) => [row.user.id, row]));
  return { rows: near.flatMap((id) => loaded.get(id) ?? []), nearly: loaded.size > 0 };
}

/** Whether a filter is asked for that the search function does not know. */
function filtersFurther(wanted: Wanted): boolean {
  const { positionId, departmentId, roleId, missing, lastActiveBefore, lastActiveAfter } = wanted;
  return [positionId, departmentId, roleId, missing, lastActiveBefore, lastActiveAfter].some(
    (one) => one !== undefined,
  );
}

function selectHits(
  tx: VerbTransaction,
  wanted: Wanted & { readonly q: string },
  after: readonly [string, string] | null,
): Promise<LoadedUserRow[]> {
  return selectHitRows(tx, { tenantId: tx.tenantId, ...searchValues(wanted, after, wanted.limit + 1) });
}

const selectHitRows = compileStatement<SearchValues & { tenantId: string }, LoadedUserRow[]>((db) =>
  db
    .select(userRowColumns)
    .from(users)
    .innerJoin(sql`${searchHits} as hit`, sql`hit.id = ${users.id}`)
    .leftJoin(schools, and(eq(schools.tenantId, users.tenantId), eq(schools.id, users.homeSchoolId)))
    .where(eq(users.tenantId, sql.placeholder("tenantId")))
    .orderBy(asc(users.sortName), asc(users.id)),
);

function selectByIds(
  tx: VerbTransaction,
  conditions: SQL | undefined,
  ids: readonly string[],
  limit: number,
): Promise<LoadedUserRow[]> {
  return tx.db
    .select(userRowColumns)
    .from(users)
    .leftJoin(schools, and(eq(schools.tenantId, users.tenantId), eq(schools.id, users.homeSchoolId)))
    .where(and(conditions, sql`${users.id} = any(${sql.param(ids)}::uuid[])`))
    .orderBy(asc(users.sortName), asc(users.id))
    .limit(limit);
}
