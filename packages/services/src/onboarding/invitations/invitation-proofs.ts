import { createHash, randomInt, scrypt } from "node:crypto";
import { type FieldCrypto, hexToId } from "@gloria/core";

// Neither 0/O, 1/I/L nor U/V, which are confused on paper and on the phone.
const alphabet = "23456789ABCDEFGHJKMNPQRSTWXYZ";
const codeLength = 12;

/** 16 MiB and some 30 ms a guess; the key outside the database makes a stolen table worthless besides. */
const cost = { N: 2 ** 14, r: 8, p: 1 };

/** The tenant that a token names; null when it is no token. */
export function tenantOfToken(token: string): string | null {
  const [, tenant] = /^([0-9a-f]{32})\.[A-Za-z0-9_-]{32}$/.exec(token) ?? [];
  return tenant === undefined ? null : hexToId(tenant);
}

/** What is stored of a token. It has 192 random-looking bits, so a fast hash is enough. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** A code to be printed: 12 of 29 signs (58 bits), in groups of four. */
export function drawCode(): string {
  const signs = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)] ?? "");
  return [0, 4, 8].map((from) => signs.slice(from, from + 4).join("")).join("-");
}

/** What is stored of a code, however its groups were typed: slow to compute, and keyed by the installation's ring. */
export async function hashCode(
  crypto: Pick<FieldCrypto, "blindIndex">,
  tenantId: string,
  code: string,
): Promise<string> {
  const typed = code.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");
  const slow = await new Promise<Buffer>((resolve, reject) => {
    scrypt(typed, `invitation code ${tenantId}`, 32, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
  return crypto.blindIndex({ tenantId, table: "invitations", column: "code_hash" }, slow.toString("base64url"));
}
