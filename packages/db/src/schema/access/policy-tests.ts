import { check, integer, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { gloria, oneOf, tenantRow, versionedRow } from "../columns.ts";

const subjectKinds = ["role", "template"] as const;

/** What must hold of a role or a template before a change of it is taken; one text for each. */
export const policyTests = gloria.table(
  "policy_tests",
  {
    ...tenantRow(),
    subjectKind: text("subject_kind", { enum: subjectKinds }).notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** YAML. */
    source: text("source").notNull(),
    /** Cases in the text; 0: nothing is asked of it any more. */
    cases: integer("cases").notNull(),
    updatedBy: uuid("updated_by"),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "policy_tests_pkey", columns: [t.tenantId, t.id] }),
    uniqueIndex("policy_tests_tenant_subject_key").on(t.tenantId, t.subjectKind, t.subjectId),
    check("policy_tests_subject_kind_check", oneOf("subject_kind", subjectKinds)),
  ],
);
