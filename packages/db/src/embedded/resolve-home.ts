import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { chooseServerUser, type ServerUser } from "./server-user.ts";

const sharedRoot = "/var/lib/gloria";

export interface ResolvedHome {
  /** Real path of the folder to use; it exists. */
  readonly home: string;
  /** Why another folder than the wanted one is used; null when it is the wanted one. */
  readonly movedBecause: string | null;
}

/** Where the cluster of a home lies. */
export function dataDirOf(home: string): string {
  return join(home, "postgres", "data");
}

/**
 * Makes the home folder. Started as root from a place that the server's own account cannot enter (below /root, say),
 * a folder of this clone's own under /var/lib/gloria takes its place: the same wanted path always gives the same one.
 */
export function resolveHome(wanted: string, root = sharedRoot): ResolvedHome {
  const wantedPath = realpathOfExisting(resolve(wanted));
  const user = chooseServerUser(dataDirOf(wantedPath));
  if (user === null) {
    makeFolder(wantedPath, 0o700);
    return { home: realpathSync(wantedPath), movedBecause: null };
  }
  const barrier = findBarrier(wantedPath, user);
  if (barrier === null) {
    makeFolder(wantedPath, 0o711);
    return { home: realpathSync(wantedPath), movedBecause: null };
  }
  const digest = createHash("sha256").update(wantedPath).digest("hex").slice(0, 12);
  const home = join(root, `${basename(dirname(wantedPath)) || "clone"}-${digest}`);
  makeFolder(root, 0o755);
  makeFolder(home, 0o711);
  return {
    home: realpathSync(home),
    movedBecause: `the database's own account (uid ${user.uid}) cannot enter ${barrier}`,
  };
}

/** The first existing folder on the way to `path` (itself included) that this account may not pass; null when none. */
export function findBarrier(path: string, user: ServerUser): string | null {
  const parent = dirname(path);
  const above = parent === path ? null : findBarrier(parent, user);
  if (above !== null) {
    return above;
  }
  if (!existsSync(path)) {
    return null;
  }
  const stats = statSync(path);
  // A file in the way is no matter of rights: making the folder says so.
  return !stats.isDirectory() || mayEnter(stats, user) ? null : path;
}

function mayEnter(stats: Stats, user: ServerUser): boolean {
  const bit = stats.uid === user.uid ? 0o100 : stats.gid === user.gid ? 0o010 : 0o001;
  return (stats.mode & bit) !== 0;
}

/** Resolves links in the part of a path that exists, so that one folder has one name. */
function realpathOfExisting(path: string): string {
  if (existsSync(path)) {
    return realpathSync(path);
  }
  const parent = dirname(path);
  return parent === path ? path : join(realpathOfExisting(parent), basename(path));
}

/** Creates what is missing with exactly this mode; a folder that exists keeps its own. */
export function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) {
    return;
  }
  try {
    if (!existsSync(dirname(path))) {
      makeFolder(dirname(path), mode === 0o700 ? 0o755 : mode);
    }
    mkdirSync(path);
    // mkdir's own mode is cut by the umask.
    chmodSync(path, mode);
  } catch (error) {
    throw new EmbeddedPostgresError(
      {
        what: `The folder ${path} for the database and its keys cannot be made.`,
        why: `The system answered: ${error instanceof Error ? error.message : String(error)}.`,
        fix: "Choose a folder that this account can write to with --home or GLORIA_HOME.",
      },
      { cause: error },
    );
  }
}
