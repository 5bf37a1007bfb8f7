import { sql } from "drizzle-orm";
import { check, foreignKey, index, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, knownZone, oneOf, softDeletableRow, tenantRow, versionedRow } from "../columns.ts";
import { schools } from "./schools.ts";
import { tenants } from "./tenants.ts";

export const userStatuses = ["invited", "active", "suspended", "resigned"] as const;

/** A person who may sign in. Names are one field: no surname is ever required, titles stand apart. */
export const users = gloria.table(
  "users",
  {
    ...tenantRow(),
    /** The `sub` claim of this person's tokens; null until Clerk knows them. */
    clerkUserId: text("clerk_user_id"),
    name: text("name").notNull(),
    titlePrefix: text("title_prefix"),
    titleSuffix: text("title_suffix"),
    email: text("email"),
    /** Sign-in name of staff without e-mail. */
    username: text("username"),
    nip: text("nip"),
    phone: text("phone"),
    status: text("status", { enum: userStatuses }).notNull().default("active"),
    /** *Sekolah induk*: where the person belongs before any assignment says more. */
    homeSchoolId: uuid("home_school_id"),
    locale: text("locale", { enum: ["id", "en"] }),
    timeZone: text("time_zone"),
    lastActiveAt: instant("last_active_at"),
    /** The name folded (lower case, no accents), byte-ordered: lists sort and page by it. */
    sortName: text("sort_name").notNull().generatedAlwaysAs(sql`gloria.fold(name)`),
    /** What a search looks into, folded, each word led by a space. */
    searchText: text("search_text").notNull().generatedAlwaysAs(sql`gloria.search_text(name, nip, username, email)`),
    /** Who this account was merged into; it stays deleted as long as that stands. */
    mergedInto: uuid("merged_into"),
    /** The person's data is gone for good; the row stays for what refers to it. */
    purgedAt: instant("purged_at"),
    ...versionedRow(),
    ...softDeletableRow(),
  },
  (t) => [
    primaryKey({ name: "users_pkey", columns: [t.tenantId, t.id] }),
    foreignKey({ name: "users_tenant_fkey", columns: [t.tenantId], foreignColumns: [tenants.id] }),
    foreignKey({
      name: "users_home_school_fkey",
      columns: [t.tenantId, t.homeSchoolId],
      foreignColumns: [schools.tenantId, schools.id],
    }),
    foreignKey({
      name: "users_merged_into_fkey",
      columns: [t.tenantId, t.mergedInto],
      foreignColumns: [t.tenantId, t.id],
    }),
    uniqueIndex("users_tenant_email_key").on(t.tenantId, sql`lower(${t.email})`).where(sql`deleted_at is null`),
    uniqueIndex("users_tenant_username_key").on(t.tenantId, sql`lower(${t.username})`).where(sql`deleted_at is null`),
    uniqueIndex("users_tenant_nip_key").on(t.tenantId, t.nip).where(sql`deleted_at is null`),
    uniqueIndex("users_tenant_clerk_key").on(t.tenantId, t.clerkUserId).where(sql`clerk_user_id is not null`),
    index("users_tenant_name_idx").on(t.tenantId, t.sortName, t.id),
    index("users_tenant_created_idx").on(t.tenantId, t.createdAt, t.id),
    index("users_tenant_home_school_idx").on(t.tenantId, t.homeSchoolId, t.sortName, t.id),
    index("users_tenant_merged_idx").on(t.tenantId, t.mergedInto).where(sql`merged_into is not null`),
    check("users_merged_check", sql`merged_into is null or (merged_into <> id and deleted_at is not null)`),
    check("users_purged_check", sql`purged_at is null or deleted_at is not null`),
    check("users_time_zone_check", knownZone),
    check("users_status_check", oneOf("status", userStatuses)),
    check("users_email_check", sql`email is null or email ~ '^[^@[:space:]]+@[^@[:space:]]+$'`),
  ],
);
