import { sql } from "drizzle-orm";
import { bigint, boolean, check, foreignKey, index, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, gloria, instant, oneOf, tenantRow } from "../columns.ts";
import { tenants } from "../organisation/tenants.ts";

/** A file of a tenant, in chunks: every process, the backup and row security see it like any other row. */
export const files = gloria.table(
  "files",
  {
    ...tenantRow(),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    purpose: text("purpose", { enum: ["import", "import_errors", "export"] }).notNull(),
    /** Bytes written so far; all of them once it is complete. */
    size: bigint("size", { mode: "number" }).notNull().default(0),
    /** Lower-case hex; known when it is complete. */
    sha256: text("sha256"),
    /** Set with the last chunk. Nobody but the sweeper sees a file that is not complete. */
    complete: boolean("complete").notNull().default(false),
    /** What somebody other than its maker must hold in the whole foundation, each of them, to read it. */
    readerPermissions: text("reader_permissions").array().notNull().default(sql`'{}'`),
    createdBy: uuid("created_by"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    /** When the last chunk came: an incomplete file that nobody writes any more is swept. */
    touchedAt: instant("touched_at").notNull().default(sql`now()`),
    expiresAt: instant("expires_at"),
  },
  (t) => [
    primaryKey({ name: "files_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({ name: "files_tenant_fkey", columns: [t.tenantId], foreignColumns: [tenants.id] }),
    index("files_expiry_idx").on(t.expiresAt),
    index("files_incomplete_idx").on(t.touchedAt).where(sql`not complete`),
    check("files_purpose_check", oneOf("purpose", ["import", "import_errors", "export"])),
    check("files_complete_check", sql`not complete or sha256 ~ '^[0-9a-f]{64}$'`),
  ],
);

/** The bytes of a file, 256 KiB each but the last. */
export const fileChunks = gloria.table(
  "file_chunks",
  {
    tenantId: uuid("tenant_id").notNull(),
    fileId: uuid("file_id").notNull(),
    /** From 0, without gaps. */
    seq: integer("seq").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (t) => [
    primaryKey({ name: "file_chunks_pkey", columns: [t.tenantId, t.fileId, t.seq] }),
    foreignKey({
      name: "file_chunks_file_fkey",
      columns: [t.tenantId, t.fileId],
      foreignColumns: [files.tenantId, files.id],
    }).onDelete("cascade"),
    check("file_chunks_size_check", sql`octet_length(bytes) between 1 and 262144`),
    check("file_chunks_seq_check", sql`seq >= 0`),
  ],
);
