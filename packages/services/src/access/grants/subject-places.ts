import type { GrantSubjectKind } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import type { Target } from "@gloria/permissions";
import { findUserTarget } from "../../organisation/index.ts";
import { nowhere, type Place } from "../escalation/index.ts";

/** Whom a grant is for. */
export interface Subject {
  readonly kind: GrantSubjectKind;
  readonly id: string;
  readonly name: string;
  /** What permissions see of it: roles belong to the whole foundation. */
  readonly target: Target;
}

export interface PlaceRow {
  readonly school_id: string | null;
  readonly department_id: string | null;
  readonly department_school_id: string | null;
}

function toPlace(row: PlaceRow): Place {
  return {
    schoolId: row.school_id,
    departmentId: row.department_id,
    departmentSchoolId: row.department_school_id,
  };
}

/**
 * A living person, role, position or department of the tenant.
 *
 * @throws AppError `user.not_found`, `role.not_found`, `position.not_found`, `department.not_found`
 */
export async function findSubject(tx: TenantTransaction, kind: GrantSubjectKind, id: string): Promise<Subject> {
  const [[row], target] = await Promise.all([
    tx.sql.unsafe<(PlaceRow & { name: string })[]>(subjectSql[kind], [tx.tenantId, id]),
    kind === "user" ? findUserTarget(tx, id) : null,
  ]);
  if (row === undefined) throw new AppError(`${kind}.not_found`);
  return {
    kind,
    id,
    name: row.name,
    target: target ?? {
      tenantId: tx.tenantId,
      ownerId: null,
      departmentIds: row.department_id === null ? [] : [row.department_id],
      schoolIds: row.school_id === null ? [] : [row.school_id],
      resource: { type: kind, id },
    },
  };
}

const noPlace = "null::uuid as school_id, null::uuid as department_id, null::uuid as department_school_id";

const subjectSql: Readonly<Record<GrantSubjectKind, string>> = {
  user: `select u.name, ${noPlace} from gloria.users u where u.tenant_id = $1 and u.id = $2 and u.deleted_at is null`,
  role: `select r.name, ${noPlace} from gloria.roles r where r.tenant_id = $1 and r.id = $2 and r.deleted_at is null`,
  position: `select p.name, p.school_id, p.department_id, null::uuid as department_school_id
    from gloria.positions p where p.tenant_id = $1 and p.id = $2 and p.deleted_at is null`,
  department: `select d.name, d.school_id, d.id as department_id, d.school_id as department_school_id
    from gloria.departments d where d.tenant_id = $1 and d.id = $2 and d.deleted_at is null`,
};

/**
 * Every place at which a right of the subject is or may come to be exercised: those of the people who have the role
 * (or one that takes over from it), who hold the position or any in the department; and of a position or department its
 * own place, since whoever is appointed there later is not asked about.
 */
export async function loadPlaces(tx: TenantTransaction, kind: Exclude<GrantSubjectKind, "user">, id: string) {
  const rows = await tx.sql.unsafe<PlaceRow[]>(placesSql[kind], [tx.tenantId, id]);
  return rows.map(toPlace);
}

/** Whether people of any school may come to hold the subject's rights, so that only ALL covers a wide one of them. */
export function reachesAnywhere(kind: GrantSubjectKind, places: readonly Place[]): boolean {
  if (kind !== "position" && kind !== "department") return false;
  return places.some((place) => place.schoolId === null && place.departmentSchoolId === null);
}

const openAssignment = "a.ended_at is null and (a.valid_until is null or a.valid_until > now())";
const departmentOf = (id: string) => `left join gloria.departments d on d.tenant_id = $1::uuid and d.id = ${id}`;

const placesSql: Readonly<Record<Exclude<GrantSubjectKind, "user">, string>> = {
  role: `with recursive down(id) as (
      select $2::uuid
      union
      select e.child_role_id from gloria.role_edges e join down on e.parent_role_id = down.id
      where e.tenant_id = $1::uuid and e.ended_at is null and e.inherit
    )
    select distinct a.school_id, a.department_id, d.school_id as department_school_id
    from down join gloria.role_assignments a on a.tenant_id = $1::uuid and a.role_id = down.id ${departmentOf("a.department_id")}
    where ${openAssignment}`,
  position: `select p.school_id, p.department_id, d.school_id as department_school_id
    from gloria.positions p ${departmentOf("p.department_id")} where p.tenant_id = $1::uuid and p.id = $2::uuid
    union
    select coalesce(a.school_id, p.school_id), coalesce(a.department_id, p.department_id), d.school_id
    from gloria.assignments a join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
    ${departmentOf("coalesce(a.department_id, p.department_id)")}
    where a.tenant_id = $1::uuid and a.position_id = $2::uuid and a.ended_at is null
      and (a.valid_until is null or a.valid_until > current_date - 1)`,
  department: `with recursive below(id) as (
      select $2::uuid
      union
      select d.id from gloria.departments d join below on d.parent_id = below.id where d.tenant_id = $1::uuid
    )
    select d.school_id, d.id as department_id, d.school_id as department_school_id
    from gloria.departments d where d.tenant_id = $1::uuid and d.id = $2::uuid
    union
    select coalesce(a.school_id, p.school_id), coalesce(a.department_id, p.department_id), d.school_id
    from gloria.assignments a join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
    join below on below.id = coalesce(a.department_id, p.department_id) ${departmentOf("below.id")}
    where a.tenant_id = $1::uuid and a.ended_at is null and (a.valid_until is null or a.valid_until > current_date - 1)`,
};

/**
 * A place that a person's right or role is measured from.
 *
 * @throws AppError `school.not_found`, `department.not_found`, `department.school_mismatch` when the department lies
 *   in another school
 */
export async function findPlace(
  tx: TenantTransaction,
  wanted: { readonly schoolId?: string | null | undefined; readonly departmentId?: string | null | undefined },
): Promise<Place> {
  const schoolId = wanted.schoolId ?? null;
  const departmentId = wanted.departmentId ?? null;
  if (schoolId === null && departmentId === null) return nowhere;
  const [row] = await tx.sql.unsafe<{ school: boolean; department: boolean; department_school_id: string | null }[]>(
    `select
       exists (select 1 from gloria.schools s where s.tenant_id = $1::uuid and s.id = $2::uuid and s.deleted_at is null) as school,
       d.id is not null as department, d.school_id as department_school_id
     from (select 1) one left join gloria.departments d on d.tenant_id = $1::uuid and d.id = $3::uuid and d.deleted_at is null`,
    [tx.tenantId, schoolId, departmentId],
  );
  if (schoolId !== null && row?.school !== true) throw new AppError("school.not_found");
  if (departmentId !== null && row?.department !== true) throw new AppError("department.not_found");
  const departmentSchoolId = row?.department_school_id ?? null;
  if (schoolId !== null && departmentId !== null && departmentSchoolId !== schoolId) {
    throw new AppError("department.school_mismatch");
  }
  return { schoolId, departmentId, departmentSchoolId };
}
