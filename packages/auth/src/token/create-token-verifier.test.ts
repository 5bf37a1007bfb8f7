import { createHmac, type KeyObject, sign } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ErrorCode } from "@gloria/contracts";
import { isAppError, newId } from "@gloria/core";
import { beforeAll, describe, expect, it } from "vitest";
import { createLocalIssuer } from "../local/create-local-issuer.ts";
import { loadOrCreateIssuerKey } from "../local/load-or-create-issuer-key.ts";
import { clerkClaims, createHandmadeIssuer, type Json, signByHand } from "./create-handmade-issuer.fixture.ts";
import { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from "./create-token-verifier.ts";
import { TokenRejection, type TokenRejectionReason } from "./token-rejection.ts";

const startMs = Date.UTC(2026, 6, 1, 3);

/** One issuer as the verifier meets it: a genuine token, and its key to make bad ones. */
interface Source {
  readonly genuine: string;
  readonly claims: Json;
  readonly privateKey: KeyObject;
  readonly settings: Pick<TokenVerifierOptions, "jwtKey" | "issuer" | "authorizedParties">;
}

async function clerkLike(): Promise<Source> {
  const { privateKey, publicKeyPem } = createHandmadeIssuer();
  const claims = clerkClaims(startMs / 1000);
  const header = { alg: "RS256", cat: "cl_B7d4PD111AAA", kid: "ins_2RfW", typ: "JWT" };
  return {
    genuine: signByHand(privateKey, claims, header),
    claims,
    privateKey,
    settings: {
      jwtKey: publicKeyPem,
      issuer: "https://clerk.gloria.example",
      authorizedParties: ["https://gloria.example", "https://admin.gloria.example"],
    },
  };
}

async function local(): Promise<Source> {
  const home = await mkdtemp(join(tmpdir(), "gloria-auth-"));
  try {
    const authorizedParty = "http://127.0.0.1:3000";
    const issuer = await createLocalIssuer({
      home,
      authorizedParty,
      environment: "test",
      host: "127.0.0.1",
      clock: { now: () => new Date(startMs) },
    });
    const ids = { tenantId: newId(), userId: newId(), sessionId: newId() };
    const { token } = issuer.sign({ ...ids, ttlSeconds: 60, orgRole: "admin", orgSlug: "harapan" });
    return {
      genuine: token,
      claims: JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()),
      privateKey: await loadOrCreateIssuerKey(home),
      settings: { jwtKey: issuer.publicKeyPem, issuer: issuer.issuer, authorizedParties: [authorizedParty] },
    };
  } finally {
    await rm(home, { recursive: true });
  }
}

async function rejectionOf(attempt: Promise<unknown>): Promise<Rejection> {
  const error: unknown = await attempt.then(
    () => expect.fail("the token was accepted"),
    (thrown: unknown) => thrown,
  );
  if (!isAppError(error) || !(error.cause instanceof TokenRejection)) {
    throw error;
  }
  return { code: error.code, reason: error.cause.reason };
}

interface Rejection {
  readonly code: ErrorCode;
  readonly reason: TokenRejectionReason;
}

const invalid = (reason: TokenRejectionReason): Rejection => ({ code: "auth.token_invalid", reason });
const expired: Rejection = { code: "auth.token_expired", reason: "expired" };

/** One table for both issuers: whatever differs between them is in the source, never in the path. */
describe.each([
  ["a Clerk-like issuer", clerkLike],
  ["the local issuer", local],
])("tokens of %s", (_name, makeSource) => {
  let source: Source;
  let nowMs: number;
  let verifier: TokenVerifier;

  beforeAll(async () => {
    source = await makeSource();
  });

  function start(options: Partial<TokenVerifierOptions> = {}) {
    nowMs = startMs;
    verifier = createTokenVerifier({ ...source.settings, clock: { now: () => new Date(nowMs) }, ...options });
    return verifier;
  }

  /** Signed with the right key, but with other claims; undefined leaves one out. */
  function withClaims(changes: Json, header?: Json): string {
    return signByHand(source.privateKey, { ...source.claims, ...changes }, header);
  }

  it("accepts a genuine one and reads its claims", async () => {
    const claims = await start().verify(source.genuine);
    const o = source.claims["o"] as { id: string };
    expect(claims).toEqual({
      issuer: source.settings.issuer,
      subject: source.claims["sub"],
      sid: source.claims["sid"],
      orgId: o.id,
      orgRole: "admin",
      orgSlug: "harapan",
      authorizedParty: source.settings.authorizedParties[0],
      impersonatorSubject: null,
      issuedAtMs: startMs,
      expiresAtMs: startMs + 60_000,
    });
    expect(Object.isFrozen(claims)).toBe(true);
  });

  it("accepts one without an organisation and says so", async () => {
    const claims = await start().verify(withClaims({ o: undefined }));
    expect(claims).toMatchObject({ orgId: null, orgRole: null, orgSlug: null });
  });

  it("accepts one without nbf, without a header type, of an impersonator", async () => {
    const token = withClaims({ nbf: undefined, act: { sub: "user_support" } }, { alg: "RS256" });
    expect(await start().verify(token)).toMatchObject({ impersonatorSubject: "user_support" });
  });

  it.each<[string, Json, Rejection]>([
    ["another issuer", { iss: "https://clerk.evil.example" }, invalid("issuer")],
    ["an issuer that only begins alike", { iss: "https://clerk.gloria.example.evil" }, invalid("issuer")],
    ["no issuer", { iss: undefined }, invalid("claims")],
    ["another application", { azp: "https://evil.example" }, invalid("authorized_party")],
    ["no application", { azp: undefined }, invalid("authorized_party")],
    ["no session", { sid: undefined }, invalid("session_missing")],
    ["an empty session", { sid: "" }, invalid("claims")],
    ["a session with open tasks", { sts: "pending" }, invalid("session_pending")],
    ["no subject", { sub: undefined }, invalid("claims")],
    ["an empty subject", { sub: "" }, invalid("claims")],
    ["an organisation without id", { o: { rol: "admin" } }, invalid("claims")],
    ["an expiry that is text", { exp: "2099" }, invalid("claims")],
    ["no expiry", { exp: undefined }, invalid("claims")],
    ["no time of issue", { iat: undefined }, invalid("claims")],
    ["an expiry of one second ago", { exp: startMs / 1000 - 1 }, expired],
    ["an expiry of now", { exp: startMs / 1000 }, expired],
    ["a start in six seconds", { nbf: startMs / 1000 + 6 }, invalid("not_yet_valid")],
    ["an issue in six seconds", { iat: startMs / 1000 + 6 }, invalid("not_yet_valid")],
  ])("refuses %s", async (_case, changes, rejection) => {
    expect(await rejectionOf(start().verify(withClaims(changes)))).toEqual(rejection);
  });

  it("tolerates an issuer's clock five seconds ahead", async () => {
    const soon = startMs / 1000 + 5;
    await expect(start().verify(withClaims({ iat: soon, nbf: soon }))).resolves.toBeDefined();
  });

  it("refuses an infinite expiry", async () => {
    const payload = JSON.stringify({ ...source.claims, exp: 424242 }).replace("424242", "1e999");
    const content = ['{"alg":"RS256"}', payload].map((part) => Buffer.from(part).toString("base64url")).join(".");
    const token = `${content}.${sign("RSA-SHA256", Buffer.from(content), source.privateKey).toString("base64url")}`;
    expect(await rejectionOf(start().verify(token))).toEqual(invalid("claims"));
  });

  it("refuses the signature of another key", async () => {
    const token = signByHand(createHandmadeIssuer().privateKey, source.claims);
    expect(await rejectionOf(start().verify(token))).toEqual(invalid("signature"));
  });

  it("refuses a payload that was changed after signing", async () => {
    const [header, , signature] = source.genuine.split(".");
    const payload = Buffer.from(JSON.stringify({ ...source.claims, sub: "user_admin" })).toString("base64url");
    expect(await rejectionOf(start().verify(`${header}.${payload}.${signature}`))).toEqual(invalid("signature"));
  });

  it("refuses alg none, with and without a signature", async () => {
    const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
    const [, payload, signature] = source.genuine.split(".");
    start();
    expect(await rejectionOf(verifier.verify(`${header}.${payload}.`))).toEqual(invalid("algorithm"));
    expect(await rejectionOf(verifier.verify(`${header}.${payload}.${signature}`))).toEqual(invalid("algorithm"));
  });

  it("refuses an empty signature under RS256", async () => {
    const [header, payload] = source.genuine.split(".");
    expect(await rejectionOf(start().verify(`${header}.${payload}.`))).toEqual(invalid("signature"));
  });

  it("refuses HS256 keyed with the public key", async () => {
    const content = [{ alg: "HS256", typ: "JWT" }, source.claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const mac = createHmac("sha256", source.settings.jwtKey).update(content).digest("base64url");
    expect(await rejectionOf(start().verify(`${content}.${mac}`))).toEqual(invalid("algorithm"));
  });

  it.each<[string, Json, TokenRejectionReason]>([
    ["another RSA algorithm", { alg: "RS512", typ: "JWT" }, "algorithm"],
    ["an OAuth access token", { alg: "RS256", typ: "at+jwt" }, "header"],
    ["critical extensions", { alg: "RS256", typ: "JWT", crit: ["b64"], b64: false }, "header"],
    ["a machine token", { alg: "RS256", typ: "JWT", cat: "cl_B7d4PD333AAA" }, "claims"],
  ])("refuses %s", async (_case, header, reason) => {
    expect(await rejectionOf(start().verify(withClaims({}, header)))).toEqual(invalid(reason));
  });

  it.each([
    ["nothing", ""],
    ["a word", "token"],
    ["two parts", "e30.e30"],
    ["four parts", "e30.e30.e30.e30"],
    ["a header that is no JSON", "x.e30.e30"],
    ["a header that is null", `${Buffer.from("null").toString("base64url")}.e30.e30`],
    ["a header that is a list", `${Buffer.from("[]").toString("base64url")}.e30.e30`],
    ["a payload that is null", `${Buffer.from('{"alg":"RS256"}').toString("base64url")}.bnVsbA.e30`],
    ["standard base64", "e30=.e30+.e30/"],
    ["a NUL byte", "e30.e30.e30\u0000"],
  ])("refuses %s as malformed", async (_case, token) => {
    expect(await rejectionOf(start().verify(token))).toEqual(invalid("malformed"));
  });

  it("refuses an oversized token, even a genuine one", async () => {
    const token = withClaims({ padding: "x".repeat(8000) });
    expect(await rejectionOf(start().verify(token))).toEqual(invalid("oversized"));
    expect(await rejectionOf(start({ cacheBytes: 0 }).verify(token))).toEqual(invalid("oversized"));
  });

  describe("remembered", () => {
    it("answers a second time with the same object", async () => {
      const first = await start().verify(source.genuine);
      expect(await verifier.verify(source.genuine)).toBe(first);
    });

    it("is refused from the very moment of its expiry, and stays refused", async () => {
      await start().verify(source.genuine);
      nowMs = startMs + 59_999;
      await expect(verifier.verify(source.genuine)).resolves.toBeDefined();
      nowMs = startMs + 60_000;
      expect(await rejectionOf(verifier.verify(source.genuine))).toEqual(expired);
      expect(await rejectionOf(verifier.verify(source.genuine))).toEqual(expired);
    });

    it("never covers another token with the same claims", async () => {
      await start().verify(source.genuine);
      const forged = signByHand(createHandmadeIssuer().privateKey, source.claims);
      expect(await rejectionOf(verifier.verify(forged))).toEqual(invalid("signature"));
    });

    it("forgets nothing but the oldest when the memory is full", async () => {
      // Room for two entries of some 750 bytes each.
      start({ cacheBytes: 1_800 });
      const [a, b, c] = ["sess_a", "sess_b", "sess_c"].map((sid) => withClaims({ sid })) as [string, string, string];
      // One after the other: signatures verified at once finish, and enter the memory, in any order.
      const firstA = await verifier.verify(a);
      const firstB = await verifier.verify(b);
      const firstC = await verifier.verify(c);
      expect(await verifier.verify(c)).toBe(firstC);
      expect(await verifier.verify(b)).toBe(firstB);
      expect(await verifier.verify(a)).not.toBe(firstA);
    });

    it("is off with no memory", async () => {
      const first = await start({ cacheBytes: 0 }).verify(source.genuine);
      const second = await verifier.verify(source.genuine);
      expect(second).not.toBe(first);
      expect(second).toEqual(first);
    });

    it("does not remember a refusal: a token valid later is accepted then", async () => {
      const token = withClaims({ nbf: startMs / 1000 + 30 });
      expect(await rejectionOf(start().verify(token))).toEqual(invalid("not_yet_valid"));
      nowMs = startMs + 30_000;
      await expect(verifier.verify(token)).resolves.toBeDefined();
    });
  });
});

describe("createTokenVerifier", () => {
  const { publicKeyPem: jwtKey } = createHandmadeIssuer();
  const settings = { jwtKey, issuer: "https://a.example", authorizedParties: ["https://b.example"] };
  const clock = { now: () => new Date(startMs) };

  it.each([
    ["an empty issuer", { issuer: "" }],
    ["no authorized party", { authorizedParties: [] }],
    ["an empty authorized party", { authorizedParties: ["https://b.example", ""] }],
    ["no key", { jwtKey: "" }],
  ])("does not start with %s", (_case, changes) => {
    expect(() => createTokenVerifier({ ...settings, ...changes, clock })).toThrow(/issuer|key/);
  });
});
