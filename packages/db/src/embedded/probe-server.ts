import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { EmbeddedPostgresError, systemErrorCode } from "./embedded-postgres-error.ts";

type ProbeResult =
  | { readonly state: "ready"; readonly dataDir: string }
  | { readonly state: "not-yet"; readonly reason: string }
  | { readonly state: "refused"; readonly reason: string };

/** Wrong password, no such account, no such database. */
const refusalCodes = new Set(["28P01", "28000", "3D000"]);

/** A refusal may come from another server on a port that ours is about to fail to bind: give ours time to say so. */
const refusalPatienceMs = 2_000;

/** Codes that a server gives, or a socket has, while it starts or recovers. */
const passingCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "57P03",
  "57P01",
  "53300",
]);

/** Connects once and asks the server whose data it serves. */
async function probeServer(url: string): Promise<ProbeResult> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice() {} });
  try {
    const rows = await sql<{ dataDir: string }[]>`select current_setting('data_directory') as "dataDir"`;
    const dataDir = rows[0]?.dataDir;
    return dataDir === undefined ? { state: "not-yet", reason: "empty answer" } : { state: "ready", dataDir };
  } catch (error) {
    const code = systemErrorCode(error) ?? "";
    const reason = error instanceof Error ? error.message : code;
    if (passingCodes.has(code)) {
      return { state: "not-yet", reason };
    }
    if (refusalCodes.has(code)) {
      return { state: "refused", reason };
    }
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * Waits until the server takes connections. `failed` is asked between two tries and ends the waiting by a reason.
 *
 * @throws EmbeddedPostgresError when it is not ready in time, has failed, or serves another data folder
 */
export async function waitUntilReady(options: {
  url: string;
  dataDir: string;
  timeoutMs: number;
  failed: () => EmbeddedPostgresError | null;
}): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  let refusedSince: number | null = null;
  for (;;) {
    const result = await probeServer(options.url);
    if (result.state === "ready") {
      assertSameFolder(result.dataDir, options.dataDir);
      return;
    }
    const failure = options.failed();
    if (failure !== null) {
      throw failure;
    }
    if (result.state === "refused") {
      refusedSince ??= Date.now();
      if (Date.now() - refusedSince > refusalPatienceMs) {
        throw new EmbeddedPostgresError({
          what: `The database in ${options.dataDir} does not let us in.`,
          why: `It answered: ${result.reason}. The stored password is not the one it was made with, or another server has its port.`,
          fix: "Put the right password file back, or remove the whole folder to begin with an empty database.",
        });
      }
    }
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError({
        what: `The database in ${options.dataDir} is not ready after ${Math.round(options.timeoutMs / 1000)} s.`,
        why: `The last answer was: ${result.reason}.`,
        fix: "It may still be recovering from a crash: start again in a minute, and look into server.log beside the data folder.",
      });
    }
    await delay(20);
  }
}

function assertSameFolder(found: string, expected: string): void {
  if (found !== expected) {
    throw new EmbeddedPostgresError({
      what: `Another database answers on the port of ${expected}.`,
      why: `It serves ${found}.`,
      fix: "Stop that server, then start again.",
    });
  }
}
