import { hexToId, idToHex } from "@gloria/core";

/**
 * `iss` of every token of the local issuer. A constant, not the address listened on, so that a changed port leaves
 * the issuer what it is; `.invalid` can never be a real issuer's domain.
 */
export const localIssuerName = "https://local-issuer.gloria.invalid";

/** `org_<hex>`: stands in `tenants.clerk_org_id`. */
export function localOrgId(tenantId: string): string {
  return `org_${hexOf(tenantId)}`;
}

/** `user_<hex>`: stands in `users.clerk_user_id`. */
export function localSubject(userId: string): string {
  return `user_${hexOf(userId)}`;
}

/** `sess_<hex>`: stands in `sessions.external_sid`. */
export function localSid(sessionId: string): string {
  return `sess_${hexOf(sessionId)}`;
}

function hexOf(id: string): string {
  const hex = idToHex(id.toLowerCase());
  if (hexToId(hex) === null) {
    throw new TypeError("The local issuer names only UUIDs.");
  }
  return hex;
}
