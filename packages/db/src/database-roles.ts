import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@gloria/core";
import type { Sql } from "postgres";
import { isMissingFile } from "./missing-file.ts";

/** The three login roles beside the owner. None owns a table, none bypasses row security. */
export const loginRoles = ["app", "system", "queue"] as const;
export type LoginRole = (typeof loginRoles)[number];

export type RoleNames = Readonly<Record<LoginRole, string>>;
export type RoleUrls = Readonly<Record<LoginRole, string>>;

/** `gloria_<database>_<role>`; PostgreSQL cuts names at 63 bytes, so a long database name is shortened by its hash. */
export function roleNamesOf(database: string): RoleNames {
  const stem =
    Buffer.byteLength(database) <= 40 ? database : `${headOf(database, 24)}_${sha256(database).slice(0, 12)}`;
  return { app: `gloria_${stem}_app`, system: `gloria_${stem}_system`, queue: `gloria_${stem}_queue` };
}

/**
 * Makes the roles where they are missing and returns their URLs. Passwords live in 0600 files under `secretsDir`;
 * an existing role's password is set to the file's, so a lost file heals itself.
 */
export async function ensureDatabaseRoles(owner: Sql, ownerUrl: string, secretsDir: string): Promise<RoleUrls> {
  const [facts] = await owner<{ database: string; canCreate: boolean }[]>`
    select current_database() as database, (rolcreaterole or rolsuper) as "canCreate" from pg_roles where rolname = current_user`;
  if (facts === undefined)
    throw new AppError("service.internal", {}, { cause: new Error("the current role is not in pg_roles") });
  const names = roleNamesOf(facts.database);
  if (!facts.canCreate) throw missingRoleRights(names, facts.database);

  mkdirSync(secretsDir, { recursive: true, mode: 0o700 });
  const urls: Record<LoginRole, string> = { app: "", system: "", queue: "" };
  for (const role of loginRoles) {
    const password = readOrMakePassword(join(secretsDir, `${names[role]}.password`));
    const [existing] = await owner`select 1 from pg_roles where rolname = ${names[role]}`;
    const verb = existing === undefined ? "create" : "alter";
    await owner.unsafe(
      `${verb} role ${quoteIdentifier(names[role])} with login nosuperuser nobypassrls nocreaterole nocreatedb password '${password}'`,
    );
    const url = new URL(ownerUrl);
    url.username = encodeURIComponent(names[role]);
    url.password = password;
    urls[role] = url.toString();
  }
  return urls;
}

/** What a database administrator must run where we may not create roles ourselves. */
function roleSetupSql(names: RoleNames): string {
  return loginRoles
    .map(
      (role) =>
        `create role ${quoteIdentifier(names[role])} with login nosuperuser nobypassrls password '<choose one>';`,
    )
    .join("\n");
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function missingRoleRights(names: RoleNames, database: string): Error {
  return new Error(
    `The owner of database "${database}" may not create roles. Run this as an administrator, then set ` +
      `DATABASE_APP_URL, DATABASE_SYSTEM_URL and DATABASE_QUEUE_URL to sign in as them:\n${roleSetupSql(names)}`,
  );
}

/** 192 random bits in base64url: no character of it needs quoting in SQL or in a URL. */
function readOrMakePassword(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if (!isMissingFile(error)) throw error;
  }
  const password = randomBytes(24).toString("base64url");
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

/** The longest beginning of at most `bytes` bytes, without half a character at its end. */
function headOf(value: string, bytes: number): string {
  return Buffer.from(value)
    .subarray(0, bytes)
    .toString("utf8")
    .replace(/\uFFFD+$/, "");
}

function sha256(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
