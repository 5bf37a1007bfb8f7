import { delegationDepthMax } from "./delegation.ts";

/** Where what decides is read from: the rows as they are, or as they were at an epoch. */
interface Sources {
  readonly epoch: string;
  /** Whether a row that is closed and never rewritten was open. */
  isOpen(alias: string): string;
  /** Whether a window had not ended for good; those that ended less than an hour ago count as open. */
  stillOpen(until: string): string;
  readonly tenants: string;
  readonly users: string;
  readonly schools: string;
  readonly departments: string;
  readonly positions: string;
  readonly roles: string;
  readonly modules: string;
  readonly permissions: string;
}

const now: Sources = {
  epoch: "e.epoch",
  isOpen: (alias) => `${alias}.ended_at is null`,
  // Windows that ended less than an hour ago are read too: the facts may serve a transaction that began before this one.
  stillOpen: (until) => `(${until} is null or ${until} > now() - interval '1 hour')`,
  tenants: "gloria.tenants",
  users: "(select tenant_id, id, status = 'active' and deleted_at is null as active, home_school_id from gloria.users)",
  schools: "gloria.schools",
  departments: "gloria.departments",
  positions: "gloria.positions",
  roles: "gloria.roles",
  modules: "gloria.modules",
  permissions: "gloria.permissions",
};

interface Superseded {
  readonly table: string;
  readonly kind: string;
  /** Column → its type, and what it is now if that is no column of the table. */
  readonly columns: Readonly<Record<string, { readonly type: string; readonly now?: string }>>;
  readonly tenant?: string;
  readonly where?: string;
}

/**
 * A table as it was at the epoch `$3`: each thing as the first image after it says, or as it is now where there is
 * none; and things that are gone since.
 */
function superseded({ table, kind, columns, tenant = "tenant_id", where = "true" }: Superseded): string {
  const named = Object.entries(columns);
  const then = (name: string, type: string) => `(s.state ->> '${name}')::${type}`;
  return `(
    select ${tenant === "id" ? "" : "$1::uuid as tenant_id, "}t.id, ${named
      .map(
        ([name, { type, now: current = `t.${name}` }]) =>
          `case when s.until_epoch is null then ${current} else ${then(name, type)} end as ${name}`,
      )
      .join(", ")}
    from gloria.${table} t
    left join lateral (
      select x.until_epoch, x.state from gloria.superseded_facts x
      where x.tenant_id = $1::uuid and x.kind = '${kind}' and x.entity_id = t.id and x.until_epoch > $3::bigint
      order by x.until_epoch limit 1
    ) s on true
    where t.${tenant} = $1::uuid and (s.until_epoch is null or s.state is not null) and ${where}
    union all
    select ${tenant === "id" ? "" : "$1::uuid, "}s.entity_id, ${named.map(([name, { type }]) => then(name, type)).join(", ")}
    from (
      select distinct on (x.entity_id) x.entity_id, x.state from gloria.superseded_facts x
      where x.tenant_id = $1::uuid and x.kind = '${kind}' and x.until_epoch > $3::bigint
      order by x.entity_id, x.until_epoch
    ) s
    where s.state is not null
      and not exists (select 1 from gloria.${table} t where t.${tenant} = $1::uuid and t.id = s.entity_id)
  )`;
}

const text = { type: "text" };
const uuid = { type: "uuid" };
const boolean = { type: "boolean" };
const deletion = { type: "timestamptz" };

const asOf: Sources = {
  epoch: "$3::bigint",
  isOpen: (alias) => `${alias}.created_epoch <= $3::bigint
    and (${alias}.ended_at is null or ${alias}.ended_epoch > $3::bigint)
    and not exists (
      select 1 from gloria.superseded_facts x
      where x.tenant_id = $1::uuid and x.kind = 'reopened' and x.entity_id = ${alias}.id and x.until_epoch > $3::bigint
        and (x.state ->> 'ended_epoch')::bigint <= $3::bigint)`,
  stillOpen: (until) => `(${until} is null or ${until} > $4::timestamptz - interval '1 hour')`,
  tenants: superseded({
    table: "tenants",
    kind: "tenant",
    columns: { status: text, kind: text, time_zone: text },
    tenant: "id",
  }),
  users: superseded({
    table: "users",
    kind: "user",
    columns: { active: { type: "boolean", now: "t.status = 'active' and t.deleted_at is null" }, home_school_id: uuid },
    // That somebody is there at all raises no epoch.
    where: "t.created_at <= $4::timestamptz",
  }),
  schools: superseded({ table: "schools", kind: "school", columns: { time_zone: text } }),
  departments: superseded({ table: "departments", kind: "department", columns: { parent_id: uuid, school_id: uuid } }),
  positions: superseded({
    table: "positions",
    kind: "position",
    columns: { school_id: uuid, department_id: uuid, deleted_at: deletion, code: text },
  }),
  roles: superseded({ table: "roles", kind: "role", columns: { deleted_at: deletion, code: text } }),
  modules: superseded({ table: "modules", kind: "module", columns: { code: text, is_enabled: boolean } }),
  permissions: superseded({
    table: "permissions",
    kind: "permission",
    columns: {
      code: text,
      module: text,
      permission_group: text,
      delegable: boolean,
      sensitive: boolean,
      definitive_only: boolean,
      deleted_at: deletion,
    },
  }),
};

const milliseconds = (instant: string) => `(extract(epoch from ${instant}) * 1000)::bigint`;

/** Of whom: one, or all of an array at once, whose parts then say whose they are. */
interface Whose {
  is(column: string): string;
  readonly subjects: string;
  /** Of `assigned` and `held`, as a member of their JSON. */
  owner(alias: string): string;
}

const ofOne: Whose = {
  is: (column) => `${column} = $2::uuid`,
  subjects: "select 'user', $2::uuid",
  owner: () => "",
};
const ofMany: Whose = {
  is: (column) => `${column} = any($2::uuid[])`,
  subjects: "select 'user', unnest($2::uuid[])",
  owner: (alias) => `'userId', ${alias}.user_id, `,
};

/**
 * What decides for a user, or for several, in one statement, so of one snapshot. Dates of position assignments begin at
 * 00:00 in the zone of the school that they are held in, or else in the foundation's. What several people share (the
 * grants of a role, departments) comes once.
 *
 * @param which a condition on grants `g`.
 */
function facts(from: Sources, whose: Whose, which = "true"): string {
  const { isOpen, stillOpen } = from;
  return `
with recursive
assigned as (
  select a.id, a.user_id, a.role_id, r.code, a.school_id, a.department_id, a.valid_from, a.valid_until
  from gloria.role_assignments a
  join ${from.roles} r on r.tenant_id = a.tenant_id and r.id = a.role_id and r.deleted_at is null
  where a.tenant_id = $1::uuid and ${whose.is("a.user_id")} and ${isOpen("a")} and ${stillOpen("a.valid_until")}
),
reached(id) as (
  select role_id from assigned
  union
  select e.parent_role_id
  from reached
  join gloria.role_edges e on e.tenant_id = $1::uuid and e.child_role_id = reached.id and ${isOpen("e")} and e.inherit
  join ${from.roles} r on r.tenant_id = e.tenant_id and r.id = e.parent_role_id and r.deleted_at is null
),
dated as (
  select a.id, a.user_id, a.position_id, p.code, a.kind,
    coalesce(a.school_id, p.school_id) as school_id, coalesce(a.department_id, p.department_id) as department_id,
    a.valid_from::timestamp at time zone coalesce(s.time_zone, t.time_zone) as valid_from,
    a.valid_until::timestamp at time zone coalesce(s.time_zone, t.time_zone) as valid_until
  from gloria.assignments a
  join ${from.tenants} t on t.id = a.tenant_id
  join ${from.positions} p on p.tenant_id = a.tenant_id and p.id = a.position_id and p.deleted_at is null
  left join ${from.departments} d
    on d.tenant_id = a.tenant_id and d.id = coalesce(a.department_id, p.department_id)
  left join ${from.schools} s
    on s.tenant_id = a.tenant_id and s.id = coalesce(a.school_id, p.school_id, d.school_id)
  where a.tenant_id = $1::uuid and ${whose.is("a.user_id")} and ${isOpen("a")}
),
held as (
  select * from dated where ${stillOpen("valid_until")}
),
own as (
  select g.department_id from gloria.grants g
  where g.tenant_id = $1::uuid and g.subject_kind = 'user' and ${whose.is("g.subject_id")} and ${isOpen("g")}
    and ${stillOpen("g.valid_until")}
),
anchored(id) as (
  select department_id from assigned union select department_id from held union select department_id from own
),
above(id, parent_id, school_id) as (
  select d.id, d.parent_id, d.school_id from ${from.departments} d
  where d.tenant_id = $1::uuid and d.id in (select id from anchored)
  union
  select d.id, d.parent_id, d.school_id
  from above join ${from.departments} d on d.tenant_id = $1::uuid and d.id = above.parent_id
),
below(id, parent_id, school_id) as (
  select d.id, d.parent_id, d.school_id from ${from.departments} d
  where d.tenant_id = $1::uuid and d.id in (select id from anchored)
  union
  select d.id, d.parent_id, d.school_id
  from below join ${from.departments} d on d.tenant_id = $1::uuid and d.parent_id = below.id
),
subjects(kind, id) as (
  ${whose.subjects}
  union all select 'role', id from reached
  union select 'position', position_id from held
  union select 'department', id from above
),
delegated(id, delegator_id, delegate_id, codes, parent_id, valid_from, valid_until, place) as (
  select d.id, d.delegator_id, d.delegate_id, d.codes, d.parent_id, d.valid_from, d.valid_until, 1
  from gloria.delegations d
  where d.tenant_id = $1::uuid and ${whose.is("d.delegate_id")} and d.kind = 'PERMISSION' and ${isOpen("d")}
    and ${stillOpen("d.valid_until")}
  union all
  select d.id, d.delegator_id, d.delegate_id, d.codes, d.parent_id, d.valid_from, d.valid_until, delegated.place + 1
  from delegated
  join gloria.delegations d on d.tenant_id = $1::uuid and d.id = delegated.parent_id and d.kind = 'PERMISSION'
    and ${isOpen("d")} and ${stillOpen("d.valid_until")}
  where delegated.place < ${delegationDepthMax}
)
select ${from.epoch} as epoch, t.status = 'active' as tenant_active, t.kind = 'platform' as platform,
  (
    select coalesce(json_agg(json_build_object('id', u.id, 'active', u.active, 'homeSchoolId', u.home_school_id)), '[]')
    from ${from.users} u where u.tenant_id = $1::uuid and ${whose.is("u.id")}
  ) as people,
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
    where ${isOpen("g")} and ${stillOpen("g.valid_until")} and ${which}
  ) as grants,
  (
    select coalesce(json_agg(json_build_object(
      ${whose.owner("a")}'id', a.id, 'roleId', a.role_id, 'code', a.code,
      'anchor', json_build_object('schoolId', a.school_id, 'departmentId', a.department_id),
      'from', ${milliseconds("a.valid_from")}, 'until', ${milliseconds("a.valid_until")}
    )), '[]') from assigned a
  ) as role_assignments,
  (
    select coalesce(json_agg(json_build_object('childId', e.child_role_id, 'parentId', e.parent_role_id)), '[]')
    from reached child
    join gloria.role_edges e
      on e.tenant_id = $1::uuid and e.child_role_id = child.id and ${isOpen("e")} and e.inherit
    join reached parent on parent.id = e.parent_role_id
  ) as role_edges,
  (
    select coalesce(json_agg(json_build_object(
      ${whose.owner("h")}'assignmentId', h.id, 'positionId', h.position_id, 'code', h.code,
      'anchor', json_build_object('schoolId', h.school_id, 'departmentId', h.department_id),
      'acting', h.kind <> 'DEFINITIF',
      'from', ${milliseconds("h.valid_from")}, 'until', ${milliseconds("h.valid_until")}
    )), '[]') from held h
  ) as positions,
  (
    select coalesce(json_agg(json_build_object('id', d.id, 'parentId', d.parent_id, 'schoolId', d.school_id)), '[]')
    from (select * from above union select * from below) d
  ) as departments,
  (
    select coalesce(json_agg(json_build_object(
      'id', d.id, 'delegatorId', d.delegator_id, 'delegateId', d.delegate_id, 'codes', d.codes, 'parentId', d.parent_id,
      'from', ${milliseconds("d.valid_from")}, 'until', ${milliseconds("d.valid_until")}
    )), '[]') from (select distinct on (id) * from delegated order by id) d
  ) as delegations,
  (
    select coalesce(json_agg(json_build_object(
      'id', g.id, 'kind', g.kind, 'code', g.code,
      'resource', case when g.resource_type is not null
        then json_build_object('type', g.resource_type, 'id', g.resource_id) end,
      'condition', g.condition, 'from', ${milliseconds("g.valid_from")}, 'until', ${milliseconds("g.valid_until")}
    )), '[]')
    from gloria.guardrails g where g.tenant_id = $1::uuid and ${isOpen("g")} and ${stillOpen("g.valid_until")}
  ) as guardrails,
  (
    select coalesce(json_agg(m.code), '[]') from ${from.modules} m where m.tenant_id = $1::uuid and not m.is_enabled
  ) as disabled_modules,
  (
    select coalesce(json_agg(json_build_object(
      'code', p.code, 'module', p.module, 'group', p.permission_group, 'delegable', p.delegable,
      'sensitive', p.sensitive, 'definitiveOnly', p.definitive_only
    )), '[]')
    from ${from.permissions} p where p.tenant_id = $1::uuid and p.deleted_at is null
  ) as additions
from gloria.permission_epochs e
join ${from.tenants} t on t.id = e.tenant_id
where e.tenant_id = $1::uuid`;
}

/** `$1` the tenant, `$2` the user. */
export const factsStatement = facts(now, ofOne);

/** `$1` the tenant, `$2` the users as an array. */
export const factsOfManyStatement = facts(now, ofMany);

/** As {@link factsOfManyStatement}, with the grants alone whose pattern is one of `$3`. */
export const factsNamingStatement = facts(now, ofMany, "g.code = any($3::text[])");

/** As {@link factsOfManyStatement}, `$3` the epoch, `$4` the instant that windows count by. */
export const factsAsOfStatement = facts(asOf, ofMany);
