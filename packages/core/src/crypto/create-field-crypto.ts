import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { KeyRing, MasterKey } from "./parse-key-ring.ts";

/** Where a kind of values lives. */
export interface FieldColumn {
  readonly tenantId: string;
  readonly table: string;
  readonly column: string;
}

/** Where one value lives; a ciphertext opens nowhere else. */
export interface FieldPlace extends FieldColumn {
  readonly rowId: string;
}

/** Encryption of single fields of rows. Synchronous, and safe to share in a process. */
export interface FieldCrypto {
  /** `gf1.<key id>.<base64url of nonce, ciphertext and tag>`; another one each time. */
  encrypt(place: FieldPlace, plain: string): string;
  /** @throws FieldCryptoError when it was changed, moved, or written under a key that the ring lacks */
  decrypt(place: FieldPlace, sealed: string): string;
  /** Whether it was written under the newest key; what was not is due for encrypting anew. */
  isCurrent(sealed: string): boolean;
  /**
   * The same text for the same value of a column, by which equal values are found and refused. It does not open, but
   * tells equality: only for what must be searched. Stable while the oldest key stays in the ring.
   */
  blindIndex(column: FieldColumn, plain: string): string;
  /** What a log may hold instead of a value: tells whether this very field changed, and nothing across rows. */
  fingerprint(place: FieldPlace, plain: string): string;
}

/** Why a ciphertext does not open; it never holds any of it. */
export class FieldCryptoError extends Error {
  readonly reason: "malformed" | "unknown_key" | "not_authentic";

  constructor(reason: FieldCryptoError["reason"], place: FieldPlace, options?: ErrorOptions) {
    super(`${place.table}.${place.column} of ${place.rowId} does not open: ${reason}`, options);
    this.name = "FieldCryptoError";
    this.reason = reason;
  }
}

const version = "gf1";
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under keys derived from the ring; tenant, table, column and row are authenticated with each value. */
export function createFieldCrypto(ring: KeyRing): FieldCrypto {
  const newest = ring.at(-1) ?? ring[0];
  const cipherKeys = new Map(ring.map((key) => [key.id, derive(key, "field encryption")]));
  const newestKey = derive(newest, "field encryption");
  const indexKey = derive(ring[0], "blind index");
  const fingerprintKey = derive(ring[0], "fingerprint");

  return {
    encrypt(place, plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", newestKey, nonce, { authTagLength: tagBytes });
      cipher.setAAD(placeBytes(newest.id, place));
      const sealed = Buffer.concat([nonce, cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${version}.${newest.id}.${sealed.toString("base64url")}`;
    },
    decrypt(place, sealed) {
      const [, id = "", encoded = ""] = /^gf1\.([a-z0-9]{1,16})\.([A-Za-z0-9_-]+)$/.exec(sealed) ?? [];
      const bytes = Buffer.from(encoded, "base64url");
      if (bytes.length < nonceBytes + tagBytes) throw new FieldCryptoError("malformed", place);
      const key = cipherKeys.get(id);
      if (key === undefined) throw new FieldCryptoError("unknown_key", place);
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(placeBytes(id, place));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        const plain = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
        return Buffer.concat([plain, decipher.final()]).toString("utf8");
      } catch (cause) {
        throw new FieldCryptoError("not_authentic", place, { cause });
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`${version}.${newest.id}.`),
    blindIndex: ({ tenantId, table, column }, plain) => keyed(indexKey, [tenantId, table, column, plain], 24),
    fingerprint: ({ tenantId, table, column, rowId }, plain) =>
      `fp:${keyed(fingerprintKey, [tenantId, table, column, rowId, plain], 9)}`,
  };
}

function derive({ secret }: MasterKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `gloria ${purpose} v1`, 32));
}

/** JSON, so that no two places share their bytes. */
function placeBytes(keyId: string, { tenantId, table, column, rowId }: FieldPlace): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, tenantId, table, column, rowId]), "utf8");
}

function keyed(key: Buffer, parts: readonly string[], bytes: number): string {
  return createHmac("sha256", key).update(JSON.stringify(parts)).digest().subarray(0, bytes).toString("base64url");
}
