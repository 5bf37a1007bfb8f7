import { type PermissionStatistics, permissionMatcher } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { readInTenant, type Services } from "../../platform/index.ts";
import { loadCatalogue } from "./catalogue-queries.ts";

/** As many of each kind are named. */
const named = 20;

/**
 * What is granted in the foundation, to whom and until when, and what nobody was granted.
 *
 * Errors: `access.denied` for who may not see all of it.
 */
export async function getPermissionStatistics(services: Services, ctx: TenantContext): Promise<PermissionStatistics> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assertRegion("permission:read", { scope: "ALL" });
    const [counts, held, catalogue] = await Promise.all([
      countGrants(tx),
      tx.sql.unsafe<HeldPattern[]>(heldSql, [tx.tenantId]),
      loadCatalogue(tx, access),
    ]);
    const codes = catalogue.map(({ code }) => code);
    const unused = unusedOf(codes, held);
    return {
      ...counts,
      permissions: {
        catalogue: catalogue.filter(({ source }) => source === "catalogue").length,
        tenant: catalogue.filter(({ source }) => source === "tenant").length,
        sensitive: catalogue.filter(({ sensitive }) => sensitive).length,
        notDelegable: catalogue.filter(({ delegable }) => !delegable).length,
      },
      unused: { count: unused.length, first: unused.slice(0, named) },
      mostRights: await mostRightsOf(tx, codes, held),
    };
  });
}

interface HeldPattern {
  readonly code: string;
  /** People who are granted it, by themselves, a role or a position. */
  readonly user_ids: readonly string[];
}

/** The administrators' `*:*` names everything, and so says nothing about what is used. */
function unusedOf(codes: readonly string[], held: readonly HeldPattern[]): string[] {
  const matchers = held.filter(({ code }) => code !== "*:*").map(({ code }) => permissionMatcher(code));
  return codes.filter((code) => !matchers.some((matches) => matches(code)));
}

async function mostRightsOf(
  tx: TenantTransaction,
  codes: readonly string[],
  held: readonly HeldPattern[],
): Promise<PermissionStatistics["mostRights"]> {
  const rights = new Map<string, Set<string>>();
  for (const { code: pattern, user_ids } of held) {
    const matches = permissionMatcher(pattern);
    const meant = codes.filter(matches);
    for (const userId of user_ids) {
      let known = rights.get(userId);
      if (known === undefined) {
        known = new Set();
        rights.set(userId, known);
      }
      for (const code of meant) known.add(code);
    }
  }
  const first = [...rights]
    .map(([userId, known]) => ({ userId, permissions: known.size }))
    .sort((a, b) => b.permissions - a.permissions || (a.userId < b.userId ? -1 : 1))
    .slice(0, named);
  const names = await tx.sql.unsafe<{ id: string; name: string }[]>(
    "select u.id, u.name from gloria.users u where u.tenant_id = $1::uuid and u.id = any($2::uuid[])",
    [tx.tenantId, first.map(({ userId }) => userId)],
  );
  const byId = new Map(names.map(({ id, name }) => [id, name]));
  return first.map((person) => ({ ...person, name: byId.get(person.userId) ?? "" }));
}

const openGrant = (g: string) => `${g}.ended_at is null and (${g}.valid_until is null or ${g}.valid_until > now())`;

/** Pattern of an ALLOW that counts now → the active people who come to it. */
const heldSql = `
  with recursive open_grants as (
    select g.subject_kind, g.subject_id, g.code from gloria.grants g
    where g.tenant_id = $1::uuid and g.effect = 'ALLOW' and ${openGrant("g")} and (g.valid_from is null or g.valid_from <= now())
  ), assigned as (
    select distinct a.user_id, a.role_id from gloria.role_assignments a
    where a.tenant_id = $1::uuid and ${openGrant("a")} and a.valid_from <= now()
  ), reached(start, id) as (
    select distinct role_id, role_id from assigned
    union
    select reached.start, e.parent_role_id from reached
    join gloria.role_edges e on e.tenant_id = $1::uuid and e.child_role_id = reached.id and e.ended_at is null and e.inherit
  ), seats as (
    select distinct a.user_id, a.position_id from gloria.assignments a
    where a.tenant_id = $1::uuid and a.ended_at is null and a.valid_from <= current_date
      and (a.valid_until is null or a.valid_until > current_date)
  ), holders as (
    select code, subject_id as user_id from open_grants where subject_kind = 'user'
    union
    select g.code, a.user_id from open_grants g join reached r on r.id = g.subject_id join assigned a on a.role_id = r.start
    where g.subject_kind = 'role'
    union
    select g.code, s.user_id from open_grants g join seats s on s.position_id = g.subject_id where g.subject_kind = 'position'
  )
  select g.code, coalesce(array_agg(distinct h.user_id) filter (where u.id is not null), '{}') as user_ids
  from (select distinct code from open_grants) g
  left join holders h on h.code = g.code
  left join gloria.users u on u.tenant_id = $1::uuid and u.id = h.user_id and u.status = 'active' and u.deleted_at is null
  group by g.code`;

type Counts = Pick<PermissionStatistics, "grants" | "rolesWithoutHolders" | "endingNext">;

async function countGrants(tx: TenantTransaction): Promise<Counts> {
  const [row] = await tx.sql.unsafe<{ counts: Counts }[]>(countsSql, [tx.tenantId]);
  if (row === undefined) throw new Error("one row of counts was expected");
  return row.counts;
}

const grouped = (fields: string, by: string) => `(
  select coalesce(json_agg(json_build_object(${fields}, 'effect', effect, 'count', n) order by ${by}, effect), '[]')
  from (select ${by}, effect, count(*)::int as n from open_grants group by ${by}, effect) x)`;

const countsSql = `
  with open_grants as (
    select g.*, case when g.resource_type is not null then 'RESOURCE' when g.subject_kind = 'user' then 'DIRECT'
      when g.subject_kind = 'role' then 'ROLE' else 'POSITION' end as layer
    from gloria.grants g where g.tenant_id = $1::uuid and ${openGrant("g")}
  ), unheld as (
    select r.id, r.code, r.name from gloria.roles r where r.tenant_id = $1::uuid and r.deleted_at is null
      and not exists (select 1 from gloria.role_assignments a where a.tenant_id = $1::uuid and a.role_id = r.id and ${openGrant("a")})
  ), ending as (
    (select 'grant' as kind, g.id, g.code as label, g.valid_until, case g.subject_kind
        when 'user' then (select u.name from gloria.users u where u.tenant_id = $1::uuid and u.id = g.subject_id)
        when 'role' then (select r.name from gloria.roles r where r.tenant_id = $1::uuid and r.id = g.subject_id)
        when 'position' then (select p.name from gloria.positions p where p.tenant_id = $1::uuid and p.id = g.subject_id)
        else (select d.name from gloria.departments d where d.tenant_id = $1::uuid and d.id = g.subject_id) end as subject_name
      from open_grants g where g.valid_until is not null order by g.valid_until, g.id limit ${named})
    union all
    (select 'role_assignment', a.id, r.name, a.valid_until, u.name from gloria.role_assignments a
      join gloria.roles r on r.tenant_id = a.tenant_id and r.id = a.role_id
      join gloria.users u on u.tenant_id = a.tenant_id and u.id = a.user_id
      where a.tenant_id = $1::uuid and a.valid_until is not null and ${openGrant("a")} order by a.valid_until, a.id limit ${named})
  )
  select json_build_object(
    'grants', json_build_object(
      'open', (select count(*)::int from open_grants),
      'bySubject', ${grouped("'subjectKind', subject_kind", "subject_kind")},
      'byLayer', ${grouped("'layer', layer", "layer")},
      'byScope', ${grouped("'scope', scope", "scope")},
      'conditional', (select count(*)::int from open_grants where condition is not null)),
    'rolesWithoutHolders', json_build_object('count', (select count(*)::int from unheld),
      'first', (select coalesce(json_agg(json_build_object('id', id, 'code', code, 'name', name) order by code), '[]')
        from (select * from unheld order by code limit ${named}) x)),
    'endingNext', (select coalesce(json_agg(json_build_object('kind', kind, 'id', id, 'label', label, 'subjectName', subject_name,
        'until', to_char(valid_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by valid_until, id), '[]')
      from (select * from ending order by valid_until, id limit ${named}) x)
  ) as counts`;
