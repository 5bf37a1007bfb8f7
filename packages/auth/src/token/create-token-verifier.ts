import { hash } from "node:crypto";
import { verifyToken } from "@clerk/backend";
import { TokenVerificationError, TokenVerificationErrorReason } from "@clerk/backend/errors";
import { AppError, type Clock } from "@gloria/core";
import { LRUCache } from "lru-cache";
import { assertTokenLength, assertTokenShape } from "./assert-token-shape.ts";
import { normalizeJwtKey } from "./normalize-jwt-key.ts";
import { TokenRejection } from "./token-rejection.ts";
import { type SessionTokenClaims, sessionTokenClaims, type VerifiedClaims } from "./verified-claims.ts";

export interface TokenVerifierOptions {
  /** PEM of the issuer's RSA-2048 public key; literal `\n` is understood. */
  readonly jwtKey: string;
  /** The exact `iss` of every accepted token. */
  readonly issuer: string;
  /** The accepted `azp` values (origins of the apps that may hold a session); at least one. */
  readonly authorizedParties: readonly string[];
  /** Memory for verified claims; 0 verifies every token anew. Default 8 MiB, some 8,000 tokens. */
  readonly cacheBytes?: number;
  readonly clock: Clock;
}

export interface TokenVerifier {
  /**
   * The claims of a session token that is genuine and valid now. Says nothing about the session's revocation or the
   * person's state: both are looked up per request.
   *
   * @throws AppError `auth.token_expired`, or `auth.token_invalid` for every other fault; the cause is a
   *   {@link TokenRejection}.
   */
  verify(token: string): Promise<VerifiedClaims>;
}

const defaultCacheBytes = 8 * 1024 * 1024;

/** Tolerated lead of the issuer's clock for `nbf` and `iat`. `exp` gets none: streams close exactly then. */
const clockLeadMs = 5_000;

/** Object, list links and map slot of one cache entry, measured roughly; its strings are counted on top. */
const cacheEntryOverheadBytes = 500;

/**
 * The one path by which a bearer token is believed, whoever issued it: Clerk, or the local issuer with its
 * Clerk-shaped tokens. Works without network.
 *
 * @throws Error when the key, the issuer or the authorized parties cannot work (a mistake in the settings).
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { issuer, clock, cacheBytes = defaultCacheBytes } = options;
  const jwtKey = normalizeJwtKey(options.jwtKey);
  const authorizedParties: ReadonlySet<string> = new Set(options.authorizedParties);
  if (issuer === "" || authorizedParties.size === 0 || authorizedParties.has("")) {
    throw new Error("A token verifier needs an issuer and at least one authorized party, none of them empty.");
  }
  const cache = cacheBytes > 0 ? createClaimsCache(cacheBytes) : null;

  async function verifyUncached(token: string, nowMs: number): Promise<VerifiedClaims> {
    assertTokenShape(token);
    const parsed = sessionTokenClaims.safeParse(await verifySignature(token, jwtKey));
    if (!parsed.success) {
      throw new TokenRejection("claims", "The token's claims have another shape.", { cause: parsed.error });
    }
    return acceptClaims(parsed.data, { issuer, authorizedParties, nowMs });
  }

  return {
    async verify(token) {
      const nowMs = clock.now().getTime();
      try {
        assertTokenLength(token);
        if (cache === null) {
          return await verifyUncached(token, nowMs);
        }
        // The digest is the key so that a heap dump of the cache holds no usable token. A refusal is never stored:
        // only the issuer can fill this cache.
        const key = hash("sha256", token, "base64url");
        const known = cache.get(key);
        if (known === undefined) {
          const claims = await verifyUncached(token, nowMs);
          cache.set(key, claims);
          return claims;
        }
        if (known.expiresAtMs <= nowMs) {
          cache.delete(key);
        }
        assertNotExpired(known.expiresAtMs, nowMs);
        return known;
      } catch (error) {
        throw error instanceof TokenRejection ? toAppError(error) : error;
      }
    },
  };
}

/** Signature only. Time is judged by our clock in {@link acceptClaims}; the library has none to inject. */
async function verifySignature(token: string, jwtKey: string): Promise<unknown> {
  try {
    return await verifyToken(token, { jwtKey, clockSkewInMs: Number.MAX_SAFE_INTEGER });
  } catch (error) {
    if (error instanceof TokenVerificationError) {
      const reason = error.reason === TokenVerificationErrorReason.TokenInvalidSignature ? "signature" : "claims";
      throw new TokenRejection(reason, `The token was refused: ${error.reason}.`, { cause: error });
    }
    throw error;
  }
}

interface AcceptanceRules {
  readonly issuer: string;
  readonly authorizedParties: ReadonlySet<string>;
  readonly nowMs: number;
}

/** Everything about a genuine token that the library does not check, or checks only when asked. Pure. */
function acceptClaims(claims: SessionTokenClaims, rules: AcceptanceRules): VerifiedClaims {
  const { azp, sid } = claims;
  if (claims.iss !== rules.issuer) {
    throw new TokenRejection("issuer", "The token comes from another issuer.");
  }
  if (azp === undefined || !rules.authorizedParties.has(azp)) {
    throw new TokenRejection("authorized_party", "The token was made for another application.");
  }
  if (sid === undefined) {
    // A token from a custom JWT template is signed by the same key but belongs to no session that could be revoked.
    throw new TokenRejection("session_missing", "The token names no session.");
  }
  if (claims.sts === "pending") {
    // Clerk: signed in, but a required task (second factor, choice of organisation) is not finished.
    throw new TokenRejection("session_pending", "The session still has required tasks.");
  }
  const expiresAtMs = claims.exp * 1000;
  assertNotExpired(expiresAtMs, rules.nowMs);
  if (Math.max(claims.nbf ?? 0, claims.iat) * 1000 > rules.nowMs + clockLeadMs) {
    throw new TokenRejection("not_yet_valid", "The token is not valid yet.");
  }
  return Object.freeze({
    issuer: claims.iss,
    subject: claims.sub,
    sid,
    orgId: claims.o?.id ?? null,
    orgRole: claims.o?.rol ?? null,
    orgSlug: claims.o?.slg ?? null,
    authorizedParty: azp,
    impersonatorSubject: claims.act?.sub ?? null,
    issuedAtMs: claims.iat * 1000,
    expiresAtMs,
  });
}

function assertNotExpired(expiresAtMs: number, nowMs: number): void {
  if (expiresAtMs <= nowMs) {
    throw new TokenRejection("expired", "The token has expired.");
  }
}

function toAppError(rejection: TokenRejection): AppError {
  const code = rejection.reason === "expired" ? "auth.token_expired" : "auth.token_invalid";
  return new AppError(code, {}, { cause: rejection });
}

function createClaimsCache(maxSize: number): LRUCache<string, VerifiedClaims> {
  return new LRUCache<string, VerifiedClaims>({
    maxSize,
    sizeCalculation: (claims, key) => {
      let characters = key.length;
      for (const value of Object.values(claims)) {
        characters += typeof value === "string" ? value.length : 0;
      }
      return cacheEntryOverheadBytes + characters;
    },
  });
}
