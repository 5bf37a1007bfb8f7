import type { PermissionCode } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { accessOf, compileFacts, loadFacts } from "@gloria/permissions";

/** What a foundation cannot be without somebody for: with these, everything else can be given back. All of one module. */
const essentials = [
  "permission:assign",
  "permission:grant_any",
  "role:update",
  "role:assign",
  "module:update",
] as const satisfies readonly PermissionCode[];

/**
 * Makes a change that may take somebody's rights away, and refuses it when the foundation had an administrator before
 * and has none after it. An administrator is an active person who holds `*:*` over the whole foundation without an end,
 * directly, by a role with all it takes over or by a position held definitively, and whom nothing denies what the
 * foundation cannot be without.
 *
 * @throws AppError `access.last_administrator`
 */
export async function keepAdministrator<Result>(tx: TenantTransaction, change: () => Promise<Result>): Promise<Result> {
  const had = await hasAdministrator(tx);
  const result = await change();
  if (had && !(await hasAdministrator(tx))) throw new AppError("access.last_administrator");
  return result;
}

async function hasAdministrator(tx: TenantTransaction): Promise<boolean> {
  const [{ now }, holders] = await Promise.all([
    tx.opening,
    tx.sql.unsafe<{ user_id: string }[]>(candidates, [tx.tenantId]),
  ]);
  for (const { user_id } of holders) if (await administers(tx, user_id, now.getTime())) return true;
  return false;
}

/** By what stands in the tables within this very transaction, which no remembered rights can know. */
async function administers(tx: TenantTransaction, userId: string, at: number): Promise<boolean> {
  const { raw, epoch } = await loadFacts(tx, userId);
  const access = accessOf(compileFacts(raw, at), epoch, at, { schoolId: null, strict: false });
  return essentials.every((code) => access.checkRegion(code, { scope: "ALL" }).allowed);
}

const administersAll = `g.code = '*:*' and g.effect = 'ALLOW' and g.scope = 'ALL' and g.ended_at is null
  and g.resource_type is null and g.condition is null and g.valid_until is null
  and (g.valid_from is null or g.valid_from <= now())`;

const candidates = `
  with recursive carrying(id) as (
    select g.subject_id from gloria.grants g where g.tenant_id = $1::uuid and g.subject_kind = 'role' and ${administersAll}
    union
    select e.child_role_id from gloria.role_edges e join carrying c on e.parent_role_id = c.id
    where e.tenant_id = $1::uuid and e.ended_at is null and e.inherit
  ), holders(user_id) as (
    select g.subject_id from gloria.grants g where g.tenant_id = $1::uuid and g.subject_kind = 'user' and ${administersAll}
    union
    select a.user_id from gloria.role_assignments a join carrying c on c.id = a.role_id
    where a.tenant_id = $1::uuid and a.ended_at is null and a.valid_from <= now() and a.valid_until is null
    union
    select a.user_id from gloria.grants g
    join gloria.positions p on p.tenant_id = g.tenant_id and p.id = g.subject_id and p.deleted_at is null
    join gloria.assignments a on a.tenant_id = p.tenant_id and a.position_id = p.id
    where g.tenant_id = $1::uuid and g.subject_kind = 'position' and ${administersAll}
      and a.kind = 'DEFINITIF' and a.valid_until is null and a.ended_at is null
      and a.valid_from <= gloria.today_in(a.tenant_id, a.school_id)
  )
  select u.id as user_id from holders h join gloria.users u on u.tenant_id = $1::uuid and u.id = h.user_id
  where u.status = 'active' and u.deleted_at is null order by u.id`;
