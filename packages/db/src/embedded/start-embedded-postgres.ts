import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "@gloria/core";
import postgres from "postgres";
import { attachServer } from "./attach-server.ts";
import { keepLogTrimmed } from "./bounded-log.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { clearLeftovers, findRunningServer } from "./find-running-server.ts";
import { initCluster, superuserName } from "./init-cluster.ts";
import { launchServer, logFileOf } from "./launch-server.ts";
import { acquireProcessLock, type ProcessLock } from "./process-lock.ts";
import { resolveBinaries } from "./resolve-binaries.ts";
import { dataDirOf, makeFolder, resolveHome } from "./resolve-home.ts";
import type { ServerSettings } from "./server-settings.ts";
import { chooseServerUser } from "./server-user.ts";
import { killServer, stopServer } from "./stop-server.ts";

const readyTimeoutMs = 60_000;

export interface StartEmbeddedPostgresOptions {
  /** Folder for the cluster and its password. May be replaced, see {@link resolveHome}. */
  readonly home: string;
  readonly logger: Logger;
  /** Server settings on top of ours; only a new start takes them, not a server that already runs. */
  readonly settings?: ServerSettings;
  /** false: a cluster to throw away, which does not wait for the disk. Default true. */
  readonly durable?: boolean;
  /** The application's database, made when it is missing. Default `gloria`. */
  readonly database?: string;
  /** File or `file:` URL whose dependencies hold the platform package. Default: this module. */
  readonly resolveFrom?: string;
}

export interface EmbeddedPostgres {
  /** Connection URL of the owner (a superuser) to the application's database; holds the password. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataDir: string;
  /** The home in use, which is not always the wanted one. */
  readonly home: string;
  /** true when the server ran before this call. */
  readonly attached: boolean;
  /** Stops the server, also one that was attached to; returns when it is gone. May be called twice. */
  stop(): Promise<void>;
  /** Ends the server at once, without waiting; `stop` then returns soon. */
  kill(): void;
  /** Whether a server of this home runs right now; cheap enough to be asked every second. */
  isRunning(): boolean;
}

/**
 * Starts the PostgreSQL server of a home folder, or attaches to it when it runs, and returns when it takes
 * connections. The server outlives this process unless `stop` is called.
 *
 * @throws EmbeddedPostgresError with what happened, why, and what to do
 */
export async function startEmbeddedPostgres(options: StartEmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { home, movedBecause } = resolveHome(options.home);
  if (movedBecause !== null) {
    options.logger.warn({ wanted: options.home, home, reason: movedBecause }, "home folder moved");
  }
  const folder = join(home, "postgres");
  makeFolder(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  const lock = await waitForLock(join(folder, "start.lock"));
  try {
    return await startOrAttach(options, home, folder);
  } finally {
    lock.release();
  }
}

async function startOrAttach(
  options: StartEmbeddedPostgresOptions,
  home: string,
  folder: string,
): Promise<EmbeddedPostgres> {
  const dataDir = dataDirOf(home);
  const durable = options.durable ?? true;
  const user = chooseServerUser(dataDir);
  const copyRoot = join(folder, "programs");
  const binaries = resolveBinaries({ resolveFrom: options.resolveFrom ?? import.meta.url, copyRoot, user });
  const password = initCluster({ dataDir, passwordFile: join(folder, "password"), binaries, user, durable });
  const urlOf = (port: number, database = "postgres") =>
    `postgres://${superuserName}:${password}@127.0.0.1:${port}/${database}`;

  const running = await attachServer({ dataDir, readyTimeoutMs, urlOf });
  if (running === null) {
    await clearLeftovers(dataDir);
  }
  const settings = options.settings ?? {};
  const server =
    running ?? (await launchServer({ folder, dataDir, binaries, user, durable, settings, readyTimeoutMs, urlOf }));
  const database = options.database ?? "gloria";
  await ensureDatabase(urlOf(server.port), database);
  const attached = running !== null;
  options.logger.info({ port: server.port, pid: server.pid, dataDir, attached }, "embedded database ready");

  const stopTrimming = keepLogTrimmed(logFileOf(folder));
  return {
    url: urlOf(server.port, database),
    port: server.port,
    pid: server.pid,
    dataDir,
    home,
    attached,
    async stop() {
      stopTrimming();
      await stopServer(dataDir);
    },
    kill: () => killServer(dataDir),
    isRunning: () => findRunningServer(dataDir) !== null,
  };
}

async function ensureDatabase(maintenanceUrl: string, database: string): Promise<void> {
  const sql = postgres(maintenanceUrl, { max: 1, onnotice() {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${database}`;
    if (found.length === 0) {
      await sql`create database ${sql(database)}`;
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Two starts of one home at the same moment take turns; the second then attaches. */
async function waitForLock(path: string): Promise<ProcessLock> {
  const deadline = Date.now() + 2 * readyTimeoutMs;
  for (;;) {
    const result = acquireProcessLock(path);
    if (!result.taken) {
      return result.lock;
    }
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError({
        what: "The database cannot be started.",
        why: `Process ${result.holder.pid} has been starting it for two minutes (${path}).`,
        fix: "End that process, then start again.",
      });
    }
    await delay(50);
  }
}
