import { sql } from "drizzle-orm";
import { check, index, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, oneOf } from "../columns.ts";

export const externalIdEntityTypes = ["user", "school", "department", "position"] as const;

/** By which name another system knows a person or a part of the organisation, so that its next file finds them again. */
export const externalIds = gloria.table(
  "external_ids",
  {
    tenantId: uuid("tenant_id").notNull(),
    entityType: text("entity_type", { enum: externalIdEntityTypes }).notNull(),
    externalId: text("external_id").notNull(),
    entityId: uuid("entity_id").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ name: "external_ids_pkey", columns: [t.tenantId, t.entityType, t.externalId] }),
    index("external_ids_entity_idx").on(t.tenantId, t.entityType, t.entityId),
    check("external_ids_entity_type_check", oneOf("entity_type", externalIdEntityTypes)),
  ],
);
