import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { createPrivateFile } from "../files/create-private-file.ts";
import { generateKeyRing, type KeyRing, parseKeyRing } from "./parse-key-ring.ts";

export interface KeyRingSource {
  /** `GLORIA_MASTER_KEYS`; null: the file `<home>/master-keys`, made when it is missing. */
  readonly masterKeys: string | null;
  /** Absolute folder of generated keys. */
  readonly home: string;
}

/**
 * The key ring of this installation: api, worker and command line get the same one, also when they all start at once
 * on an empty home. What it encrypts is lost with it, so a broken file is never replaced.
 *
 * @throws Error when the ring is malformed, or its file is readable by others, with what to do about it
 */
export async function loadKeyRing({ masterKeys, home }: KeyRingSource): Promise<KeyRing> {
  if (masterKeys !== null) return parseKeyRing(masterKeys);
  const path = join(home, "master-keys");
  await createPrivateFile(path, `${generateKeyRing()}\n`);
  const { mode } = await stat(path);
  // Windows keeps access in lists of its own and reports made-up mode bits.
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new Error(`Others may read the key ring ${path}. Run: chmod 600 ${path}`);
  }
  try {
    return parseKeyRing(await readFile(path, "utf8"));
  } catch (cause) {
    throw new Error(
      `The key ring ${path} is broken. Restore it from a backup: what it encrypted opens with it alone.`,
      {
        cause,
      },
    );
  }
}
