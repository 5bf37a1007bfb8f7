import { localIssuerName } from "../local/local-names.ts";
import type { VerifiedClaims } from "../token/verified-claims.ts";

/** `sessions.source`: who signed the session's tokens. */
export function sessionSourceOf(claims: Pick<VerifiedClaims, "issuer">): "local" | "clerk" {
  return claims.issuer === localIssuerName ? "local" : "clerk";
}
