import { createPrivateKey, generateKeyPair, type KeyObject } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createPrivateFile } from "@gloria/core";

/**
 * The local issuer's RSA-2048 key in `<home>/issuer-key.pem` (PKCS #8, mode 0600), made when it is missing.
 * Of several processes that start at once on an empty home all get the same one.
 *
 * @throws Error when the file is readable by others or holds no such key, with what to do about it.
 */
export async function loadOrCreateIssuerKey(home: string): Promise<KeyObject> {
  const path = join(home, "issuer-key.pem");
  return (await readIssuerKey(path)) ?? (await createIssuerKey(path));
}

async function createIssuerKey(path: string): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048, publicExponent: 65537 });
  await createPrivateFile(path, privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  const key = await readIssuerKey(path);
  if (key === null) {
    throw new Error(`The key of the local issuer was removed from ${path} while it was being made. Start again.`);
  }
  return key;
}

/** Null when there is no file. */
async function readIssuerKey(path: string): Promise<KeyObject | null> {
  let pem: string;
  try {
    await assertPrivate(path);
    pem = await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) {
      return null;
    }
    throw error;
  }
  return parseIssuerKey(pem, path);
}

async function assertPrivate(path: string): Promise<void> {
  const { mode } = await stat(path);
  // Windows keeps access in lists of its own and reports made-up mode bits.
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new Error(
      `Others may read the key of the local issuer, ${path}. Delete the file (everyone signs in again) or run: chmod 600 ${path}`,
    );
  }
}

function parseIssuerKey(pem: string, path: string): KeyObject {
  const remedy = `Delete ${path}: a new key is made at the next start, and everyone signs in again.`;
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw new Error(`The key of the local issuer cannot be read. ${remedy}`, { cause });
  }
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== "rsa" || modulusLength !== 2048 || publicExponent !== 65537n) {
    throw new Error(`The key of the local issuer is not an RSA key of 2048 bits with the exponent 65537. ${remedy}`);
  }
  return key;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
