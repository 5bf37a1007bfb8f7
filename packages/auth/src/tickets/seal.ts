import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** Signs short JSON texts for one purpose: `<payload>.<HMAC-SHA256>`, both base64url. */
export interface Seal {
  close(payload: Readonly<Record<string, string | number>>): string;
  /** The payload as parsed JSON; null when the text was not made by this seal. */
  open(sealed: string): unknown;
}

const maxSealedLength = 2048;

/** A seal of its own for each purpose, from one secret: what one seal closed, no other opens. */
export function createSeal(secret: string | Uint8Array, purpose: string): Seal {
  if (Buffer.byteLength(secret) < 32) {
    throw new Error("The secret that signs tickets and cookies needs at least 32 bytes.");
  }
  const key = Buffer.from(hkdfSync("sha256", secret, "", `gloria/auth/${purpose}/v1`, 32));
  const macOf = (body: string) => createHmac("sha256", key).update(body).digest();

  return {
    close(payload) {
      const body = Buffer.from(JSON.stringify(payload)).toString("base64url");
      return `${body}.${macOf(body).toString("base64url")}`;
    },
    open(sealed) {
      const parts = sealed.length > maxSealedLength ? null : /^([\w-]+)\.([\w-]{43})$/.exec(sealed);
      const [, body, mac] = parts ?? [];
      if (body === undefined || mac === undefined || !timingSafeEqual(Buffer.from(mac, "base64url"), macOf(body))) {
        return null;
      }
      // Ours, by the line above, so it is JSON.
      return JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
    },
  };
}
