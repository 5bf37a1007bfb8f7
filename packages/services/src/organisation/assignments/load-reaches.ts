import type { TenantTransaction } from "@gloria/db";
import { type Gain, loadKnownPermissions, nowhere, type Span } from "../../platform/index.ts";
import { gainsOfOffice, type OfficeGrantRow, officeGrantColumns, openGrant, toOfficeGrant } from "./office-grants.ts";

/** How far the rights of positions go, and of the foundation's departments. */
export interface Reaches {
  /** Whether a position has rights everywhere. */
  everywhere(positionId: string): boolean;
  /** Whether it brings rights over this department of the foundation, or that come with being in it. */
  department(positionId: string, departmentId: string): boolean;
  /** What comes over the whole foundation with the position, and with being in the department for so long. */
  gains(positionId: string, departmentId: string | null, span: Span): Gain[];
}

/** Of all these positions in all these departments, in one statement. */
export async function loadReaches(
  tx: TenantTransaction,
  positionIds: readonly string[],
  departmentIds: readonly string[],
): Promise<Reaches> {
  const rows = await tx.sql.unsafe<{ kind: "everywhere" | "inside" | "department" | "granted"; id: string }[]>(
    reachesOf,
    [tx.tenantId, [...positionIds], [...departmentIds]],
  );
  const idsOf = (kind: (typeof rows)[number]["kind"]) =>
    new Set(rows.filter((row) => row.kind === kind).map(({ id }) => id));
  const [everywhere, inside, departments, granted] = [
    idsOf("everywhere"),
    idsOf("inside"),
    idsOf("department"),
    idsOf("granted"),
  ];
  const widest = await tx.sql.unsafe<(OfficeGrantRow & { root: string })[]>(widestOf, [
    tx.tenantId,
    [...positionIds],
    [...departmentIds],
  ]);
  const known = await loadKnownPermissions(tx);
  return {
    gains: (positionId, departmentId, span) => {
      const roots = [positionId, departmentId];
      const rows = widest.filter(({ root }) => roots.includes(root));
      return gainsOfOffice(known, rows.map(toOfficeGrant), [nowhere], span);
    },
    everywhere: (positionId) => everywhere.has(positionId),
    department: (positionId, departmentId) =>
      departments.has(departmentId) && (inside.has(positionId) || granted.has(departmentId)),
  };
}

/**
 * `everywhere` and `inside`: positions with rights over all, over their department; `department`: those that are the
 * foundation's; `granted`: of these, those with rights of their own or of a department above them.
 */
const reachesOf = `
  with recursive living as (
    select g.subject_kind, g.subject_id, g.scope from gloria.grants g
    where g.tenant_id = $1::uuid and g.effect = 'ALLOW' and g.ended_at is null
      and (g.valid_until is null or g.valid_until > now())
  ), above(root, id, parent_id) as (
    select d.id, d.id, d.parent_id from gloria.departments d
    where d.tenant_id = $1::uuid and d.id = any($3::uuid[]) and d.school_id is null
    union
    select a.root, d.id, d.parent_id from gloria.departments d join above a on d.id = a.parent_id
    where d.tenant_id = $1::uuid
  )
  select distinct case scope when 'ALL' then 'everywhere' else 'inside' end as kind, subject_id as id from living
  where subject_kind = 'position' and subject_id = any($2::uuid[]) and scope in ('ALL', 'DEPARTMENT')
  union all
  select distinct 'department', root from above
  union all
  select distinct 'granted', a.root from above a
  join living l on l.subject_kind = 'department' and l.subject_id = a.id`;

/** ALLOWs over everything: `root` is the position, or the department that they come with, from it or from one above. */
const widestOf = `
  with recursive above(root, id, parent_id) as (
    select d.id, d.id, d.parent_id from gloria.departments d where d.tenant_id = $1::uuid and d.id = any($3::uuid[])
    union
    select a.root, d.id, d.parent_id from gloria.departments d join above a on d.id = a.parent_id
    where d.tenant_id = $1::uuid
  ), living as (
    select * from gloria.grants g
    where g.tenant_id = $1::uuid and g.effect = 'ALLOW' and g.scope = 'ALL' and ${openGrant}
  )
  select g.subject_id as root, ${officeGrantColumns} from living g
  where g.subject_kind = 'position' and g.subject_id = any($2::uuid[])
  union all
  select a.root, ${officeGrantColumns} from above a
  join living g on g.subject_kind = 'department' and g.subject_id = a.id`;
