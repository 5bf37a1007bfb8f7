import { TokenRejection } from "./token-rejection.ts";

/** Clerk keeps a session token within a cookie (4 KiB); anything twice that size is not one. */
const maxTokenBytes = 8 * 1024;

const compactJws = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/;

/** @throws TokenRejection `oversized` */
export function assertTokenLength(token: string): void {
  if (token.length > maxTokenBytes) {
    throw new TokenRejection("oversized", `The token is longer than ${maxTokenBytes} bytes.`);
  }
}

/**
 * Refuses, before any cryptography, what cannot be a session token: not three base64url parts, a header
 * or payload that is no JSON object, any algorithm but RS256 (so neither `none` nor an HMAC keyed with the public
 * key reaches a key), another token type, or critical extensions nobody here understands (RFC 7515 §4.1.11).
 *
 * @throws TokenRejection
 */
export function assertTokenShape(token: string): void {
  const parts = compactJws.exec(token);
  const header = decodeObject(parts?.[1]);
  if (header === null || decodeObject(parts?.[2]) === null) {
    throw new TokenRejection("malformed", "The token is not a compact JWS of JSON objects.");
  }
  if (header["alg"] !== "RS256") {
    throw new TokenRejection("algorithm", "The token is not signed with RS256.");
  }
  if ((header["typ"] !== undefined && header["typ"] !== "JWT") || header["crit"] !== undefined) {
    throw new TokenRejection("header", "The token's header has another type or critical extensions.");
  }
}

function decodeObject(part: string | undefined): Readonly<Record<string, unknown>> | null {
  if (part === undefined) {
    return null;
  }
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isObject(value) ? value : null;
  } catch {
    // Not JSON: null is the answer, the caller names the reason.
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
