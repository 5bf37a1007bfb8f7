import type { Grant } from "@gloria/contracts";
import { departments, grants, instantText, schools, type TenantTransaction, users } from "@gloria/db";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { holdsToday } from "../../organisation/index.ts";
import type { ColumnClasses } from "../../platform/index.ts";

export type GrantDataRow = typeof grants.$inferSelect;

/** How much care each column of a grant needs in the audit log. */
export const grantColumnClasses: ColumnClasses<GrantDataRow> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  subjectKind: "internal",
  subjectId: "internal",
  code: "internal",
  effect: "internal",
  scope: "internal",
  schoolId: "internal",
  departmentId: "internal",
  resourceType: "internal",
  resourceId: "internal",
  condition: "internal",
  validFrom: "internal",
  validUntil: "internal",
  reason: "internal",
  source: "internal",
  createdEpoch: "bookkeeping",
  createdAt: "bookkeeping",
  createdBy: "bookkeeping",
  endedEpoch: "internal",
  endedAt: "internal",
  endedBy: "internal",
};

const heldToday = holdsToday("a");

/** The name of whom a grant is for; null when that is gone for good. */
const subjectName = sql<string | null>`case ${grants.subjectKind}
  when 'user' then (select x.name from gloria.users x where x.tenant_id = ${grants.tenantId} and x.id = ${grants.subjectId})
  when 'role' then (select x.name from gloria.roles x where x.tenant_id = ${grants.tenantId} and x.id = ${grants.subjectId})
  when 'position' then (select x.name from gloria.positions x where x.tenant_id = ${grants.tenantId} and x.id = ${grants.subjectId})
  else (select x.name from gloria.departments x where x.tenant_id = ${grants.tenantId} and x.id = ${grants.subjectId})
end`;

/** The place of whom a grant is for: of a person every school and department they belong to today. */
const subjectPlace = sql<{ schoolIds: string[]; departmentIds: string[] }>`case ${grants.subjectKind}
  when 'user' then (
    select json_build_object(
      'schoolIds', to_json(array(
        select u.home_school_id where u.home_school_id is not null
        union select a.school_id from gloria.assignments a where a.tenant_id = u.tenant_id and a.user_id = u.id and a.school_id is not null and ${heldToday}
      )),
      'departmentIds', to_json(array(
        select distinct a.department_id from gloria.assignments a
        where a.tenant_id = u.tenant_id and a.user_id = u.id and a.department_id is not null and ${heldToday}
      )))
    from gloria.users u where u.tenant_id = ${grants.tenantId} and u.id = ${grants.subjectId})
  when 'position' then (
    select json_build_object('schoolIds', to_json(array_remove(array[p.school_id], null)), 'departmentIds', to_json(array_remove(array[p.department_id], null)))
    from gloria.positions p where p.tenant_id = ${grants.tenantId} and p.id = ${grants.subjectId})
  when 'department' then (
    select json_build_object('schoolIds', to_json(array_remove(array[d.school_id], null)), 'departmentIds', to_json(array[d.id]))
    from gloria.departments d where d.tenant_id = ${grants.tenantId} and d.id = ${grants.subjectId})
end`;

/** The state of a row with a window and an end, at the transaction's `now()`. */
export function stateSql(alias: string): SQL<Grant["state"]> {
  return sql.raw(`case when ${alias}.ended_at is not null then 'ended'
    when ${alias}.valid_until <= now() then 'expired'
    when ${alias}.valid_from > now() then 'upcoming' else 'active' end`) as SQL<Grant["state"]>;
}

const shownColumns = {
  id: grants.id,
  tenantId: grants.tenantId,
  subjectKind: grants.subjectKind,
  subjectId: grants.subjectId,
  code: grants.code,
  effect: grants.effect,
  scope: grants.scope,
  schoolId: grants.schoolId,
  departmentId: grants.departmentId,
  resourceType: grants.resourceType,
  resourceId: grants.resourceId,
  condition: grants.condition,
  validFrom: instantText(grants.validFrom) as SQL<string | null>,
  validUntil: instantText(grants.validUntil) as SQL<string | null>,
  reason: grants.reason,
  source: grants.source,
  createdAt: instantText(grants.createdAt),
  createdBy: grants.createdBy,
  endedAt: instantText(grants.endedAt) as SQL<string | null>,
  state: stateSql('"gloria"."grants"'),
  schoolName: schools.name,
  departmentName: departments.name,
  createdByName: users.name,
  subjectName,
  subjectPlace,
};

/** Grants with all that is shown of them; conditions, order and limit are the caller's. */
export function selectGrants(tx: TenantTransaction) {
  return tx.db
    .select(shownColumns)
    .from(grants)
    .leftJoin(schools, and(eq(schools.tenantId, grants.tenantId), eq(schools.id, grants.schoolId)))
    .leftJoin(departments, and(eq(departments.tenantId, grants.tenantId), eq(departments.id, grants.departmentId)))
    .leftJoin(users, and(eq(users.tenantId, grants.tenantId), eq(users.id, grants.createdBy)));
}

export type ShownGrant = Awaited<ReturnType<typeof selectGrants>>[number];

/** What permissions see of a grant: whom it is for. */
export function grantTarget(shown: ShownGrant): Target {
  return {
    tenantId: shown.tenantId,
    ownerId: shown.subjectKind === "user" ? shown.subjectId : null,
    schoolIds: shown.subjectPlace?.schoolIds ?? [],
    departmentIds: shown.subjectPlace?.departmentIds ?? [],
    resource: { type: shown.subjectKind, id: shown.subjectId },
  };
}

/** The rows of {@link selectGrants} that the caller may read; the SQL twin of {@link grantTarget}. */
export function visibleGrants(access: Access): SQL | undefined {
  const isUser = sql`${grants.subjectKind} = 'user'`;
  const heldWhere = (condition: SQL) =>
    sql`exists (select 1 from gloria.assignments a where a.tenant_id = ${grants.tenantId} and a.user_id = ${grants.subjectId}
      and ${condition} and ${heldToday})`;
  const belongs = (column: "school_id" | "department_id", ids: readonly string[]) => {
    const one = sql`any(${sql.param(ids)}::uuid[])`;
    const held = heldWhere(sql`a.${sql.raw(column)} = ${one}`);
    const home = sql`exists (select 1 from gloria.users u where u.tenant_id = ${grants.tenantId} and u.id = ${grants.subjectId} and u.home_school_id = ${one})`;
    const own = column === "school_id" ? "school_id" : "id";
    return sql`(${isUser} and (${held} or ${column === "school_id" ? home : sql`false`})
      or ${grants.subjectKind} = 'position' and exists (select 1 from gloria.positions p where p.tenant_id = ${grants.tenantId} and p.id = ${grants.subjectId} and p.${sql.raw(column)} = ${one})
      or ${grants.subjectKind} = 'department' and exists (select 1 from gloria.departments d where d.tenant_id = ${grants.tenantId} and d.id = ${grants.subjectId} and d.${sql.raw(own)} = ${one}))`;
  };
  return rowFilterSql(access.filter("permission:read"), {
    // Null for what is nobody's own.
    own: (userId) => sql`case when ${isUser} then ${grants.subjectId} = ${userId}::uuid end`,
    school: (ids) => belongs("school_id", ids),
    department: (ids) => belongs("department_id", ids),
    schoolless: sql`(${grants.subjectKind} = 'role'
      or ${isUser} and exists (select 1 from gloria.users u where u.tenant_id = ${grants.tenantId} and u.id = ${grants.subjectId} and u.home_school_id is null) and not ${heldWhere(sql`a.school_id is not null`)}
      or ${grants.subjectKind} = 'position' and exists (select 1 from gloria.positions p where p.tenant_id = ${grants.tenantId} and p.id = ${grants.subjectId} and p.school_id is null)
      or ${grants.subjectKind} = 'department' and exists (select 1 from gloria.departments d where d.tenant_id = ${grants.tenantId} and d.id = ${grants.subjectId} and d.school_id is null))`,
    resource: {
      type: (types) => sql`${grants.subjectKind} = any(${sql.param(types)}::text[])`,
      is: (ids) => sql`${grants.subjectId} = any(${sql.param(ids)}::uuid[])`,
    },
  });
}

export function toGrant(shown: ShownGrant, access: Access): Grant {
  const { tenantId: _tenant, subjectKind, subjectId, subjectName: name, subjectPlace: _place, ...rest } = shown;
  const { resourceType, resourceId, ...fields } = rest;
  const isOpen = shown.state === "active" || shown.state === "upcoming";
  return {
    ...fields,
    subject: { kind: subjectKind, id: subjectId, name },
    resource: resourceType === null || resourceId === null ? null : { type: resourceType, id: resourceId },
    can: { end: isOpen && access.can("permission:assign", grantTarget(shown)) },
  };
}

/** Grants by id, in the order of the ids. */
export async function loadGrants(tx: TenantTransaction, ids: readonly string[]): Promise<ShownGrant[]> {
  if (ids.length === 0) return [];
  const found = await selectGrants(tx).where(and(eq(grants.tenantId, tx.tenantId), inArray(grants.id, [...ids])));
  const byId = new Map(found.map((shown) => [shown.id, shown]));
  return ids.flatMap((id) => byId.get(id.toLowerCase()) ?? []);
}
