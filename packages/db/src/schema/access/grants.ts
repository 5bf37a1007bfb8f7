import { sql } from "drizzle-orm";
import { check, index, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { epochVersionedRow, gloria, instant, oneOf, tenantRow } from "../columns.ts";

export const grantSubjectKinds = ["user", "role", "position", "department"] as const;
export const grantScopes = ["OWN", "DEPARTMENT", "SCHOOL", "ALL"] as const;

/** The one table of rights: direct, role, position, resource and module access are rows of it. */
export const grants = gloria.table(
  "grants",
  {
    ...tenantRow(),
    subjectKind: text("subject_kind", { enum: grantSubjectKinds }).notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** `resource:action`, wildcards allowed as whole segments. */
    code: text("code").notNull(),
    effect: text("effect", { enum: ["ALLOW", "DENY"] })
      .notNull()
      .default("ALLOW"),
    scope: text("scope", { enum: grantScopes }).notNull(),
    /** Anchor of a user grant; a role's or position's rights are anchored by the assignment. */
    schoolId: uuid("school_id"),
    departmentId: uuid("department_id"),
    resourceType: text("resource_type"),
    resourceId: uuid("resource_id"),
    /** CEL. */
    condition: text("condition"),
    validFrom: instant("valid_from"),
    validUntil: instant("valid_until"),
    reason: text("reason"),
    source: text("source", { enum: ["manual", "template", "import"] })
      .notNull()
      .default("manual"),
    ...epochVersionedRow(),
  },
  (t) => [
    primaryKey({ name: "grants_pkey", columns: [t.tenantId, t.id] }),
    index("grants_tenant_subject_idx").on(t.tenantId, t.subjectKind, t.subjectId),
    index("grants_tenant_code_idx").on(t.tenantId, t.code).where(sql`ended_at is null`),
    check("grants_subject_kind_check", oneOf("subject_kind", grantSubjectKinds)),
    check("grants_effect_check", oneOf("effect", ["ALLOW", "DENY"])),
    check("grants_scope_check", oneOf("scope", grantScopes)),
    check("grants_source_check", oneOf("source", ["manual", "template", "import"])),
    check("grants_window_check", sql`valid_until is null or valid_from is null or valid_until > valid_from`),
    check("grants_resource_check", sql`(resource_type is null) = (resource_id is null)`),
    check(
      "grants_anchor_check",
      sql`subject_kind <> 'user' or scope not in ('DEPARTMENT', 'SCHOOL') or (scope = 'SCHOOL' and school_id is not null) or (scope = 'DEPARTMENT' and department_id is not null)`,
    ),
  ],
);
