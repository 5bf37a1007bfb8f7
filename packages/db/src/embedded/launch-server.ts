import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readLogTail } from "./bounded-log.ts";
import { choosePort, isPortFree } from "./choose-port.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { serverEnvironment } from "./init-cluster.ts";
import { waitUntilReady } from "./probe-server.ts";
import type { PostgresBinaries } from "./resolve-binaries.ts";
import { type ServerSettings, serverArguments } from "./server-settings.ts";
import type { ServerUser } from "./server-user.ts";
import { stopServer } from "./stop-server.ts";

const portAttempts = 5;

/** A server that takes connections. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

export interface LaunchServerOptions {
  /** Holds the port and the log. */
  readonly folder: string;
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | null;
  readonly durable: boolean;
  readonly settings: ServerSettings;
  readonly readyTimeoutMs: number;
  /** Connection URL of the maintenance database on a port. */
  readonly urlOf: (port: number) => string;
}

/** Where the server writes what it has to say; the name stands in error texts. */
export function logFileOf(folder: string): string {
  return join(folder, "server.log");
}

/**
 * Starts the server on its stored port, or on a free one when that is taken, and waits until it takes connections.
 * It goes on running when this process ends.
 */
export async function launchServer(options: LaunchServerOptions): Promise<RunningServer> {
  const { folder, dataDir } = options;
  const portFile = join(folder, "port");
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(attempt === 1 ? readPort(portFile) : null);
    const child = spawnServer(options, port);
    try {
      await waitUntilReady({
        url: options.urlOf(port),
        dataDir,
        timeoutMs: options.readyTimeoutMs,
        failed: child.failure,
      });
    } catch (error) {
      // Somebody may have taken the port between our look and the server's: that alone deserves another try.
      if (child.failure() !== null && attempt < portAttempts && !(await isPortFree(port))) {
        continue;
      }
      await stopServer(dataDir);
      throw error;
    }
    writeFileSync(portFile, `${port}\n`);
    return { pid: child.pid(), port };
  }
}

interface ServerChild {
  pid(): number;
  /** Why it is no more, or null while it runs. */
  failure(): EmbeddedPostgresError | null;
}

function spawnServer(options: LaunchServerOptions, port: number): ServerChild {
  const { dataDir, user } = options;
  const logFile = logFileOf(options.folder);
  const log = openSync(logFile, "a", 0o600);
  const logStart = statSync(logFile).size;
  let child: ChildProcess;
  try {
    child = spawn(options.binaries.postgres, ["-D", dataDir, ...serverArguments({ ...options, port })], {
      ...(user ?? {}),
      cwd: dataDir,
      env: serverEnvironment(),
      // Its own session: a Ctrl-C in our terminal is for us, and we stop it in order.
      detached: true,
      stdio: ["ignore", log, log],
    });
  } finally {
    closeSync(log);
  }
  let ending: string | null = null;
  child.once("error", (error) => {
    ending = `The server cannot be executed: ${error.message}.`;
  });
  child.once("exit", (code, signal) => {
    ending = `The server ended with ${signal ?? `exit code ${code}`}. Its last words: ${readLogTail(logFile, logStart) || "none"}`;
  });
  child.unref();
  return {
    pid() {
      if (child.pid === undefined) {
        throw new Error("a server that answers has no pid");
      }
      return child.pid;
    },
    failure() {
      return ending === null
        ? null
        : new EmbeddedPostgresError({
            what: `The database in ${dataDir} does not start.`,
            why: ending,
            fix: "Mend what it names (disk space, memory, rights), then start again; remove a folder that is beyond repair to begin with an empty database.",
          });
    },
  };
}

function readPort(file: string): number | null {
  if (!existsSync(file)) {
    return null;
  }
  const port = Number.parseInt(readFileSync(file, "utf8"), 10);
  return Number.isSafeInteger(port) && port > 0 && port < 65_536 ? port : null;
}
