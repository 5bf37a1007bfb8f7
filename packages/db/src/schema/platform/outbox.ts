import { sql } from "drizzle-orm";
import { foreignKey, index, jsonb, primaryKey, text } from "drizzle-orm/pg-core";
import { gloria, instant, tenantRow } from "../columns.ts";
import { tenants } from "../organisation/tenants.ts";

/** Work that a business transaction asks for. The relay publishes it with the row's id as the job's id. */
export const outbox = gloria.table(
  "outbox",
  {
    ...tenantRow(),
    job: text("job").notNull(),
    payload: jsonb("payload").$type<Readonly<Record<string, unknown>>>().notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    publishAfter: instant("publish_after").notNull().default(sql`now()`),
    publishedAt: instant("published_at"),
  },
  (t) => [
    primaryKey({ name: "outbox_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({ name: "outbox_tenant_fkey", columns: [t.tenantId], foreignColumns: [tenants.id] }),
    index("outbox_pending_idx").on(t.publishAfter, t.id).where(sql`published_at is null`),
  ],
);
