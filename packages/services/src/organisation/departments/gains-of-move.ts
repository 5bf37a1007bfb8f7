import type { TenantTransaction } from "@gloria/db";
import { type Gain, loadKnownPermissions, type Place, permissionsNamedBy, type Reach } from "../../platform/index.ts";
import {
  gainsOfOffice,
  loadLineage,
  loadOfficeGrants,
  type OfficeGrant,
  type OfficeGrantRow,
  officeGrantColumns,
  openGrant,
  toOfficeGrant,
} from "../assignments/office-grants.ts";

interface Move {
  readonly id: string;
  /** The department with all below it. */
  readonly ids: readonly string[];
  readonly from: { readonly parentId: string | null; readonly schoolId: string | null };
  readonly to: { readonly parentId: string | null; readonly schoolId: string | null };
}

/**
 * What anybody comes to hold when a department moves: its people what is granted to the departments that it comes to
 * stand below, and what those denied that it leaves; at another school also what their offices grant over a school; and
 * whoever has rights over the departments above has them over this one. Asked before it moves.
 */
export async function gainsOfMove(tx: TenantTransaction, { id, ids, from, to }: Move): Promise<Gain[]> {
  const [was, is] = [await loadLineage(tx, from.parentId), await loadLineage(tx, to.parentId)];
  const [entered, left] = [is.filter((one) => !was.includes(one)), was.filter((one) => !is.includes(one))];
  const rehoused = from.schoolId !== to.schoolId;
  const people = await loadPlacesBelow(tx, ids);
  const before = people.map((place) => ({ ...place, departmentSchoolId: from.schoolId }));
  const after = rehoused
    ? people.map(({ departmentId }) => ({ schoolId: to.schoolId, departmentId, departmentSchoolId: to.schoolId }))
    : before;
  const [known, above, carried] = [
    await loadKnownPermissions(tx),
    await loadOfficeGrants(tx, [], [...entered, ...left]),
    rehoused ? await loadCarried(tx, ids, [...ids, ...was.filter((one) => is.includes(one))]) : [],
  ];
  const gained = (grant: OfficeGrant) => grant.effect === "ALLOW" && entered.includes(grant.subjectId);
  const lifted = (grant: OfficeGrant) => grant.effect === "DENY" && left.includes(grant.subjectId);
  const ofSchools = carried.filter(({ scope }) => scope === "SCHOOL");
  const heads = [
    ...(await loadRightsOver(tx, entered, is)).filter(({ effect }) => effect === "ALLOW"),
    ...(await loadRightsOver(tx, left, was)).filter(({ effect }) => effect === "DENY"),
  ];
  const moved: Reach = { region: { scope: "DEPARTMENT", departmentId: id, schoolId: to.schoolId } };
  return [
    ...gainsOfOffice(known, above.filter(gained), after),
    ...gainsOfOffice(known, above.filter(lifted), before),
    ...gainsOfOffice(
      known,
      ofSchools.filter(({ effect }) => effect === "ALLOW"),
      after,
    ),
    ...gainsOfOffice(
      known,
      ofSchools.filter(({ effect }) => effect === "DENY"),
      before,
    ),
    ...heads.map((grant) => ({ codes: permissionsNamedBy(known, grant.code), reaches: [moved], span: grant })),
  ];
}

/** Of every department below, and of everybody who stands in one: whoever is appointed there later is not asked about. */
async function loadPlacesBelow(tx: TenantTransaction, ids: readonly string[]): Promise<Place[]> {
  const rows = await tx.sql.unsafe<{ school_id: string | null; department_id: string }[]>(
    `select d.school_id, d.id as department_id from gloria.departments d
     where d.tenant_id = $1::uuid and d.id = any($2::uuid[])
     union
     select coalesce(a.school_id, p.school_id), coalesce(a.department_id, p.department_id) from gloria.assignments a
     join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
     where a.tenant_id = $1::uuid and coalesce(a.department_id, p.department_id) = any($2::uuid[])
       and a.ended_at is null and (a.valid_until is null or a.valid_until > gloria.today_in(a.tenant_id, a.school_id))`,
    [tx.tenantId, [...ids]],
  );
  return rows.map((row) => ({ schoolId: row.school_id, departmentId: row.department_id, departmentSchoolId: null }));
}

/** What is granted to the positions that lie or are held in these departments, and to the departments themselves. */
async function loadCarried(
  tx: TenantTransaction,
  ids: readonly string[],
  departmentIds: readonly string[],
): Promise<OfficeGrant[]> {
  const rows = await tx.sql.unsafe<{ id: string }[]>(
    `select p.id from gloria.positions p where p.tenant_id = $1::uuid and p.department_id = any($2::uuid[])
     union
     select a.position_id from gloria.assignments a
     where a.tenant_id = $1::uuid and a.department_id = any($2::uuid[]) and a.ended_at is null`,
    [tx.tenantId, [...ids]],
  );
  return loadOfficeGrants(
    tx,
    rows.map(({ id }) => id),
    departmentIds,
  );
}

/** The rights that people have over these departments with all below them, by whatever they have them. */
async function loadRightsOver(
  tx: TenantTransaction,
  departmentIds: readonly string[],
  lineage: readonly string[],
): Promise<OfficeGrant[]> {
  if (departmentIds.length === 0) return [];
  const rows = await tx.sql.unsafe<OfficeGrantRow[]>(
    `with recursive reached(id) as (
       select a.role_id from gloria.role_assignments a
       where a.tenant_id = $1::uuid and a.department_id = any($2::uuid[]) and a.ended_at is null
         and (a.valid_until is null or a.valid_until > now())
       union
       select e.parent_role_id from reached
       join gloria.role_edges e on e.tenant_id = $1::uuid and e.child_role_id = reached.id
       where e.ended_at is null and e.inherit
     ), held(id) as (
       select p.id from gloria.positions p where p.tenant_id = $1::uuid and p.department_id = any($2::uuid[])
       union
       select a.position_id from gloria.assignments a
       where a.tenant_id = $1::uuid and a.department_id = any($2::uuid[]) and a.ended_at is null
     )
     select ${officeGrantColumns} from gloria.grants g
     where g.tenant_id = $1::uuid and ${openGrant} and g.scope = 'DEPARTMENT' and g.resource_type is null
       and ((g.subject_kind = 'user' and g.department_id = any($2::uuid[]))
         or (g.subject_kind = 'role' and g.subject_id in (select id from reached))
         or (g.subject_kind = 'position' and g.subject_id in (select id from held))
         or (g.subject_kind = 'department' and g.subject_id = any($3::uuid[])))`,
    [tx.tenantId, [...departmentIds], [...lineage]],
  );
  return rows.map(toOfficeGrant);
}
