import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, softDeletableRow, tenantRow, versionedRow } from "../columns.ts";

export const permissionTemplateKinds = ["role", "user", "module"] as const;

/** One right of a bundle. */
export interface TemplateGrantRow {
  readonly code: string;
  readonly effect: "ALLOW" | "DENY";
  readonly scope: "OWN" | "DEPARTMENT" | "SCHOOL" | "ALL";
  readonly condition: string | null;
}

/** A named bundle of rights. What it holds stands in its versions; applying it is remembered. */
export const permissionTemplates = gloria.table(
  "permission_templates",
  {
    ...tenantRow(),
    kind: text("kind", { enum: permissionTemplateKinds }).notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    /** Number of the version that is applied now. */
    currentVersion: integer("current_version").notNull().default(1),
    createdBy: uuid("created_by"),
    ...versionedRow(),
    ...softDeletableRow(),
  },
  (t) => [
    primaryKey({ name: "permission_templates_pkey", columns: [t.tenantId, t.id] }),
    uniqueIndex("permission_templates_tenant_code_key")
      .on(t.tenantId, t.kind, sql`lower(${t.code})`)
      .where(sql`deleted_at is null`),
    check("permission_templates_kind_check", oneOf("kind", permissionTemplateKinds)),
  ],
);

/** What a template held at a time; never changed once it is written. */
export const permissionTemplateVersions = gloria.table(
  "permission_template_versions",
  {
    tenantId: uuid("tenant_id").notNull(),
    templateId: uuid("template_id").notNull(),
    number: integer("number").notNull(),
    grants: jsonb("grants").$type<readonly TemplateGrantRow[]>().notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    createdBy: uuid("created_by"),
  },
  (t) => [
    primaryKey({ name: "permission_template_versions_pkey", columns: [t.tenantId, t.templateId, t.number] }),
    foreignKey({
      name: "permission_template_versions_template_fkey",
      columns: [t.tenantId, t.templateId],
      foreignColumns: [permissionTemplates.tenantId, permissionTemplates.id],
    }),
  ],
);

/** A grant that an application made. */
export interface AppliedGrantRow extends TemplateGrantRow {
  readonly grantId: string;
}

/** A template that was given to a role or a person, with exactly the grants that this made. */
export const permissionTemplateApplications = gloria.table(
  "permission_template_applications",
  {
    ...tenantRow(),
    templateId: uuid("template_id").notNull(),
    templateVersion: integer("template_version").notNull(),
    subjectKind: text("subject_kind", { enum: ["role", "user"] }).notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** The role was made by this application. */
    madeSubject: boolean("made_subject").notNull().default(false),
    schoolId: uuid("school_id"),
    departmentId: uuid("department_id"),
    validFrom: instant("valid_from"),
    validUntil: instant("valid_until"),
    reason: text("reason"),
    made: jsonb("made").$type<readonly AppliedGrantRow[]>().notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    createdBy: uuid("created_by"),
    takenBackAt: instant("taken_back_at"),
    takenBackBy: uuid("taken_back_by"),
  },
  (t) => [
    primaryKey({ name: "permission_template_applications_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "permission_template_applications_version_fkey",
      columns: [t.tenantId, t.templateId, t.templateVersion],
      foreignColumns: [
        permissionTemplateVersions.tenantId,
        permissionTemplateVersions.templateId,
        permissionTemplateVersions.number,
      ],
    }),
    index("permission_template_applications_template_idx").on(
      t.tenantId,
      t.templateId,
      t.createdAt.desc(),
      t.id.desc(),
    ),
    index("permission_template_applications_subject_idx").on(t.tenantId, t.subjectKind, t.subjectId),
    check("permission_template_applications_subject_check", oneOf("subject_kind", ["role", "user"])),
  ],
);
