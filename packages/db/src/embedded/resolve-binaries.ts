import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { EmbeddedPostgresError, systemErrorCode } from "./embedded-postgres-error.ts";
import { makeFolder } from "./resolve-home.ts";
import type { ServerUser } from "./server-user.ts";

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as the file PG_VERSION of a data folder has it. */
  readonly major: string;
}

/**
 * The programs of the platform package, in a place where the server's account can run them: the package itself, or
 * else a copy below `copyRoot`.
 *
 * @param resolveFrom file or `file:` URL whose dependencies hold `@embedded-postgres/<platform>-<arch>`
 */
export function resolveBinaries(options: {
  resolveFrom: string;
  copyRoot: string;
  user: ServerUser | null;
}): PostgresBinaries {
  const packageFolder = findPlatformPackage(options.resolveFrom);
  const version = readPackageVersion(packageFolder);
  const inPlace = tryRun(packageFolder, options.user, repairSymlinks(packageFolder));
  if (inPlace.ok) {
    return binariesIn(packageFolder, inPlace.major);
  }
  const copy = join(options.copyRoot, version);
  if (!existsSync(copy)) {
    copyPackage(packageFolder, copy);
  }
  const copied = tryRun(copy, options.user, repairSymlinks(copy));
  if (!copied.ok) {
    throw new EmbeddedPostgresError({
      what: "The embedded PostgreSQL does not run on this machine.",
      why: `Neither ${join(packageFolder, "native/bin/postgres")} (${inPlace.reason}) nor a copy below ${copy} (${copied.reason}) can be executed.`,
      fix: "The binaries need glibc 2.17 or newer (not musl, as in Alpine) and a folder without noexec; otherwise set DATABASE_URL to a PostgreSQL of your own.",
    });
  }
  return binariesIn(copy, copied.major);
}

function findPlatformPackage(resolveFrom: string): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(resolveFrom).resolve(name)));
  } catch (error) {
    throw new EmbeddedPostgresError(
      {
        what: "The embedded PostgreSQL is not installed.",
        why: `The package ${name} cannot be found; it is an optional dependency that installs on Linux and macOS (x64, arm64) and Windows (x64).`,
        fix: "Install again without --no-optional, or set DATABASE_URL to a PostgreSQL of your own.",
      },
      { cause: error },
    );
  }
}

function readPackageVersion(packageFolder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) {
    return String(manifest.version);
  }
  throw new Error(`${packageFolder}/package.json has no version`);
}

function binariesIn(folder: string, major: string): PostgresBinaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: join(folder, "native", "bin", `initdb${suffix}`),
    postgres: join(folder, "native", "bin", `postgres${suffix}`),
    major,
  };
}

/**
 * npm packages carry no symbolic links: a postinstall step makes them, which package managers may block. Makes those
 * that are missing; false when the folder cannot be written to.
 */
export function repairSymlinks(packageFolder: string): boolean {
  const listFile = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(listFile)) {
    return true;
  }
  const links: unknown = JSON.parse(readFileSync(listFile, "utf8"));
  for (const link of Array.isArray(links) ? links : []) {
    const source = join(packageFolder, String(link.source));
    const target = join(packageFolder, String(link.target));
    if (existsSync(target)) {
      continue;
    }
    try {
      symlinkSync(relative(dirname(target), source), target);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
        return false;
      }
      if (code !== "EEXIST") {
        throw error;
      }
    }
  }
  return true;
}

type RunResult = { readonly ok: true; readonly major: string } | { readonly ok: false; readonly reason: string };

/** Runs `postgres --version` under the server's account: the only test that covers rights, links and libc alike. */
function tryRun(folder: string, user: ServerUser | null, linksComplete: boolean): RunResult {
  if (!linksComplete) {
    return { ok: false, reason: "its library links are missing and the folder is read-only" };
  }
  // The server's account may not be able to enter our working folder.
  const result = spawnSync(binariesIn(folder, "").postgres, ["--version"], {
    ...(user ?? {}),
    cwd: "/",
    encoding: "utf8",
    timeout: 20_000,
  });
  const major = /\b(\d+)\.\d+/.exec(result.stdout ?? "")?.[1];
  if (result.status === 0 && major !== undefined) {
    return { ok: true, major };
  }
  return { ok: false, reason: result.error?.message ?? (result.stderr.trim() || `exit code ${result.status}`) };
}

function copyPackage(from: string, to: string): void {
  makeFolder(dirname(to), 0o755);
  // Copied aside and renamed: a start that is killed half-way leaves no half copy under the final name.
  const draft = join(dirname(to), `.${basename(to)}.${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  cpSync(join(from, "native"), join(draft, "native"), { recursive: true, verbatimSymlinks: true });
  cpSync(join(from, "package.json"), join(draft, "package.json"));
  renameSync(draft, to);
}
