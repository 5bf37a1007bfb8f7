import { newId } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";

/** Which rights a review is about. */
export interface ReviewedRights {
  readonly reviewId: string;
  readonly schoolId: string | null;
  readonly roleId: string | null;
}

const chunk = 2_000;

/**
 * Writes down the open role assignments and direct grants of people as items of a review, person by person; how many.
 * Under the epoch lock: they are those of one epoch.
 */
export async function snapshotRights(tx: TenantTransaction, of: ReviewedRights): Promise<number> {
  const rows = await tx.sql.unsafe<Record<string, unknown>[]>(statement, [tx.tenantId, of.schoolId, of.roleId]);
  for (let from = 0; from < rows.length; from += chunk) {
    // Ids rise with the order: a page of items goes through the people by name.
    const items = rows
      .slice(from, from + chunk)
      .map((row) => ({ ...row, tenant_id: tx.tenantId, id: newId(), review_id: of.reviewId }));
    await tx.sql.unsafe(
      `insert into gloria.access_review_items (${columns}) select ${columns}
       from jsonb_populate_recordset(null::gloria.access_review_items, $1::text::jsonb)`,
      [JSON.stringify(items)],
    );
  }
  return rows.length;
}

const columns =
  "tenant_id, id, review_id, kind, right_id, user_id, role_id, label, effect, scope, school_id, department_id, valid_until, source";

const openNow = (row: string) =>
  `${row}.ended_at is null and (${row}.valid_until is null or ${row}.valid_until > now())`;

const inSchool = (row: string) => `($2::uuid is null or ${row}.school_id = $2::uuid or u.home_school_id = $2::uuid
  or exists (select 1 from gloria.departments d where d.tenant_id = $1::uuid and d.id = ${row}.department_id and d.school_id = $2::uuid))`;

const sourceOf = (row: string, source: string) =>
  `jsonb_build_object('source', ${source}, 'reason', ${row}.reason, 'grantedBy', ${row}.created_by,
    'grantedAt', to_char(${row}.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

const statement = `
  select r.* from (
    select 'role_assignment' as kind, a.id as right_id, a.user_id, a.role_id, o.name as label, 'ALLOW' as effect,
      null::text as scope, a.school_id, a.department_id, a.valid_until, ${sourceOf("a", "'assignment'")} as source,
      u.sort_name
    from gloria.role_assignments a
    join gloria.roles o on o.tenant_id = a.tenant_id and o.id = a.role_id and o.deleted_at is null
    join gloria.users u on u.tenant_id = a.tenant_id and u.id = a.user_id and u.deleted_at is null
    where a.tenant_id = $1::uuid and ${openNow("a")} and ($3::uuid is null or a.role_id = $3::uuid) and ${inSchool("a")}
    union all
    select 'grant', g.id, g.subject_id, null::uuid, g.code, g.effect, g.scope, g.school_id, g.department_id, g.valid_until,
      ${sourceOf("g", "g.source")}, u.sort_name
    from gloria.grants g
    join gloria.users u on u.tenant_id = g.tenant_id and u.id = g.subject_id and u.deleted_at is null
    where g.tenant_id = $1::uuid and g.subject_kind = 'user' and ${openNow("g")} and $3::uuid is null and ${inSchool("g")}
  ) r
  order by r.sort_name, r.user_id, r.kind desc, r.label, r.right_id`;
