import { check, text, unique, uuid } from "drizzle-orm/pg-core";
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
    ...versionedRow(),
  },
  (t) => [
    unique("tenants_code_key").on(t.code),
    unique("tenants_clerk_org_id_key").on(t.clerkOrgId),
    check("tenants_kind_check", oneOf("kind", ["foundation", "platform"])),
    check("tenants_time_zone_check", knownZone),
    check("tenants_status_check", oneOf("status", ["active", "suspended"])),
  ],
);
