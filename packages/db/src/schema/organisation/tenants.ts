import { sql } from "drizzle-orm";
import { check, integer, text, unique, uuid } from "drizzle-orm/pg-core";
import { gloria, knownZone, oneOf, versionedRow } from "../columns.ts";

/** A foundation (*yayasan*), or the platform tenant that the operators belong to. */
export const tenants = gloria.table(
  "tenants",
  {
    id: uuid("id").primaryKey(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["foundation", "platform"] })
      .notNull()
      .default("foundation"),
    status: text("status", { enum: ["active", "suspended"] })
      .notNull()
      .default("active"),
    /** The organisation claim that names this tenant in a token. */
    clerkOrgId: text("clerk_org_id").notNull(),
    locale: text("locale", { enum: ["id", "en"] })
      .notNull()
      .default("id"),
    timeZone: text("time_zone").notNull().default("Asia/Jakarta"),
    /** What a NIP of this foundation looks like, as a regular expression of PostgreSQL; null: any. */
    nipPattern: text("nip_pattern"),
    /** How long somebody may act in a vacant seat: months of the first term, then so many times so many more. */
    actingMonths: integer("acting_months").notNull().default(3),
    actingExtensions: integer("acting_extensions").notNull().default(1),
    actingExtensionMonths: integer("acting_extension_months").notNull().default(3),
    ...versionedRow(),
  },
  (t) => [
    unique("tenants_code_key").on(t.code),
    unique("tenants_clerk_org_id_key").on(t.clerkOrgId),
    check("tenants_kind_check", oneOf("kind", ["foundation", "platform"])),
    check("tenants_time_zone_check", knownZone),
    // Evaluating an invalid expression raises an error, which refuses it.
    check(
      "tenants_nip_pattern_check",
      sql`nip_pattern is null or (length(nip_pattern) <= 200 and ('' ~ nip_pattern) is not null)`,
    ),
    check(
      "tenants_acting_check",
      sql`acting_months between 1 and 60 and acting_extensions between 0 and 20 and acting_extension_months between 1 and 60`,
    ),
    check("tenants_status_check", oneOf("status", ["active", "suspended"])),
  ],
);
