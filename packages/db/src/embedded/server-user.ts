import { readFileSync, statSync } from "node:fs";
import { EmbeddedPostgresError, systemErrorCode } from "./embedded-postgres-error.ts";

/** The account that the server runs as when we are root: Postgres refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who runs the server: null means "as ourselves". Started as root, an existing data folder keeps its owner; a new
 * one gets `nobody`, which every system has, or else the last account of /etc/passwd that is not root
 * (initdb needs a uid that has a name).
 */
export function chooseServerUser(dataDir: string): ServerUser | null {
  const ownUid = process.getuid?.();
  if (ownUid === undefined) {
    return null;
  }
  const owner = ownerOf(dataDir);
  if (ownUid !== 0) {
    if (owner !== null && owner.uid !== ownUid) {
      throw new EmbeddedPostgresError({
        what: `The database in ${dataDir} cannot be used by this account.`,
        why: `It belongs to uid ${owner.uid}, and this is uid ${ownUid}; it was probably made by a start as root.`,
        fix: "Start as the account that made it, choose another folder with --home, or remove the folder to begin with an empty database.",
      });
    }
    return null;
  }
  if (owner !== null) {
    if (owner.uid === 0) {
      throw new EmbeddedPostgresError({
        what: `The database in ${dataDir} cannot be started.`,
        why: "The folder belongs to root, and PostgreSQL refuses to run as root.",
        fix: "Give it back to the account that made it (chown -R), or remove it to begin with an empty database.",
      });
    }
    return owner;
  }
  return findUnprivilegedAccount(readFileSync("/etc/passwd", "utf8"));
}

function ownerOf(folder: string): ServerUser | null {
  try {
    const { uid, gid } = statSync(folder);
    return { uid, gid };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") {
      return null;
    }
    throw new EmbeddedPostgresError(
      {
        what: `The folder ${folder} cannot be looked at.`,
        why: `The system answered ${code ?? "with an error"}; its parent folder probably belongs to another account.`,
        fix: "Start as the account that made it, or choose another folder with --home.",
      },
      { cause: error },
    );
  }
}

/** Picks the account from the text of /etc/passwd. */
export function findUnprivilegedAccount(passwd: string): ServerUser {
  const accounts = passwd.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    return name !== undefined && uid !== undefined && gid !== undefined && Number(uid) > 0
      ? [{ name, uid: Number(uid), gid: Number(gid) }]
      : [];
  });
  const chosen = accounts.find((account) => account.name === "nobody") ?? accounts.at(-1);
  if (chosen === undefined) {
    throw new EmbeddedPostgresError({
      what: "The embedded database cannot be started as root.",
      why: "PostgreSQL refuses to run as root, and /etc/passwd names no other account.",
      fix: "Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
    });
  }
  return { uid: chosen.uid, gid: chosen.gid };
}
