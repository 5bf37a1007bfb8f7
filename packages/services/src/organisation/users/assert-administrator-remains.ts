import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";

/**
 * A foundation must keep somebody who can administer it: an active person with `*:*` over the whole tenant, directly
 * or by a role, without an end. Called after the change, under the epoch lock, so that two concurrent removals
 * cannot both find the other one still there. A tenant that never had one (it is being set up) is left alone.
 *
 * @throws AppError `access.last_administrator`
 */
export async function assertAdministratorRemains(tx: TenantTransaction): Promise<void> {
  const [found] = await tx.sql.unsafe<{ had: boolean; has: boolean }[]>(
    `with holders as (
       select g.subject_id as user_id from gloria.grants g
       where g.tenant_id = $1 and g.subject_kind = 'user' and g.code = '*:*' and g.effect = 'ALLOW' and g.scope = 'ALL'
         and g.ended_at is null and g.condition is null and g.valid_until is null and (g.valid_from is null or g.valid_from <= now())
       union
       select a.user_id from gloria.role_assignments a
       join gloria.grants g on g.tenant_id = a.tenant_id and g.subject_kind = 'role' and g.subject_id = a.role_id
       where a.tenant_id = $1 and a.ended_at is null and a.valid_from <= now() and a.valid_until is null
         and g.code = '*:*' and g.effect = 'ALLOW' and g.scope = 'ALL' and g.ended_at is null and g.condition is null
         and g.valid_until is null and (g.valid_from is null or g.valid_from <= now())
     )
     select count(*) > 0 as had, count(*) filter (where u.status = 'active' and u.deleted_at is null) > 0 as has
     from holders h join gloria.users u on u.tenant_id = $1 and u.id = h.user_id`,
    [tx.tenantId],
  );
  if (found?.had === true && !found.has) throw new AppError("access.last_administrator");
}
