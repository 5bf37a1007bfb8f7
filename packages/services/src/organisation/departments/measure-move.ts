import type { DepartmentMove } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";

/** What a move concerns. `ids`: the department and all below it, the deleted ones too, which move with it. */
export type MoveMeasure = Pick<DepartmentMove, "departments" | "positions" | "people" | "reach"> & {
  readonly ids: readonly string[];
};

/** Counts in one statement what moving a department concerns; asked before anything is written. */
export async function measureMove(
  tx: TenantTransaction,
  move: { id: string; fromParentId: string | null; toParentId: string | null; changesSchool: boolean },
): Promise<MoveMeasure> {
  const [row] = await tx.sql.unsafe<MeasureRow[]>(measureSql, [
    tx.tenantId,
    move.id,
    move.fromParentId,
    move.toParentId,
    move.changesSchool,
  ]);
  if (row === undefined) throw new Error("the measure returned no row");
  const { ids, departments, positions, people, roleAssignments, grants } = row;
  return { ids, departments, positions, people, reach: { roleAssignments, grants } };
}

interface MeasureRow {
  readonly ids: string[];
  readonly departments: number;
  readonly positions: number;
  readonly people: number;
  readonly roleAssignments: number;
  readonly grants: number;
}

const parentsAbove = (name: string, parameter: string) => `${name}(id, parent_id) as (
    select d.id, d.parent_id from gloria.departments d where d.tenant_id = $1::uuid and d.id = ${parameter}::uuid
    union
    select d.id, d.parent_id from ${name} join gloria.departments d on d.tenant_id = $1::uuid and d.id = ${name}.parent_id
  )`;

const isOpen = "ended_at is null and (valid_until is null or valid_until > now())";

// An anchor that names its school beside the department keeps that school.
const isAnchored =
  "(department_id in (select id from shifted) or (school_id is null and department_id in (select id from rehoused)))";

const measureSql = `
  with recursive below(id) as (
    select $2::uuid
    union
    select d.id from below join gloria.departments d on d.tenant_id = $1::uuid and d.parent_id = below.id
  ), ${parentsAbove("above_before", "$3")}, ${parentsAbove("above_after", "$4")},
  shifted(id) as (
    (select id from above_before except select id from above_after)
    union (select id from above_after except select id from above_before)
  ), rehoused(id) as (
    select id from below where $5::boolean
  )
  select (select array_agg(id) from below) as ids,
    (select count(*)::int from gloria.departments
      where tenant_id = $1::uuid and id in (select id from below) and deleted_at is null) as departments,
    (select count(*)::int from gloria.positions
      where tenant_id = $1::uuid and department_id in (select id from below) and deleted_at is null) as positions,
    (select count(distinct a.user_id)::int from gloria.assignments a
      join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
      where a.tenant_id = $1::uuid and coalesce(a.department_id, p.department_id) in (select id from below)
        and a.ended_at is null and (a.valid_until is null or a.valid_until > gloria.today_in(a.tenant_id, a.school_id))) as people,
    (select count(*)::int from gloria.role_assignments
      where tenant_id = $1::uuid and ${isOpen} and ${isAnchored}) as "roleAssignments",
    (select count(*)::int from gloria.grants
      where tenant_id = $1::uuid and ${isOpen} and (${isAnchored} or (subject_kind = 'department'
        and (subject_id in (select id from shifted) or subject_id in (select id from rehoused))))) as grants`;
