import { type SchoolHierarchy, schoolIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { findSchool, schoolTarget } from "./school-queries.ts";

/** A school's departments, positions and today's holders, read in one statement. */
export async function getSchoolHierarchy(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<SchoolHierarchy> {
  const { id } = parseInput(schoolIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [[row], school, access] = await Promise.all([
      tx.sql.unsafe<{ hierarchy: string | SchoolHierarchy }[]>(hierarchySql, [tx.tenantId, id]),
      findSchool(tx, id),
      tx.access,
    ]);
    if (row === undefined || school === null) throw new AppError("school.not_found");
    access.assert("school:read", schoolTarget(school));
    return typeof row.hierarchy === "string" ? JSON.parse(row.hierarchy) : row.hierarchy;
  });
}

const hierarchySql = `
  with recursive tree as (
    select d.id, d.parent_id, d.code, d.name, 0 as depth from gloria.departments d
    where d.tenant_id = $1 and d.school_id = $2 and d.deleted_at is null and d.parent_id is null
    union all
    select d.id, d.parent_id, d.code, d.name, tree.depth + 1 from gloria.departments d
    join tree on d.parent_id = tree.id where d.tenant_id = $1 and d.school_id = $2 and d.deleted_at is null
  ), holders as (
    select a.position_id, json_agg(json_build_object('userId', u.id, 'name', u.name, 'kind', a.kind) order by u.sort_name, u.id) as list
    from gloria.assignments a join gloria.users u on u.tenant_id = a.tenant_id and u.id = a.user_id
    where a.tenant_id = $1 and a.school_id = $2 and a.ended_at is null and u.deleted_at is null
      and daterange(a.valid_from, a.valid_until) @> gloria.today_in($1, $2)
    group by a.position_id
  )
  select json_build_object(
    'school', json_build_object('id', s.id, 'code', s.code, 'name', s.name, 'level', s.level),
    'departments', coalesce((select json_agg(json_build_object('id', t.id, 'parentId', t.parent_id, 'code', t.code, 'name', t.name)
      order by t.depth, t.name, t.id) from tree t), '[]'),
    'positions', coalesce((select json_agg(json_build_object('id', p.id, 'departmentId', p.department_id, 'reportsToId', r.reports_to_id,
        'code', p.code, 'name', p.name, 'level', p.level, 'headcount', p.headcount, 'holders', coalesce(h.list, '[]'))
      order by p.level, p.name, p.id)
      from gloria.positions p
      left join gloria.position_reports r on r.tenant_id = p.tenant_id and r.position_id = p.id and r.kind = 'line'
      left join holders h on h.position_id = p.id
      where p.tenant_id = $1 and p.school_id = $2 and p.deleted_at is null), '[]')
  ) as hierarchy
  from gloria.schools s where s.tenant_id = $1 and s.id = $2 and s.deleted_at is null`;
