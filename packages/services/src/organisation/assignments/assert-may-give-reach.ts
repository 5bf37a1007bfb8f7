import type { TenantTransaction } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import type { PositionDataRow } from "../positions/position-queries.ts";

/** Where a position is to be exercised. */
interface Exercise {
  readonly position: Pick<PositionDataRow, "id" | "schoolId">;
  readonly schoolId: string | null;
  readonly departmentId: string | null;
}

/**
 * A position of the foundation may be exercised in one school, and a school's person may stand in a department of the
 * foundation. Where rights come with it that reach beyond the place, whoever appoints there has to be somebody who
 * appoints beyond it too: in the whole foundation for rights over all of it, in the department for rights over that.
 *
 * @throws AppError `access.denied`
 */
export async function assertMayGiveReach(
  tx: TenantTransaction,
  access: Access,
  code: "assignment:create" | "assignment:update",
  { position, schoolId, departmentId }: Exercise,
): Promise<void> {
  const [reach] = await tx.sql.unsafe<{ everywhere: boolean; department: boolean }[]>(reachOf, [
    tx.tenantId,
    position.id,
    departmentId,
  ]);
  if (position.schoolId === null && reach?.everywhere === true) access.assertRegion(code, { scope: "ALL" });
  if (schoolId !== null && departmentId !== null && reach?.department === true) {
    access.assert(code, { tenantId: tx.tenantId, ownerId: null, departmentIds: [departmentId], schoolIds: [] });
  }
}

/** Rights that a position has everywhere; rights over a department of the foundation, or that come with being in it. */
const reachOf = `
  with recursive above(id, parent_id) as (
    select d.id, d.parent_id from gloria.departments d where d.tenant_id = $1 and d.id = $3::uuid and d.school_id is null
    union
    select d.id, d.parent_id from gloria.departments d join above a on d.id = a.parent_id where d.tenant_id = $1
  ), given as (
    select g.subject_kind, g.scope from gloria.grants g
    where g.tenant_id = $1 and g.effect = 'ALLOW' and g.ended_at is null
      and (g.valid_until is null or g.valid_until > now())
      and ((g.subject_kind = 'position' and g.subject_id = $2::uuid)
        or (g.subject_kind = 'department' and g.subject_id in (select id from above)))
  )
  select exists (select 1 from given where subject_kind = 'position' and scope = 'ALL') as everywhere,
    exists (select 1 from above) and exists (
      select 1 from given where subject_kind = 'department' or scope = 'DEPARTMENT') as department`;
