import { join } from "node:path";
import type { LauncherConfig } from "@gloria/config";
import { type Logger, silentLogger } from "@gloria/core";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@gloria/db";
import postgres from "postgres";
import { LaunchError } from "./launch-error.ts";
import { say } from "./screen.ts";

/** The database in use: the embedded server, or one of the person's own. */
export interface OpenDatabase {
  readonly ownerUrl: string;
  readonly embedded: EmbeddedPostgres | null;
  /** For the screen; without the password. */
  readonly description: string;
}

const logger: Logger = { ...silentLogger, warn: (fields, message) => say(`${message} ${JSON.stringify(fields)}`) };

/** Starts or attaches to the embedded server, or checks that the person's own one answers. */
export async function openDatabase(config: LauncherConfig, home: string, root: string): Promise<OpenDatabase> {
  if (config.database !== null) {
    const { ownerUrl } = config.database;
    await assertReachable(ownerUrl);
    const { host, pathname } = new URL(ownerUrl);
    return { ownerUrl, embedded: null, description: `${host}${pathname} (DATABASE_URL)` };
  }
  const embedded = await startEmbeddedPostgres({ home, logger, resolveFrom: join(root, "packages/db/package.json") });
  const verb = embedded.attached ? "attached to the running" : "embedded";
  return { ownerUrl: embedded.url, embedded, description: `${verb} PostgreSQL on 127.0.0.1:${embedded.port}` };
}

async function assertReachable(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice() {} });
  let version: number;
  try {
    const rows = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    version = rows[0]?.version ?? 0;
  } catch (error) {
    throw new LaunchError(
      {
        what: `The database of DATABASE_URL (${new URL(url).host}) cannot be used.`,
        why: `It answered: ${error instanceof Error ? error.message : String(error)}.`,
        fix: "Check the URL and that the server runs; leave DATABASE_URL out to use the embedded database.",
      },
      { cause: error },
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
  if (version < 150_000) {
    throw new LaunchError({
      what: "The database of DATABASE_URL is too old.",
      why: `It is PostgreSQL ${Math.floor(version / 10_000)}, and Gloria needs 15 or newer.`,
      fix: "Use a newer server; leave DATABASE_URL out to use the embedded database.",
    });
  }
}
