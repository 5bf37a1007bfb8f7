import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import type { PostgresBinaries } from "./resolve-binaries.ts";
import type { ServerUser } from "./server-user.ts";

export const superuserName = "gloria";

/**
 * Makes the cluster when there is none, and returns the superuser's password. The cluster is made under another name
 * and renamed, so that a start that was killed half-way is simply begun again.
 */
export function initCluster(options: {
  dataDir: string;
  passwordFile: string;
  binaries: PostgresBinaries;
  user: ServerUser | null;
  durable: boolean;
}): string {
  const { dataDir, passwordFile, binaries } = options;
  if (existsSync(dataDir)) {
    assertSameMajor(dataDir, binaries.major);
    if (!existsSync(passwordFile)) {
      throw new EmbeddedPostgresError({
        what: `The database in ${dataDir} cannot be opened.`,
        why: `Its password is not there any more (${passwordFile}).`,
        fix: "Put the file back, or remove the whole folder to begin with an empty database.",
      });
    }
    return readFileSync(passwordFile, "utf8").trim();
  }
  const password = existsSync(passwordFile) ? readFileSync(passwordFile, "utf8").trim() : newPassword(passwordFile);
  runInitdb({ ...options, password });
  return password;
}

function newPassword(file: string): string {
  const password = randomBytes(24).toString("base64url");
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

function assertSameMajor(dataDir: string, major: string): void {
  const found = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim();
  if (found !== major) {
    throw new EmbeddedPostgresError({
      what: `The database in ${dataDir} cannot be started.`,
      why: `It was made by PostgreSQL ${found}, and the installed one is PostgreSQL ${major}.`,
      fix: "Go back to the version of Gloria that made it to take your data out, or remove the folder to begin with an empty database.",
    });
  }
}

function runInitdb(options: {
  dataDir: string;
  password: string;
  binaries: PostgresBinaries;
  user: ServerUser | null;
  durable: boolean;
}): void {
  const { dataDir, user } = options;
  const workshop = join(dirname(dataDir), "data.new");
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop);
  chmodSync(workshop, 0o700);
  const passwordDraft = join(workshop, "password");
  writeFileSync(passwordDraft, options.password, { mode: 0o600 });
  if (user !== null) {
    chownSync(passwordDraft, user.uid, user.gid);
    chownSync(workshop, user.uid, user.gid);
  }
  const cluster = join(workshop, "data");
  const result = spawnSync(
    options.binaries.initdb,
    [
      `--pgdata=${cluster}`,
      `--username=${superuserName}`,
      `--pwfile=${passwordDraft}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The same order of text on every machine, and no index that breaks when a system library is updated.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
      ...(options.durable ? [] : ["--no-sync"]),
    ],
    { ...(user ?? {}), cwd: workshop, env: serverEnvironment(), encoding: "utf8", timeout: 120_000 },
  );
  if (result.status !== 0) {
    throw new EmbeddedPostgresError({
      what: `A new database could not be made in ${dataDir}.`,
      why: `initdb said: ${result.error?.message ?? (result.stderr.trim() || result.stdout.trim())}.`,
      fix: "Check the free space and the rights of the folder, or choose another with --home.",
    });
  }
  renameSync(cluster, dataDir);
  rmSync(workshop, { recursive: true, force: true });
}

/** What the server's programs may see: nothing of ours, above all no PG* variables and no secrets. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C", LC_ALL: "C", TZ: "UTC" };
}
