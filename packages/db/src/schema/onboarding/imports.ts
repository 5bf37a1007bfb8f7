import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, tenantRow, versionedRow } from "../columns.ts";
import { schools } from "../organisation/schools.ts";
import { tenants } from "../organisation/tenants.ts";

export const importKinds = ["people", "organisation"] as const;
export const importPhases = ["dry_run", "commit", "undo"] as const;
export const importStatuses = ["running", "planned", "committed", "undone", "cancelled", "failed"] as const;
export const importActions = ["create", "update", "skip", "error"] as const;
export const importRowStates = ["planned", "applied", "changed", "undone", "kept"] as const;

/** One file on its way into the tables: dry run, commit, undo. Each phase is a job that goes on from `cursor`. */
export const imports = gloria.table(
  "imports",
  {
    ...tenantRow(),
    kind: text("kind", { enum: importKinds }).notNull(),
    /** The phase under way, or the last one. */
    phase: text("phase", { enum: importPhases }).notNull().default("dry_run"),
    status: text("status", { enum: importStatuses }).notNull().default("running"),
    /** The school it was narrowed to; null for the whole foundation. */
    schoolId: uuid("school_id"),
    /** Null once the file has expired. */
    fileId: uuid("file_id"),
    fileName: text("file_name").notNull(),
    format: text("format", { enum: ["csv", "xlsx"] }).notNull(),
    preset: text("preset"),
    mapping: jsonb("mapping").$type<unknown>(),
    options: jsonb("options").$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    /** Headings of the file, as they stand there. */
    headings: jsonb("headings").$type<readonly string[]>(),
    /** What is wrong with the file as a whole. */
    problems: jsonb("problems").$type<readonly ImportProblemRow[]>().notNull().default([]),
    /** Rows of the phase; null while the file is still being read for the first time. */
    total: integer("total"),
    /** Rows of the phase that are done with. */
    done: integer("done").notNull().default(0),
    /** The row that the phase got to: upwards, and downwards in an undo. */
    cursor: integer("cursor").notNull().default(0),
    /** Whose rights the phase has; null for a part of Gloria itself. */
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    startedBy: uuid("started_by"),
    locale: text("locale", { enum: ["id", "en"] })
      .notNull()
      .default("id"),
    cancelRequestedAt: instant("cancel_requested_at"),
    /** Which worker has it, and until when nobody else may take it. */
    leaseId: uuid("lease_id"),
    leaseUntil: instant("lease_until"),
    failureCode: text("failure_code"),
    plannedAt: instant("planned_at"),
    committedAt: instant("committed_at"),
    undoneAt: instant("undone_at"),
    /** From then on the rows' contents are gone, and with them the error file and the undo. */
    expiresAt: instant("expires_at").notNull(),
    expiredAt: instant("expired_at"),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "imports_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({ name: "imports_tenant_fkey", columns: [t.tenantId], foreignColumns: [tenants.id] }),
    foreignKey({
      name: "imports_school_fkey",
      columns: [t.tenantId, t.schoolId],
      foreignColumns: [schools.tenantId, schools.id],
    }),
    index("imports_tenant_created_idx").on(t.tenantId, t.createdAt.desc(), t.id.desc()),
    index("imports_tenant_school_idx").on(t.tenantId, t.schoolId),
    index("imports_running_idx").on(t.leaseUntil).where(sql`status = 'running'`),
    index("imports_expiry_idx").on(t.expiresAt).where(sql`expired_at is null`),
    check("imports_kind_check", oneOf("kind", importKinds)),
    check("imports_phase_check", oneOf("phase", importPhases)),
    check("imports_status_check", oneOf("status", importStatuses)),
    check("imports_format_check", oneOf("format", ["csv", "xlsx"])),
  ],
);

/** One row of an imported file: what it would do, and what it did. */
export const importRows = gloria.table(
  "import_rows",
  {
    tenantId: uuid("tenant_id").notNull(),
    importId: uuid("import_id").notNull(),
    /** The row in the file, as a spreadsheet counts them. */
    rowNumber: integer("row_number").notNull(),
    /** What was read, in the fields that it was mapped to. */
    mapped: jsonb("mapped").$type<unknown>(),
    action: text("action", { enum: importActions }).notNull(),
    state: text("state", { enum: importRowStates }).notNull().default("planned"),
    /** Of the dry run's plan: the commit applies that one or none. */
    planDigest: text("plan_digest").notNull(),
    entityId: uuid("entity_id"),
    label: text("label"),
    differences: jsonb("differences").$type<readonly ImportDifferenceRow[]>().notNull().default([]),
    problems: jsonb("problems").$type<readonly ImportProblemRow[]>().notNull().default([]),
    /** What an undo must know. */
    undo: jsonb("undo").$type<unknown>(),
  },
  (t) => [
    primaryKey({ name: "import_rows_pkey", columns: [t.tenantId, t.importId, t.rowNumber] }),
    foreignKey({
      name: "import_rows_import_fkey",
      columns: [t.tenantId, t.importId],
      foreignColumns: [imports.tenantId, imports.id],
    }).onDelete("cascade"),
    index("import_rows_action_idx").on(t.tenantId, t.importId, t.action, t.rowNumber),
    check("import_rows_action_check", oneOf("action", importActions)),
    check("import_rows_state_check", oneOf("state", importRowStates)),
  ],
);

/** A mapping that somebody has kept for the next file of the same form. */
export const importMappings = gloria.table(
  "import_mappings",
  {
    ...tenantRow(),
    kind: text("kind", { enum: importKinds }).notNull(),
    name: text("name").notNull(),
    mapping: jsonb("mapping").$type<unknown>().notNull(),
    createdBy: uuid("created_by"),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "import_mappings_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({ name: "import_mappings_tenant_fkey", columns: [t.tenantId], foreignColumns: [tenants.id] }),
    uniqueIndex("import_mappings_name_key").on(t.tenantId, t.kind, sql`lower(${t.name})`),
    check("import_mappings_kind_check", oneOf("kind", importKinds)),
  ],
);

/** One field that a row changes, by the names of the contract. Values of specific personal data are masked. */
export interface ImportDifferenceRow {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Why a row or a file is refused: a code, and what fills its text. */
export interface ImportProblemRow {
  readonly code: string;
  readonly column?: string | null;
  readonly params?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}
