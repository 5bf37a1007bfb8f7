import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, tenantRow, versionedRow } from "../columns.ts";
import { users } from "../organisation/users.ts";

const kinds = ["users", "employees", "assignments", "organisation", "oneroster"] as const;
const formats = ["csv", "xlsx", "json", "ndjson", "pdf", "zip"] as const;
const states = ["queued", "running", "done", "failed", "cancelled"] as const;

/** An export that somebody asked for: made by the worker, with their rights, into a file that expires. */
export const exports = gloria.table(
  "exports",
  {
    ...tenantRow(),
    kind: text("kind", { enum: kinds }).notNull(),
    format: text("format", { enum: formats }).notNull(),
    filter: jsonb("filter").$type<Readonly<Record<string, string | number | boolean>>>().notNull(),
    /** Chosen by name; null: those of the kind that need no choice. */
    columns: text("columns").array(),
    locale: text("locale", { enum: ["id", "en"] }).notNull(),
    timeZone: text("time_zone").notNull(),
    /** The request was narrowed to this school. */
    schoolId: uuid("school_id"),
    requestedBy: uuid("requested_by").notNull(),
    status: text("status", { enum: states }).notNull().default("queued"),
    /** Rows written so far. */
    done: integer("done").notNull().default(0),
    total: integer("total"),
    fileId: uuid("file_id"),
    error: jsonb("error").$type<{ code: string; params: Readonly<Record<string, unknown>> }>(),
    /** Who works on it, and until when that counts; a run that died lets it lapse. */
    leaseId: uuid("lease_id"),
    leaseUntil: instant("lease_until"),
    attempts: integer("attempts").notNull().default(0),
    finishedAt: instant("finished_at"),
    expiresAt: instant("expires_at"),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "exports_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "exports_requester_fkey",
      columns: [t.tenantId, t.requestedBy],
      foreignColumns: [users.tenantId, users.id],
    }),
    index("exports_tenant_created_idx").on(t.tenantId, t.createdAt.desc(), t.id.desc()),
    index("exports_unfinished_idx").on(t.leaseUntil).where(sql`status in ('queued', 'running')`),
    index("exports_finished_idx").on(t.finishedAt).where(sql`finished_at is not null`),
    check("exports_kind_check", oneOf("kind", kinds)),
    check("exports_format_check", oneOf("format", formats)),
    check("exports_status_check", oneOf("status", states)),
    check("exports_done_check", sql`status <> 'done' or file_id is not null`),
  ],
);
