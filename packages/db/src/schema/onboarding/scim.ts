import { sql } from "drizzle-orm";
import { foreignKey, index, jsonb, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, tenantRow, versionedRow } from "../columns.ts";
import { users } from "../organisation/users.ts";

/** A bearer token of an identity provider. Its secret is shown once and kept as a hash. */
export const scimTokens = gloria.table(
  "scim_tokens",
  {
    ...tenantRow(),
    name: text("name").notNull(),
    /** SHA-256 of the secret, hex. */
    secretHash: text("secret_hash").notNull(),
    /** What they hold is the most that the token may hand out. */
    createdBy: uuid("created_by").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    expiresAt: instant("expires_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
    revokedBy: uuid("revoked_by"),
  },
  (t) => [
    primaryKey({ name: "scim_tokens_pkey", columns: [t.tenantId, t.id] }),
    uniqueIndex("scim_tokens_id_key").on(t.id),
    index("scim_tokens_tenant_created_idx").on(t.tenantId, t.createdAt.desc(), t.id.desc()),
  ],
);

/** How an identity provider names a person, and what it says of them that has no column of ours. */
export const scimLinks = gloria.table(
  "scim_links",
  {
    ...tenantRow(),
    userId: uuid("user_id").notNull(),
    userName: text("user_name").notNull(),
    externalId: text("external_id"),
    attributes: jsonb("attributes").$type<Readonly<Record<string, string>>>().notNull(),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "scim_links_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "scim_links_user_fkey",
      columns: [t.tenantId, t.userId],
      foreignColumns: [users.tenantId, users.id],
    }).onDelete("cascade"),
    uniqueIndex("scim_links_user_key").on(t.tenantId, t.userId),
    uniqueIndex("scim_links_user_name_key").on(t.tenantId, sql`lower(${t.userName})`),
    uniqueIndex("scim_links_external_id_key").on(t.tenantId, t.externalId),
  ],
);
