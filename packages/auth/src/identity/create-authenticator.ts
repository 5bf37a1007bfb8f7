import { AppError } from "@gloria/core";
import { sessionIdOf } from "../sessions/session-id-of.ts";
import type { TokenVerifier } from "../token/create-token-verifier.ts";
import type { VerifiedClaims } from "../token/verified-claims.ts";
import {
  createIdentityResolver,
  type IdentityResolverOptions,
  type ResolvedIdentity,
} from "./create-identity-resolver.ts";

/**
 * A caller whose token is genuine and whose names are known to us. The transport makes the actor of it and then, in
 * the request's transaction, checks session, person and tenant.
 */
export interface AuthenticatedCaller extends ResolvedIdentity {
  /** The session's id in `sessions`: carried by a local token, derived from a foreign one. */
  readonly sessionId: string;
  /** Subject, the issuer's own session name (`sid`, kept as `sessions.external_sid`), impersonator, expiry. */
  readonly claims: VerifiedClaims;
}

export interface Authenticator {
  /**
   * @param bearer the token, without the scheme; null when the caller sent none.
   * @throws AppError `auth.unauthenticated` without a token, those of the verifier, those of the resolver.
   */
  authenticate(bearer: string | null): Promise<AuthenticatedCaller>;
}

export interface AuthenticatorOptions extends IdentityResolverOptions {
  readonly verifier: TokenVerifier;
}

/** Bearer token → caller: verify, then resolve. */
export function createAuthenticator({ verifier, ...identityOptions }: AuthenticatorOptions): Authenticator {
  const identities = createIdentityResolver(identityOptions);
  // By the claims that the verifier remembers of a token: what follows from them is worked out once, not each request.
  const sessionIds = new WeakMap<VerifiedClaims, { readonly tenantId: string; readonly sessionId: string }>();

  function sessionOf(claims: VerifiedClaims, tenantId: string): string {
    const known = sessionIds.get(claims);
    if (known?.tenantId === tenantId) return known.sessionId;
    const sessionId = sessionIdOf(tenantId, claims.sid);
    sessionIds.set(claims, { tenantId, sessionId });
    return sessionId;
  }

  return {
    async authenticate(bearer) {
      if (bearer === null || bearer === "") {
        throw new AppError("auth.unauthenticated");
      }
      const claims = await verifier.verify(bearer);
      const { tenantId, userId } = await identities.resolve(claims);
      return { tenantId, userId, sessionId: sessionOf(claims, tenantId), claims };
    },
  };
}
