import type { Role } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { roles, type TenantTransaction } from "@gloria/db";
import type { Access, Target } from "@gloria/permissions";
import { and, eq, sql } from "drizzle-orm";
import { type ColumnClasses, nextVersion } from "../../platform/index.ts";

export type RoleDataRow = typeof roles.$inferSelect;

/** How much care each column of a role needs in the audit log. */
export const roleColumnClasses: ColumnClasses<RoleDataRow> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  code: "internal",
  name: "internal",
  level: "internal",
  isSystem: "internal",
  isProvisioned: "internal",
  version: "bookkeeping",
  createdAt: "bookkeeping",
  updatedAt: "bookkeeping",
  deletedAt: "internal",
  deletedBy: "internal",
};

/** What permissions see of a role: it belongs to the whole foundation. */
export function roleTarget({ tenantId, id }: Pick<RoleDataRow, "tenantId" | "id">): Target {
  return { tenantId, ownerId: null, departmentIds: [], schoolIds: [], resource: { type: "role", id } };
}

/** One living role, locked until the transaction ends. @throws AppError `role.not_found` */
export async function lockRole(tx: TenantTransaction, id: string): Promise<RoleDataRow> {
  const role = await lockAnyRole(tx, id);
  if (role.deletedAt !== null) throw new AppError("role.not_found");
  return role;
}

/** One role, deleted or not, locked until the transaction ends. @throws AppError `role.not_found` */
export async function lockAnyRole(tx: TenantTransaction, id: string): Promise<RoleDataRow> {
  const [role] = await tx.db
    .select()
    .from(roles)
    .where(and(eq(roles.tenantId, tx.tenantId), eq(roles.id, id)))
    .for("update");
  if (role === undefined) throw new AppError("role.not_found");
  return role;
}

/** @throws AppError `role.system_protected` for a role that belongs to the product */
export function assertChangeable(role: Pick<RoleDataRow, "isSystem" | "code">): void {
  if (role.isSystem) throw new AppError("role.system_protected", { role: role.code });
}

/** A role's grants and steps are part of it: changing them makes a new version, so that two who edit it at once meet. */
export async function noteRoleChange(tx: TenantTransaction, id: string): Promise<RoleDataRow> {
  const [after] = await tx.db
    .update(roles)
    .set(nextVersion(roles))
    .where(and(eq(roles.tenantId, tx.tenantId), eq(roles.id, id)))
    .returning();
  if (after === undefined) throw new AppError("role.not_found");
  return after;
}

/** How many hold a role, and how it hangs together with others. */
const roleCounts = {
  holders: sql<number>`(select count(distinct a.user_id)::int from gloria.role_assignments a
    join gloria.users u on u.tenant_id = a.tenant_id and u.id = a.user_id and u.deleted_at is null
    where a.tenant_id = "roles"."tenant_id" and a.role_id = "roles"."id" and a.ended_at is null
      and a.valid_from <= now() and (a.valid_until is null or a.valid_until > now()))`,
  grants: sql<number>`(select count(*)::int from gloria.grants g
    where g.tenant_id = "roles"."tenant_id" and g.subject_kind = 'role' and g.subject_id = "roles"."id"
      and g.ended_at is null and (g.valid_until is null or g.valid_until > now()))`,
  parents: sql<number>`(select count(*)::int from gloria.role_edges e
    join gloria.roles r on r.tenant_id = e.tenant_id and r.id = e.parent_role_id and r.deleted_at is null
    where e.tenant_id = "roles"."tenant_id" and e.child_role_id = "roles"."id" and e.ended_at is null)`,
  children: sql<number>`(select count(*)::int from gloria.role_edges e
    join gloria.roles r on r.tenant_id = e.tenant_id and r.id = e.child_role_id and r.deleted_at is null
    where e.tenant_id = "roles"."tenant_id" and e.parent_role_id = "roles"."id" and e.ended_at is null)`,
};

/** Roles with their counts; conditions, order and limit are the caller's. */
export function selectRoles(tx: TenantTransaction) {
  return tx.db.select({ role: roles, ...roleCounts }).from(roles);
}

export type LoadedRole = Awaited<ReturnType<typeof selectRoles>>[number];

/** One role, deleted or not. @throws AppError `role.not_found` */
export async function loadRole(tx: TenantTransaction, id: string): Promise<LoadedRole> {
  const [loaded] = await selectRoles(tx).where(and(eq(roles.tenantId, tx.tenantId), eq(roles.id, id)));
  if (loaded === undefined) throw new AppError("role.not_found");
  return loaded;
}

export function toRole({ role, ...counts }: LoadedRole, access: Access): Role {
  const target = roleTarget(role);
  const alive = role.deletedAt === null;
  const isOwn = alive && !role.isSystem;
  return {
    id: role.id,
    code: role.code,
    name: role.name,
    level: role.level,
    isSystem: role.isSystem,
    isProvisioned: role.isProvisioned,
    ...counts,
    version: role.version,
    createdAt: role.createdAt.toISOString(),
    updatedAt: role.updatedAt.toISOString(),
    deletedAt: role.deletedAt?.toISOString() ?? null,
    can: {
      update: isOwn && access.can("role:update", target),
      delete: isOwn && access.can("role:delete", target),
      restore: !alive && access.can("role:delete", target),
      assign: alive && access.can("role:assign"),
      grant: isOwn && access.can("permission:assign", target),
    },
  };
}
