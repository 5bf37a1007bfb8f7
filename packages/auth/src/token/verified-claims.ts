import { z } from "zod";

/**
 * What a verified session token says. Plain and frozen, because the cache hands the same object to many requests.
 * Times are milliseconds since 1970.
 */
export interface VerifiedClaims {
  readonly issuer: string;
  /** `sub`: the user's id at the issuer (`user_…`). */
  readonly subject: string;
  /** `sid`: the session's id at the issuer (`sess_…`). */
  readonly sid: string;
  /** `o.id`: the active organisation (`org_…`); null when the person has chosen none. */
  readonly orgId: string | null;
  readonly orgRole: string | null;
  readonly orgSlug: string | null;
  readonly authorizedParty: string;
  /** `act.sub`: who impersonates the subject; null for a session of their own. */
  readonly impersonatorSubject: string | null;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

const name = z.string().min(1).max(255);
// JSON can spell infinity as 1e999: an infinite expiry never passes.
const epochSeconds = z.number().min(0).max(1e11);

/**
 * The session-token claims of Clerk, version 2, that Gloria relies on. `azp` and `sid` are optional here because
 * their absence has its own reason; other claims pass unread.
 */
export const sessionTokenClaims = z.object({
  iss: z.string(),
  sub: name,
  sid: name.optional(),
  azp: name.optional(),
  iat: epochSeconds,
  nbf: epochSeconds.optional(),
  exp: epochSeconds,
  sts: z.string().optional(),
  o: z.object({ id: name, rol: z.string().max(255).optional(), slg: z.string().max(255).optional() }).optional(),
  act: z.object({ sub: name }).optional(),
});

export type SessionTokenClaims = z.infer<typeof sessionTokenClaims>;
