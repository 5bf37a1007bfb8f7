import { type PermissionCode, patternsNaming } from "@gloria/contracts";
import { type TenantTransaction, users } from "@gloria/db";
import type { Access, Query } from "@gloria/permissions";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { visibleUsers } from "../../organisation/index.ts";

/** Somebody who may be allowed what is asked; whether they are is for a check to say. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly sortName: string;
}

/** Everybody of a page stands behind this person, by name. */
export type CandidatePlace = readonly [sortName: string, id: string];

/** Which rules could allow it, as far as tables can say. */
export interface CandidateSearch {
  readonly patterns: readonly string[];
  readonly query: Query;
  /** The departments that are asked about, and all above them. */
  readonly lineage: readonly string[];
}

/** What {@link findCandidates} needs to know of the place that is asked about. */
export async function searchFor(tx: TenantTransaction, query: Query): Promise<CandidateSearch> {
  const asked = query.target?.departmentIds ?? [];
  const ids = query.region?.scope === "DEPARTMENT" ? [query.region.departmentId] : asked;
  return { patterns: patternsNaming(query.code), query, lineage: ids.length === 0 ? [] : await lineageOf(tx, ids) };
}

async function lineageOf(tx: TenantTransaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.sql.unsafe<{ id: string }[]>(
    `with recursive above(id, parent_id) as (
       select d.id, d.parent_id from gloria.departments d where d.tenant_id = $1::uuid and d.id = any($2::uuid[])
       union
       select d.id, d.parent_id from gloria.departments d join above on d.id = above.parent_id where d.tenant_id = $1::uuid
     ) select id from above`,
    [tx.tenantId, [...ids]],
  );
  return rows.map(({ id }) => id);
}

/**
 * Active people whom some open ALLOW or delegation could give what is asked, by name, of those to whom the caller may
 * do `seen`. Nobody who is allowed is missing; not everybody found is allowed.
 */
export function findCandidates(
  tx: TenantTransaction,
  access: Access,
  search: CandidateSearch,
  seen: PermissionCode,
  { after, limit }: { readonly after: CandidatePlace | null; readonly limit: number },
): Promise<Candidate[]> {
  return tx.db
    .select({ id: users.id, name: users.name, sortName: users.sortName })
    .from(users)
    .where(
      and(
        eq(users.tenantId, tx.tenantId),
        eq(users.status, "active"),
        isNull(users.deletedAt),
        sql`${users.id} in (${holdersOf(tx.tenantId, search)})`,
        visibleUsers(access, seen),
        after === null
          ? undefined
          : sql`(${users.sortName}, ${users.id}) > (${after[0]} collate "C", ${after[1]}::uuid)`,
      ),
    )
    .orderBy(asc(users.sortName), asc(users.id))
    .limit(limit);
}

const isOpen = (alias: string) => sql.raw(`${alias}.ended_at is null`);
const isTimely = (alias: string) =>
  sql.raw(
    `(${alias}.valid_until is null or ${alias}.valid_until > now()) and (${alias}.valid_from is null or ${alias}.valid_from <= now())`,
  );

function holdersOf(tenantId: string, { patterns, query, lineage }: CandidateSearch): SQL {
  const tenant = sql`${tenantId}::uuid`;
  const named = sql`${sql.param([...patterns])}::text[]`;
  const resource = query.target?.resource;
  const about =
    resource === undefined
      ? sql`g.resource_type is null`
      : sql`(g.resource_type is null or (g.resource_type = ${resource.type} and g.resource_id = ${resource.id}::uuid))`;
  const reaches = (scope: string, school: string, department: string, user: string) =>
    reachCondition(query, lineage, [scope, school, department, user]);
  // A department lies in its school, whether or not the anchor repeats it.
  return sql`
    with recursive hit as (
      select g.subject_kind, g.subject_id, g.scope, coalesce(g.school_id, d.school_id) as school_id, g.department_id
      from gloria.grants g left join gloria.departments d on d.tenant_id = g.tenant_id and d.id = g.department_id
      where g.tenant_id = ${tenant} and g.code = any(${named}) and g.effect = 'ALLOW' and ${isOpen("g")} and ${isTimely("g")}
        and ${about}
    ), carrying(id, scope) as (
      select hit.subject_id, hit.scope from hit where hit.subject_kind = 'role'
      union
      select e.child_role_id, c.scope from gloria.role_edges e join carrying c on e.parent_role_id = c.id
      where e.tenant_id = ${tenant} and ${isOpen("e")} and e.inherit
    ), below(id, scope) as (
      select hit.subject_id, hit.scope from hit where hit.subject_kind = 'department'
      union
      select d.id, b.scope from gloria.departments d join below b on d.parent_id = b.id where d.tenant_id = ${tenant}
    ), held as (
      select a.user_id, a.position_id, coalesce(a.school_id, p.school_id, d.school_id) as school_id,
        coalesce(a.department_id, p.department_id) as department_id
      from gloria.assignments a join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
      left join gloria.departments d on d.tenant_id = a.tenant_id and d.id = coalesce(a.department_id, p.department_id)
      where a.tenant_id = ${tenant} and ${isOpen("a")} and p.deleted_at is null
        and a.valid_from <= current_date + 1 and (a.valid_until is null or a.valid_until >= current_date - 1)
    )
    select hit.subject_id from hit
    where hit.subject_kind = 'user' and ${reaches("hit.scope", "hit.school_id", "hit.department_id", "hit.subject_id")}
    union all
    select a.user_id from carrying c join gloria.role_assignments a on a.tenant_id = ${tenant} and a.role_id = c.id
    left join gloria.departments d on d.tenant_id = a.tenant_id and d.id = a.department_id
    where ${isOpen("a")} and ${isTimely("a")} and ${reaches("c.scope", "coalesce(a.school_id, d.school_id)", "a.department_id", "a.user_id")}
    union all
    select h.user_id from hit join held h on h.position_id = hit.subject_id
    where hit.subject_kind = 'position' and ${reaches("hit.scope", "h.school_id", "h.department_id", "h.user_id")}
    union all
    select h.user_id from below b join held h on h.department_id = b.id
    where ${reaches("b.scope", "h.school_id", "h.department_id", "h.user_id")}
    union all
    select d.delegate_id from gloria.delegations d
    where d.tenant_id = ${tenant} and d.kind = 'PERMISSION' and d.codes && ${named} and ${isOpen("d")} and ${isTimely("d")}`;
}

/** Whether an ALLOW of a scope, measured from a place, can cover what is asked for this person. */
function reachCondition(
  { target, region }: Query,
  lineage: readonly string[],
  columns: readonly [scope: string, school: string, department: string, user: string],
): SQL {
  const [scope, school, department, user] = columns.map((column) => sql.raw(column));
  if (target === undefined && region === undefined) return sql`true`;
  const ways = [sql`${scope} = 'ALL'`];
  const ownerId = target?.ownerId ?? (region?.scope === "OWN" ? region.ownerId : undefined);
  if (typeof ownerId === "string") ways.push(sql`${user} = ${ownerId}::uuid`);
  if (region?.scope === "OWN" && ownerId === undefined) ways.push(sql`true`);
  if (lineage.length > 0) {
    ways.push(sql`(${scope} in ('DEPARTMENT', 'SCHOOL') and ${department} = any(${sql.param([...lineage])}::uuid[]))`);
  }
  const schoolIds = schoolsOf(target?.schoolIds, region);
  if (schoolIds.length > 0) {
    ways.push(sql`(${scope} = 'SCHOOL' and ${school} = any(${sql.param(schoolIds)}::uuid[]))`);
  }
  return sql`(${sql.join(ways, sql` or `)})`;
}

function schoolsOf(schoolIds: readonly string[] | undefined, region: Query["region"]): string[] {
  if (region?.scope === "SCHOOL") return [region.schoolId];
  if (region?.scope === "DEPARTMENT") return region.schoolId === null ? [] : [region.schoolId];
  return [...(schoolIds ?? [])];
}
