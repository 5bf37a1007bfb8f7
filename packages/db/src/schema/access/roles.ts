import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { epochVersionedRow, gloria, instant, softDeletableRow, tenantRow, versionedRow } from "../columns.ts";
import { users } from "../organisation/users.ts";

export const roles = gloria.table(
  "roles",
  {
    ...tenantRow(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    /** 1 is the highest. */
    level: integer("level").notNull().default(10),
    /** A system role belongs to the product: it can be assigned, not changed. */
    isSystem: boolean("is_system").notNull().default(false),
    /** An identity provider may say who has it. */
    isProvisioned: boolean("is_provisioned").notNull().default(false),
    ...versionedRow(),
    ...softDeletableRow(),
  },
  (t) => [
    primaryKey({ name: "roles_pkey", columns: [t.tenantId, t.id] }),
    uniqueIndex("roles_tenant_code_key").on(t.tenantId, sql`lower(${t.code})`).where(sql`deleted_at is null`),
  ],
);

/** `child` takes over what `parent` may do, where `inherit` is set. A trigger refuses cycles and a depth over 8. */
export const roleEdges = gloria.table(
  "role_edges",
  {
    ...tenantRow(),
    childRoleId: uuid("child_role_id").notNull(),
    parentRoleId: uuid("parent_role_id").notNull(),
    inherit: boolean("inherit").notNull().default(true),
    ...epochVersionedRow(),
  },
  (t) => [
    primaryKey({ name: "role_edges_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "role_edges_child_fkey",
      columns: [t.tenantId, t.childRoleId],
      foreignColumns: [roles.tenantId, roles.id],
    }),
    foreignKey({
      name: "role_edges_parent_fkey",
      columns: [t.tenantId, t.parentRoleId],
      foreignColumns: [roles.tenantId, roles.id],
    }),
    uniqueIndex("role_edges_pair_key").on(t.tenantId, t.childRoleId, t.parentRoleId).where(sql`ended_at is null`),
    check("role_edges_self_check", sql`child_role_id <> parent_role_id`),
  ],
);

/** Who has which role where: the anchor (school or department) sits here, not on the user. */
export const roleAssignments = gloria.table(
  "role_assignments",
  {
    ...tenantRow(),
    userId: uuid("user_id").notNull(),
    roleId: uuid("role_id").notNull(),
    schoolId: uuid("school_id"),
    departmentId: uuid("department_id"),
    validFrom: instant("valid_from").notNull().default(sql`now()`),
    validUntil: instant("valid_until"),
    reason: text("reason"),
    ...epochVersionedRow(),
  },
  (t) => [
    primaryKey({ name: "role_assignments_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "role_assignments_user_fkey",
      columns: [t.tenantId, t.userId],
      foreignColumns: [users.tenantId, users.id],
    }),
    foreignKey({
      name: "role_assignments_role_fkey",
      columns: [t.tenantId, t.roleId],
      foreignColumns: [roles.tenantId, roles.id],
    }),
    index("role_assignments_tenant_user_idx").on(t.tenantId, t.userId),
    index("role_assignments_tenant_role_idx").on(t.tenantId, t.roleId),
    check("role_assignments_window_check", sql`valid_until is null or valid_until > valid_from`),
  ],
);
