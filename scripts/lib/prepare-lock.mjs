import { existsSync, linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { root, sha256 } from "./clone.mjs";

/**
 * Runs work while no other command of this clone installs or builds. The lock lies outside of the clone: before the
 * first install there is no folder that an install would leave alone.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPrepareLock(work) {
  const path = join(tmpdir(), `gloria-prepare-${process.getuid?.() ?? 0}-${sha256(root).slice(0, 16)}.lock`);
  await take(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

async function take(path) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    for (let told = false; ; ) {
      try {
        linkSync(draft, path);
        return;
      } catch (error) {
        if (error.code !== "EEXIST") {
          throw error;
        }
      }
      const holder = readHolder(path);
      if (holder !== null && !isAlive(holder)) {
        rmSync(path, { force: true });
      } else {
        if (!told) {
          console.log(`  waiting for process ${holder}, which installs or builds this clone`);
          told = true;
        }
        await delay(200);
      }
    }
  } finally {
    unlinkSync(draft);
  }
}

function readHolder(path) {
  return existsSync(path) ? Number(readFileSync(path, "utf8")) : null;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
