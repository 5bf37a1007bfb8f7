import { newId } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import type { PositionPlace } from "./position-place.ts";

/** An assignment that was closed, and the one that stands for it since. */
export interface MovedHolder {
  readonly userId: string;
  readonly userName: string;
  readonly assignmentId: string;
}

/**
 * Takes the holders of today and later along to the position's new place. What an assignment says of its place decides
 * the scope of its rights, and rows that decide are closed, never rewritten: each is closed and made anew with the same
 * dates. One that is exercised elsewhere than the position lay stays there; past ones keep the place they had.
 */
export async function moveHolders(
  tx: TenantTransaction,
  positionId: string,
  from: PositionPlace,
  to: PositionPlace,
): Promise<MovedHolder[]> {
  const actorId = tx.ctx.actor.kind === "user" ? tx.ctx.actor.userId : null;
  const closed = await tx.sql.unsafe<{ id: string }[]>(
    `update gloria.assignments a set ended_at = now(), ended_by = $3
     where a.tenant_id = $1 and a.position_id = $2 and a.ended_at is null
       and (a.valid_until is null or a.valid_until > gloria.today_in(a.tenant_id, a.school_id))
       and ((a.school_id is not distinct from $4::uuid and $4::uuid is distinct from $5::uuid)
         or (a.department_id is not distinct from $6::uuid and $6::uuid is distinct from $7::uuid))
     returning a.id`,
    [tx.tenantId, positionId, actorId, from.schoolId, to.schoolId, from.departmentId, to.departmentId],
  );
  if (closed.length === 0) return [];
  // A statement of its own: the exclusion constraints must find the old rows closed.
  return tx.sql.unsafe<MovedHolder[]>(
    `with made as (
       insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, department_id, kind, fte_percent,
         valid_from, valid_until, is_primary, decree_number, appointed_by, created_by)
       select a.tenant_id, n.id, a.user_id, a.position_id,
         case when a.school_id is not distinct from $4::uuid then $5::uuid else a.school_id end,
         case when a.department_id is not distinct from $6::uuid then $7::uuid else a.department_id end,
         a.kind, a.fte_percent, a.valid_from, a.valid_until, a.is_primary, a.decree_number, a.appointed_by, $8::uuid
       from unnest($2::uuid[], $3::uuid[]) as n(old_id, id)
       join gloria.assignments a on a.tenant_id = $1 and a.id = n.old_id
       returning id, tenant_id, user_id
     )
     select made.id as "assignmentId", u.id as "userId", u.name as "userName"
     from made join gloria.users u on u.tenant_id = made.tenant_id and u.id = made.user_id order by u.sort_name, made.id`,
    [
      tx.tenantId,
      closed.map((row) => row.id),
      closed.map(() => newId()),
      from.schoolId,
      to.schoolId,
      from.departmentId,
      to.departmentId,
      actorId,
    ],
  );
}
