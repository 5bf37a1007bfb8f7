import { bigint, check, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, oneOf } from "../columns.ts";

export const supersededKinds = [
  "tenant",
  "school",
  "department",
  "position",
  "role",
  "user",
  "module",
  "permission",
  /** A row of `grants` and the like that was closed for a while and opened again. */
  "reopened",
] as const;

/**
 * What decided about things that are changed in place, as it was before: written by triggers, once for each thing and
 * epoch. What was at epoch n is the row of the least `untilEpoch` above n, and where there is none, the thing as it is
 * now; so a thing that was never changed costs nothing.
 */
export const supersededFacts = gloria.table(
  "superseded_facts",
  {
    tenantId: uuid("tenant_id").notNull(),
    kind: text("kind", { enum: supersededKinds }).notNull(),
    /** The school, department, …, or the row that was opened again. */
    entityId: uuid("entity_id").notNull(),
    /** The epoch that made it otherwise: up to it, exclusively, this is how it was. */
    untilEpoch: bigint("until_epoch", { mode: "number" }).notNull(),
    /**
     * The columns that decide, under their names in the table; null: it was not there yet. Of a row opened again
     * `ended_epoch`, from which on it was closed.
     */
    state: jsonb("state").$type<Readonly<Record<string, unknown>>>(),
  },
  (t) => [
    primaryKey({ name: "superseded_facts_pkey", columns: [t.tenantId, t.kind, t.entityId, t.untilEpoch] }),
    check("superseded_facts_kind_check", oneOf("kind", supersededKinds)),
  ],
);

/** When each epoch was raised, so that a time leads to what held then. Written where the epoch is raised. */
export const permissionEpochLog = gloria.table(
  "permission_epoch_log",
  {
    tenantId: uuid("tenant_id").notNull(),
    epoch: bigint("epoch", { mode: "number" }).notNull(),
    raisedAt: instant("raised_at").notNull(),
  },
  (t) => [primaryKey({ name: "permission_epoch_log_pkey", columns: [t.tenantId, t.epoch] })],
);
