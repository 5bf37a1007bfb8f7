const bearer = /^bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;

/**
 * The token of an `Authorization` header (RFC 6750); null when there is none or another scheme is used, so that a
 * caller with an API key or nothing at all is told "sign in", not "bad token".
 */
export function bearerOf(authorization: string | null | undefined): string | null {
  return bearer.exec(authorization ?? "")?.[1] ?? null;
}
