import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import { AppError, type Clock } from "@gloria/core";
import { isLoopbackHost } from "./is-loopback-host.ts";
import { loadOrCreateIssuerKey } from "./load-or-create-issuer-key.ts";
import { localIssuerName, localOrgId, localSid, localSubject } from "./local-names.ts";

export interface LocalIssuerOptions {
  /** `GLORIA_HOME`: the key lives there as `issuer-key.pem`. */
  readonly home: string;
  /** `azp` of every token; the verifier must list the same text. */
  readonly authorizedParty: string;
  /** The value of `NODE_ENV`, if any. */
  readonly environment: string | undefined;
  /** The address the api listens on. */
  readonly host: string;
  readonly clock: Clock;
}

export interface LocalSession {
  readonly userId: string;
  readonly tenantId: string;
  readonly sessionId: string;
  /** Lifetime of the token, 1 to 2,592,000 (30 days). */
  readonly ttlSeconds: number;
  /** `o.rol`; what a person may do is Gloria's own matter, so nothing reads it back. Default `member`. */
  readonly orgRole?: string;
  /** `o.slg`, for a person who decodes the token. */
  readonly orgSlug?: string;
}

export interface SignedSessionToken {
  readonly token: string;
  /** The token's `exp`, so on a whole second. */
  readonly expiresAt: Date;
}

export interface LocalIssuer {
  /** `iss` of its tokens, for the verifier. */
  readonly issuer: string;
  /** `jwtKey` for the verifier. */
  readonly publicKeyPem: string;
  /** @throws TypeError when an id is no UUID; RangeError when the lifetime is out of range */
  sign(session: LocalSession): SignedSessionToken;
}

const maxTtlSeconds = 30 * 24 * 60 * 60;

/**
 * The issuer for a machine without Clerk: it signs whoever the sign-in endpoint names, without a password, and so
 * exists only where nobody else can reach it. Its tokens have Clerk's shape and are verified by the same path.
 *
 * @throws AppError `auth.local_issuer_off` with `{reason: "production" | "host_not_loopback", host}`.
 * @throws Error when the key file is unusable, with what to do.
 */
export async function createLocalIssuer(options: LocalIssuerOptions): Promise<LocalIssuer> {
  const { host, clock, authorizedParty } = options;
  if (options.environment?.trim().toLowerCase() === "production") {
    throw new AppError("auth.local_issuer_off", { reason: "production", host });
  }
  if (!isLoopbackHost(host)) {
    throw new AppError("auth.local_issuer_off", { reason: "host_not_loopback", host });
  }
  if (authorizedParty === "") {
    throw new Error("The local issuer needs the authorized party of its tokens.");
  }
  const privateKey = await loadOrCreateIssuerKey(options.home);
  const publicKey = createPublicKey(privateKey);
  const header = encode({ alg: "RS256", kid: keyIdOf(publicKey), typ: "JWT" });

  return {
    issuer: localIssuerName,
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    sign(session) {
      const { ttlSeconds } = session;
      if (!Number.isSafeInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > maxTtlSeconds) {
        throw new RangeError(`A token lives 1 to ${maxTtlSeconds} seconds.`);
      }
      const iat = Math.floor(clock.now().getTime() / 1000);
      const exp = iat + ttlSeconds;
      const content = `${header}.${encode({ azp: authorizedParty, exp, iat, nbf: iat, ...identityClaims(session) })}`;
      const signature = sign("RSA-SHA256", Buffer.from(content), privateKey).toString("base64url");
      return { token: `${content}.${signature}`, expiresAt: new Date(exp * 1000) };
    },
  };
}

function identityClaims({ tenantId, userId, sessionId, orgRole = "member", orgSlug }: LocalSession) {
  return {
    iss: localIssuerName,
    sub: localSubject(userId),
    sid: localSid(sessionId),
    o: { id: localOrgId(tenantId), rol: orgRole, ...(orgSlug === undefined ? {} : { slg: orgSlug }) },
    sts: "active",
    v: 2,
  };
}

/** `ins_` + the head of the key's SHA-256: changes with the key, as Clerk's does. */
function keyIdOf(publicKey: KeyObject): string {
  const digest = createHash("sha256").update(publicKey.export({ type: "spki", format: "der" }));
  return `ins_${digest.digest("hex").slice(0, 27)}`;
}

function encode(value: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
