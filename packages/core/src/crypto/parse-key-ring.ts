import { randomBytes } from "node:crypto";

/** A secret of 32 bytes, from which the keys of every purpose are derived. */
export interface MasterKey {
  /** Stands in every ciphertext, so that the right key is found again. */
  readonly id: string;
  readonly secret: Uint8Array;
}

/** Master keys, the oldest first. The newest encrypts; all decrypt. */
export type KeyRing = readonly [MasterKey, ...MasterKey[]];

const keyBytes = 32;
const expected =
  "a key ring is written as ID:KEY, oldest first, separated by commas, blanks or line breaks; ID of up to 16 lower-case letters and digits, KEY of 32 bytes in base64";

/**
 * Reads `GLORIA_MASTER_KEYS` or the file that stands for it: `2026a:<base64>,2026b:<base64>`, the oldest key first.
 * Rotating is appending a key; the oldest also finds and fingerprints values, so it leaves only with a re-indexing.
 *
 * @throws Error that says what is wrong and repeats nothing of a key
 */
export function parseKeyRing(text: string): KeyRing {
  const keys = text
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(parseKey);
  const [oldest, ...newer] = keys;
  if (oldest === undefined) throw new Error(`The key ring is empty: ${expected}.`);
  const ids = new Set(keys.map(({ id }) => id));
  if (ids.size < keys.length) throw new Error("The key ring has two keys of one id.");
  return [oldest, ...newer];
}

function parseKey(entry: string, place: number): MasterKey {
  const [, id, encoded] = /^([a-z0-9]{1,16}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? [];
  const secret = Buffer.from(encoded ?? "", "base64");
  if (id === undefined || secret.length !== keyBytes) {
    throw new Error(`Key ${place + 1} of the key ring cannot be read: ${expected}.`);
  }
  return { id, secret };
}

/** A ring of one new key, as text that {@link parseKeyRing} reads. */
export function generateKeyRing(): string {
  return `k1:${randomBytes(keyBytes).toString("base64")}`;
}
