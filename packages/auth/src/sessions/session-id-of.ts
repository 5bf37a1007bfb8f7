import { createHash } from "node:crypto";
import { hexToId } from "@gloria/core";

/**
 * The id under which a token's session stands in `sessions`, without asking the database.
 *
 * The local issuer's `sess_<32 hex digits>` carries the id itself. Any other `sid` (Clerk's have 27 characters) gets
 * a name-based one (UUIDv8: SHA-256 of tenant and `sid`), because one Clerk session may move between organisations
 * and then has a row in each tenant. Stable for ever: rows are found by it.
 */
export function sessionIdOf(tenantId: string, sid: string): string {
  return localSessionId(sid) ?? derivedSessionId(tenantId, sid);
}

function localSessionId(sid: string): string | null {
  return sid.startsWith("sess_") ? hexToId(sid.slice("sess_".length)) : null;
}

function derivedSessionId(tenantId: string, sid: string): string {
  const bytes = createHash("sha256").update(`${tenantId.toLowerCase()}\n${sid}`).digest().subarray(0, 16);
  // RFC 9562: version 8 (custom), variant 10.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
