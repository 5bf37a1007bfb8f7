import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { systemErrorCode } from "./embedded-postgres-error.ts";
import { identifyProcess, isStillAlive, type ProcessIdentity } from "./process-identity.ts";

/** Who holds a lock. `note` is free text for the one who finds it taken, such as an address. */
export interface ProcessLockHolder extends ProcessIdentity {
  readonly note: string;
}

export interface ProcessLock {
  /** Replaces the note; readers see the old or the new one, never a half. */
  describe(note: string): void;
  release(): void;
}

export type ProcessLockResult =
  | { readonly taken: false; readonly lock: ProcessLock }
  | { readonly taken: true; readonly holder: ProcessLockHolder };

/**
 * Takes a lock file for this process, or says who has it. A lock whose process is gone (also: whose pid was given
 * to another process since) is stale and is taken over.
 */
export function acquireProcessLock(path: string, note = ""): ProcessLockResult {
  const own: ProcessLockHolder = { ...identifyProcess(process.pid), note };
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify(own), { mode: 0o644 });
  try {
    for (;;) {
      if (linkIfAbsent(draft, path)) {
        return { taken: false, lock: lockHeldBy(path, own) };
      }
      const seen = readIfPresent(path);
      if (seen === null) {
        continue;
      }
      const holder = parseHolder(seen);
      if (holder !== null && isStillAlive(holder)) {
        return { taken: true, holder };
      }
      removeIfStill(path, seen);
    }
  } finally {
    unlinkSync(draft);
  }
}

/** Who holds this lock right now; null when nobody does. */
export function findProcessLockHolder(path: string): ProcessLockHolder | null {
  const text = readIfPresent(path);
  const holder = text === null ? null : parseHolder(text);
  return holder !== null && isStillAlive(holder) ? holder : null;
}

function lockHeldBy(path: string, own: ProcessLockHolder): ProcessLock {
  return {
    describe(note) {
      const next = `${path}.${process.pid}.next`;
      writeFileSync(next, JSON.stringify({ ...own, note }), { mode: 0o644 });
      renameSync(next, path);
    },
    release() {
      const text = readIfPresent(path);
      if (text !== null && parseHolder(text)?.pid === own.pid) {
        unlinkSync(path);
      }
    },
  };
}

/** A hard link appears whole or not at all, so that no one ever reads a lock without its owner. */
function linkIfAbsent(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "EEXIST") {
      return false;
    }
    throw error;
  }
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") {
      return null;
    }
    throw error;
  }
}

/** Removes a stale lock, unless another starter replaced it by a living one in the meantime: that one is put back. */
function removeIfStill(path: string, expected: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") {
      return;
    }
    throw error;
  }
  if (readFileSync(aside, "utf8") !== expected) {
    linkIfAbsent(aside, path);
  }
  unlinkSync(aside);
}

function parseHolder(text: string): ProcessLockHolder | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not written by us, or cut off by a full disk: a lock without an owner binds nobody.
    return null;
  }
  if (typeof value !== "object" || value === null) {
    return null;
  }
  const { pid, startToken, note } = value as Record<string, unknown>;
  return typeof pid === "number" && typeof startToken === "string" && typeof note === "string"
    ? { pid, startToken, note }
    : null;
}
