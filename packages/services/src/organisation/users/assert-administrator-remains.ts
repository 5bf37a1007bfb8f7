import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";

/**
 * A foundation must keep somebody who can administer it: an active person with `*:*` over the whole tenant, directly,
 * by a role or by a position held definitively, without an end. Called after the change, under the epoch lock, so that
 * two concurrent removals cannot both find the other one still there. A tenant that never had one (it is being set up)
 * is left alone.
 *
 * @throws AppError `access.last_administrator`
 */
export async function assertAdministratorRemains(tx: TenantTransaction): Promise<void> {
  const { had, has } = await countAdministrators(tx);
  if (had && !has) throw new AppError("access.last_administrator");
}

/** Whether an active person administers the tenant; asked before a change that takes the very holding away. */
export async function hasAdministrator(tx: TenantTransaction): Promise<boolean> {
  return (await countAdministrators(tx)).has;
}

/** @throws AppError `access.last_administrator` when there was one before the change and is none after it */
export async function assertAdministratorKept(tx: TenantTransaction, had: boolean): Promise<void> {
  if (had && !(await hasAdministrator(tx))) throw new AppError("access.last_administrator");
}

async function countAdministrators(tx: TenantTransaction): Promise<{ had: boolean; has: boolean }> {
  const [found] = await tx.sql.unsafe<{ had: boolean; has: boolean }[]>(administrators, [tx.tenantId]);
  return { had: found?.had ?? false, has: found?.has ?? false };
}

const administersAll = `g.code = '*:*' and g.effect = 'ALLOW' and g.scope = 'ALL' and g.ended_at is null
  and g.condition is null and g.valid_until is null and (g.valid_from is null or g.valid_from <= now())`;

const administrators = `
  with holders as (
    select g.subject_id as user_id from gloria.grants g
    where g.tenant_id = $1 and g.subject_kind = 'user' and ${administersAll}
    union
    select a.user_id from gloria.role_assignments a
    join gloria.grants g on g.tenant_id = a.tenant_id and g.subject_kind = 'role' and g.subject_id = a.role_id
    where a.tenant_id = $1 and a.ended_at is null and a.valid_from <= now() and a.valid_until is null and ${administersAll}
    union
    select a.user_id from gloria.grants g
    join gloria.positions p on p.tenant_id = g.tenant_id and p.id = g.subject_id and p.deleted_at is null
    join gloria.assignments a on a.tenant_id = p.tenant_id and a.position_id = p.id
    where g.tenant_id = $1 and g.subject_kind = 'position' and ${administersAll}
      and a.kind = 'DEFINITIF' and a.valid_until is null and a.ended_at is null
      and a.valid_from <= gloria.today_in(a.tenant_id, a.school_id)
  )
  select count(*) > 0 as had, count(*) filter (where u.status = 'active' and u.deleted_at is null) > 0 as has
  from holders h join gloria.users u on u.tenant_id = $1 and u.id = h.user_id`;
