import { sql } from "drizzle-orm";
import { check, index, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { epochVersionedRow, gloria, instant, oneOf, tenantRow } from "../columns.ts";

export const guardrailKinds = ["separation_of_duties", "legal_hold", "other"] as const;

/** What nobody may do whatever else grants it (FORBID). Closed, never rewritten: a trigger refuses it. */
export const guardrails = gloria.table(
  "guardrails",
  {
    ...tenantRow(),
    kind: text("kind", { enum: guardrailKinds }).notNull(),
    name: text("name").notNull(),
    /** `resource:action`, wildcards allowed as whole segments. */
    code: text("code").notNull(),
    resourceType: text("resource_type"),
    resourceId: uuid("resource_id"),
    /** CEL. One that errors counts as true. */
    condition: text("condition"),
    validFrom: instant("valid_from"),
    validUntil: instant("valid_until"),
    reason: text("reason"),
    ...epochVersionedRow(),
  },
  (t) => [
    primaryKey({ name: "guardrails_pkey", columns: [t.tenantId, t.id] }),
    index("guardrails_tenant_open_idx").on(t.tenantId, t.code).where(sql`ended_at is null`),
    check("guardrails_kind_check", oneOf("kind", guardrailKinds)),
    check("guardrails_window_check", sql`valid_until is null or valid_from is null or valid_until > valid_from`),
    check("guardrails_resource_check", sql`(resource_type is null) = (resource_id is null)`),
  ],
);
