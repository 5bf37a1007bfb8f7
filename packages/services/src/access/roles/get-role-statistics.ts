import type { RoleStatistics } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { readInTenant, type Services } from "../../platform/index.ts";

/** Counts of roles and of who has them. Errors: `access.denied` for who may not see all of them. */
export async function getRoleStatistics(services: Services, ctx: TenantContext): Promise<RoleStatistics> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assertRegion("role:read", { scope: "ALL" });
    const [row] = await tx.sql.unsafe<{ statistics: RoleStatistics }[]>(statisticsSql, [tx.tenantId]);
    if (row === undefined) throw new Error("one row of counts was expected");
    return row.statistics;
  });
}

const named = "json_build_object('id', id, 'code', code, 'name', name)";

const statisticsSql = `
  with open_assignments as (
    select a.role_id, a.user_id, a.valid_from, a.valid_until from gloria.role_assignments a
    join gloria.users u on u.tenant_id = a.tenant_id and u.id = a.user_id and u.deleted_at is null
    where a.tenant_id = $1::uuid and a.ended_at is null and (a.valid_until is null or a.valid_until > now())
  ), held as (
    select role_id, count(distinct user_id)::int as holders from open_assignments where valid_from <= now() group by role_id
  ), granted as (
    select distinct g.subject_id as role_id from gloria.grants g
    where g.tenant_id = $1::uuid and g.subject_kind = 'role' and g.ended_at is null and (g.valid_until is null or g.valid_until > now())
  ), living as (
    select r.id, r.code, r.name, r.level, r.is_system, r.is_provisioned, coalesce(h.holders, 0) as holders,
      exists (select 1 from granted g where g.role_id = r.id) as has_grants
    from gloria.roles r left join held h on h.role_id = r.id where r.tenant_id = $1::uuid and r.deleted_at is null
  )
  select json_build_object(
    'total', (select count(*)::int from living),
    'system', (select count(*)::int from living where is_system),
    'provisioned', (select count(*)::int from living where is_provisioned),
    'deleted', (select count(*)::int from gloria.roles where tenant_id = $1::uuid and deleted_at is not null),
    'byLevel', (select coalesce(json_agg(json_build_object('level', level, 'count', n) order by level), '[]')
      from (select level, count(*)::int as n from living group by level) l),
    'withoutHolders', json_build_object('count', (select count(*)::int from living where holders = 0),
      'first', (select coalesce(json_agg(${named}), '[]') from (select * from living where holders = 0 order by code limit 20) x)),
    'withoutGrants', json_build_object('count', (select count(*)::int from living where not has_grants),
      'first', (select coalesce(json_agg(${named}), '[]') from (select * from living where not has_grants order by code limit 20) x)),
    'assignments', (select json_build_object(
      'active', count(*) filter (where valid_from <= now()),
      'upcoming', count(*) filter (where valid_from > now()),
      'endingSoon', count(*) filter (where valid_until <= now() + interval '30 days')) from open_assignments),
    'mostHeld', (select coalesce(json_agg(json_build_object('id', id, 'code', code, 'name', name, 'holders', holders)), '[]')
      from (select * from living where holders > 0 order by holders desc, code limit 10) x)
  ) as statistics`;
