import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type KeyRing, loadKeyRing } from "@gloria/core";
import { CliError } from "./cli-error.ts";
import type { CommandRun } from "./command-run.ts";
import type { RoleUrls } from "./database-port.ts";

/** The database in use: a person's own, or the embedded server, which is stopped again if it was started here. */
export interface OpenDatabase {
  readonly ownerUrl: string;
  /** Without the password. */
  readonly description: string;
  /** Where role passwords lie. */
  readonly secretsDir: string;
  close(): Promise<void>;
}

/**
 * Finds the database of DATABASE_URL, or that of GLORIA_HOME.
 *
 * @throws CliError when there is none yet and `create` is false
 */
async function openDatabase(run: CommandRun, create: boolean): Promise<OpenDatabase> {
  const { config, database } = run;
  if (config.database !== null) {
    const { ownerUrl } = config.database;
    const { host, pathname } = new URL(ownerUrl);
    const secretsDir = join(config.home, "secrets");
    return { ownerUrl, description: `${host}${pathname} (DATABASE_URL)`, secretsDir, close: async () => {} };
  }
  const { home } = database.resolveHome(config.home);
  if (!create && !existsSync(database.dataDirOf(home))) {
    throw new CliError(`There is no database in ${home} yet.`, "Run npm start once, or gloria db migrate.");
  }
  const server = await database.startEmbeddedPostgres({ home, logger: run.logger });
  return {
    ownerUrl: server.url,
    description: `embedded PostgreSQL in ${home}, port ${server.port}${server.attached ? ", running" : ""}`,
    secretsDir: join(home, "secrets"),
    close: async () => {
      if (!server.attached) await server.stop();
    },
  };
}

/** Runs `work` with the database open. */
export async function withDatabase<Result>(
  run: CommandRun,
  work: (opened: OpenDatabase) => Promise<Result>,
  options: { readonly create?: boolean } = {},
): Promise<Result> {
  const opened = await openDatabase(run, options.create ?? false);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** The key ring that api and worker of this installation have, which npm start keeps in the same home. */
export function keyRingOf({ config, database }: CommandRun): Promise<KeyRing> {
  return loadKeyRing({ masterKeys: config.masterKeys, home: database.resolveHome(config.home).home });
}

/**
 * How the processes sign in to this database: by the settings, or by the passwords that migration left.
 *
 * @throws CliError when a password is missing
 */
export function roleUrlsOf(run: CommandRun, opened: OpenDatabase): RoleUrls {
  const roles = run.config.database?.roles ?? null;
  if (roles !== null) return { app: roles.appUrl, system: roles.systemUrl, queue: roles.queueUrl };
  const name = decodeURIComponent(new URL(opened.ownerUrl).pathname.slice(1));
  const names = run.database.roleNamesOf(name);
  const urlOf = (role: string) => {
    const file = join(opened.secretsDir, `${role}.password`);
    if (!existsSync(file)) {
      throw new CliError(
        `The database role ${role} has no password in ${opened.secretsDir}.`,
        "Run gloria db migrate, which makes roles and passwords, or set DATABASE_APP_URL, DATABASE_SYSTEM_URL and DATABASE_QUEUE_URL.",
      );
    }
    const url = new URL(opened.ownerUrl);
    url.username = encodeURIComponent(role);
    url.password = readFileSync(file, "utf8").trim();
    return url.toString();
  };
  return { app: urlOf(names.app), system: urlOf(names.system), queue: urlOf(names.queue) };
}
