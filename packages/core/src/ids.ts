import { v7, validate } from "uuid";

/** A new UUIDv7: sorts by the time it was made. `atMs` is for seeded history. */
export function newId(atMs?: number): string {
  return atMs === undefined ? v7() : v7({ msecs: atMs });
}

export function isId(value: string): boolean {
  return validate(value);
}

/** `019a…-…` → 32 hex digits, as used in the local issuer's `org_` and `user_` names. */
export function idToHex(id: string): string {
  return id.replaceAll("-", "");
}

/** The reverse of {@link idToHex}; null when the text is not 32 hex digits. */
export function hexToId(hex: string): string | null {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(hex);
  return parts === null ? null : parts.slice(1).join("-");
}
