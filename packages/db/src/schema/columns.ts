import { sql } from "drizzle-orm";
import { bigint, customType, integer, pgSchema, timestamp, uuid } from "drizzle-orm/pg-core";

/** Every table of the product lives in this schema; the queue has its own (`bullmq`). */
export const gloria = pgSchema("gloria");

/** An instant, microseconds cut to the milliseconds that JavaScript can carry. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** The columns that a tenant's rows begin with; the primary key is (tenant_id, id). */
export const tenantRow = () => ({
  tenantId: uuid("tenant_id").notNull(),
  id: uuid("id").notNull(),
});

/** When a row was made and last changed, and how often: `version` is the ETag. */
export const versionedRow = () => ({
  version: integer("version").notNull().default(1),
  createdAt: instant("created_at").notNull().default(sql`now()`),
  updatedAt: instant("updated_at").notNull().default(sql`now()`),
});

/** Soft deletion: a deleted row keeps its place, may be restored, and frees its unique names meanwhile. */
export const softDeletableRow = () => ({
  deletedAt: instant("deleted_at"),
  deletedBy: uuid("deleted_by"),
});

/** Rows that decide permissions are closed, never rewritten: "as of" an epoch or an instant is a filter. */
export const epochVersionedRow = () => ({
  createdEpoch: bigint("created_epoch", { mode: "number" }).notNull().default(0),
  createdAt: instant("created_at").notNull().default(sql`now()`),
  createdBy: uuid("created_by"),
  endedEpoch: bigint("ended_epoch", { mode: "number" }),
  endedAt: instant("ended_at"),
  endedBy: uuid("ended_by"),
});

/** A closed set of words, stored as text with a CHECK: operators on enums cannot use an index under row security. */
export const oneOf = (column: string, words: readonly string[]) =>
  sql.raw(`${column} in (${words.map((word) => `'${word}'`).join(", ")})`);

/** A zone that this PostgreSQL does not know would break every question for the local date; an unset one is fine. */
export const knownZone = sql.raw(
  "time_zone is null or timezone(time_zone, '2000-01-01 00:00+00'::timestamptz) is not null",
);

export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
