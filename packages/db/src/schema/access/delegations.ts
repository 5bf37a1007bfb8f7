import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { epochVersionedRow, gloria, instant, oneOf, tenantRow } from "../columns.ts";
import { users } from "../organisation/users.ts";

export const delegationKinds = ["PERMISSION", "APPROVAL"] as const;

/**
 * What one person may do in another one's stead, for a while. It counts only while the delegator may do it; taking it
 * back is closing the row. A trigger refuses rewriting.
 */
export const delegations = gloria.table(
  "delegations",
  {
    ...tenantRow(),
    kind: text("kind", { enum: delegationKinds }).notNull().default("PERMISSION"),
    delegatorId: uuid("delegator_id").notNull(),
    delegateId: uuid("delegate_id").notNull(),
    /** `resource:action` each, wildcards allowed as whole segments; only an APPROVAL may be without. */
    codes: text("codes").array().notNull(),
    /** Which approvals; null for a PERMISSION. */
    workflowScope: jsonb("workflow_scope").$type<Readonly<Record<string, unknown>>>(),
    validFrom: instant("valid_from").notNull().default(sql`now()`),
    validUntil: instant("valid_until").notNull(),
    /** The delegation to the delegator that this one hands on. */
    parentId: uuid("parent_id"),
    /** Over how many steps the delegate may hand it on: by default over none. */
    handOn: smallint("hand_on").notNull().default(0),
    reason: text("reason"),
    ...epochVersionedRow(),
  },
  (t) => [
    primaryKey({ name: "delegations_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "delegations_delegator_fkey",
      columns: [t.tenantId, t.delegatorId],
      foreignColumns: [users.tenantId, users.id],
    }),
    foreignKey({
      name: "delegations_delegate_fkey",
      columns: [t.tenantId, t.delegateId],
      foreignColumns: [users.tenantId, users.id],
    }),
    foreignKey({
      name: "delegations_parent_fkey",
      columns: [t.tenantId, t.parentId],
      foreignColumns: [t.tenantId, t.id],
    }),
    index("delegations_tenant_delegate_idx").on(t.tenantId, t.delegateId),
    index("delegations_tenant_delegator_idx").on(t.tenantId, t.delegatorId),
    index("delegations_tenant_parent_idx").on(t.tenantId, t.parentId).where(sql`parent_id is not null`),
    index("delegations_tenant_until_idx").on(t.tenantId, t.validUntil, t.id).where(sql`ended_at is null`),
    check("delegations_kind_check", oneOf("kind", delegationKinds)),
    check("delegations_self_check", sql`delegator_id <> delegate_id`),
    check("delegations_hand_on_check", sql`hand_on between 0 and 2`),
    check("delegations_window_check", sql`valid_until > valid_from`),
    check("delegations_parent_check", sql`parent_id is distinct from id`),
    check(
      "delegations_codes_check",
      sql`(cardinality(codes) > 0 or kind = 'APPROVAL') and array_position(codes, null) is null`,
    ),
    check("delegations_workflow_scope_check", sql`kind = 'APPROVAL' or workflow_scope is null`),
  ],
);
