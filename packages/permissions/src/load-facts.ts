import type { TenantTransaction } from "@gloria/db";
import type { RawFacts } from "./raw-facts.ts";

/** Raw facts and the epoch of the very snapshot they were read from. */
export interface LoadedFacts {
  readonly epoch: number;
  readonly raw: RawFacts;
}

// Windows that ended less than an hour ago are read too: the facts may serve a transaction that began before this one.
const stillOpen = (until: string) => `(${until} is null or ${until} > now() - interval '1 hour')`;

const milliseconds = (instant: string) => `(extract(epoch from ${instant}) * 1000)::bigint`;

/**
 * One statement, so one snapshot: the epoch that comes back is the one that the rows stand for. Dates of position
 * assignments begin at 00:00 in the zone of the school that they are held in, or else in the foundation's.
 */
const statement = `
with recursive
assigned as (
  select a.id, a.role_id, r.code, a.school_id, a.department_id, a.valid_from, a.valid_until
  from gloria.role_assignments a
  join gloria.roles r on r.tenant_id = a.tenant_id and r.id = a.role_id and r.deleted_at is null
  where a.tenant_id = $1::uuid and a.user_id = $2::uuid and a.ended_at is null and ${stillOpen("a.valid_until")}
),
reached(id) as (
  select role_id from assigned
  union
  select e.parent_role_id
  from reached
  join gloria.role_edges e on e.tenant_id = $1::uuid and e.child_role_id = reached.id and e.ended_at is null and e.inherit
  join gloria.roles r on r.tenant_id = e.tenant_id and r.id = e.parent_role_id and r.deleted_at is null
),
dated as (
  select a.id, a.position_id, p.code, a.kind,
    coalesce(a.school_id, p.school_id) as school_id, coalesce(a.department_id, p.department_id) as department_id,
    a.valid_from::timestamp at time zone coalesce(s.time_zone, t.time_zone) as valid_from,
    a.valid_until::timestamp at time zone coalesce(s.time_zone, t.time_zone) as valid_until
  from gloria.assignments a
  join gloria.tenants t on t.id = a.tenant_id
  join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id and p.deleted_at is null
  left join gloria.departments d
    on d.tenant_id = a.tenant_id and d.id = coalesce(a.department_id, p.department_id)
  left join gloria.schools s
    on s.tenant_id = a.tenant_id and s.id = coalesce(a.school_id, p.school_id, d.school_id)
  where a.tenant_id = $1::uuid and a.user_id = $2::uuid and a.ended_at is null
),
held as (
  select * from dated where ${stillOpen("valid_until")}
),
own as (
  select g.department_id from gloria.grants g
  where g.tenant_id = $1::uuid and g.subject_kind = 'user' and g.subject_id = $2::uuid and g.ended_at is null
),
anchored(id) as (
  select department_id from assigned union select department_id from held union select department_id from own
),
above(id, parent_id, school_id) as (
  select d.id, d.parent_id, d.school_id from gloria.departments d
  where d.tenant_id = $1::uuid and d.id in (select id from anchored)
  union
  select d.id, d.parent_id, d.school_id
  from above join gloria.departments d on d.tenant_id = $1::uuid and d.id = above.parent_id
),
below(id, parent_id, school_id) as (
  select d.id, d.parent_id, d.school_id from gloria.departments d
  where d.tenant_id = $1::uuid and d.id in (select id from anchored)
  union
  select d.id, d.parent_id, d.school_id
  from below join gloria.departments d on d.tenant_id = $1::uuid and d.parent_id = below.id
),
subjects(kind, id) as (
  select 'user', $2::uuid
  union all select 'role', id from reached
  union select 'position', position_id from held
  union select 'department', id from above
)
select e.epoch, t.status = 'active' as tenant_active, t.kind = 'platform' as platform,
  exists (
    select 1 from gloria.users u
    where u.tenant_id = $1::uuid and u.id = $2::uuid and u.status = 'active' and u.deleted_at is null
  ) as user_active,
  (select u.home_school_id from gloria.users u where u.tenant_id = $1::uuid and u.id = $2::uuid) as home_school_id,
  (
    select coalesce(json_agg(json_build_object(
      'id', g.id, 'subjectKind', g.subject_kind, 'subjectId', g.subject_id, 'code', g.code, 'effect', g.effect,
      'scope', g.scope, 'anchor', json_build_object('schoolId', g.school_id, 'departmentId', g.department_id),
      'resource', case when g.resource_type is not null
        then json_build_object('type', g.resource_type, 'id', g.resource_id) end,
      'condition', g.condition, 'from', ${milliseconds("g.valid_from")}, 'until', ${milliseconds("g.valid_until")}
    )), '[]')
    from subjects s
    join gloria.grants g on g.tenant_id = $1::uuid and g.subject_kind = s.kind and g.subject_id = s.id
    where g.ended_at is null and ${stillOpen("g.valid_until")}
  ) as grants,
  (
    select coalesce(json_agg(json_build_object(
      'id', a.id, 'roleId', a.role_id, 'code', a.code,
      'anchor', json_build_object('schoolId', a.school_id, 'departmentId', a.department_id),
      'from', ${milliseconds("a.valid_from")}, 'until', ${milliseconds("a.valid_until")}
    )), '[]') from assigned a
  ) as role_assignments,
  (
    select coalesce(json_agg(json_build_object('childId', e.child_role_id, 'parentId', e.parent_role_id)), '[]')
    from reached child
    join gloria.role_edges e
      on e.tenant_id = $1::uuid and e.child_role_id = child.id and e.ended_at is null and e.inherit
    join reached parent on parent.id = e.parent_role_id
  ) as role_edges,
  (
    select coalesce(json_agg(json_build_object(
      'assignmentId', h.id, 'positionId', h.position_id, 'code', h.code,
      'anchor', json_build_object('schoolId', h.school_id, 'departmentId', h.department_id),
      'acting', h.kind <> 'DEFINITIF',
      'from', ${milliseconds("h.valid_from")}, 'until', ${milliseconds("h.valid_until")}
    )), '[]') from held h
  ) as positions,
  (
    select coalesce(json_agg(json_build_object('id', d.id, 'parentId', d.parent_id, 'schoolId', d.school_id)), '[]')
    from (select * from above union select * from below) d
  ) as departments
from gloria.permission_epochs e
join gloria.tenants t on t.id = e.tenant_id
where e.tenant_id = $1::uuid`;

interface FactsRow {
  readonly epoch: string;
  readonly tenant_active: boolean;
  readonly platform: boolean;
  readonly user_active: boolean;
  readonly home_school_id: string | null;
  readonly grants: RawFacts["grants"];
  readonly role_assignments: RawFacts["roleAssignments"];
  readonly role_edges: RawFacts["roleEdges"];
  readonly positions: RawFacts["positions"];
  readonly departments: RawFacts["departments"];
}

/** Reads what decides for one user of the transaction's tenant; a user who does not exist is an inactive one. */
export async function loadFacts(tx: TenantTransaction, userId: string): Promise<LoadedFacts> {
  const [row] = await tx.sql.unsafe<FactsRow[]>(statement, [tx.tenantId, userId]);
  if (row === undefined) throw new Error(`tenant ${tx.tenantId} has no permission epoch`);
  return {
    epoch: Number(row.epoch),
    raw: {
      tenantId: tx.tenantId,
      userId,
      tenantActive: row.tenant_active,
      userActive: row.user_active,
      homeSchoolId: row.home_school_id,
      platform: row.platform,
      // Modules cannot be switched off yet, nor can a tenant add permissions.
      disabledModules: [],
      additions: [],
      grants: row.grants,
      roleAssignments: row.role_assignments,
      roleEdges: row.role_edges,
      positions: row.positions,
      departments: row.departments,
      // Neither guardrails nor delegations can be made yet.
      guardrails: [],
      delegations: [],
    },
  };
}
