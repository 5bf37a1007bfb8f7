import { AppError, isAppError } from "@gloria/core";
import { beforeEach, describe, expect, it } from "vitest";
import type { TokenVerifier } from "../token/create-token-verifier.ts";
import type { VerifiedClaims } from "../token/verified-claims.ts";
import { createAuthenticator } from "./create-authenticator.ts";
import type { IdentityLookup } from "./create-identity-resolver.ts";

const tenantId = "019a0000-1111-7222-8333-444455556666";

const claims: VerifiedClaims = {
  issuer: "https://clerk.gloria.example",
  subject: "user_1",
  sid: "sess_019a0000000070008000000000000001",
  orgId: "org_1",
  orgRole: null,
  orgSlug: null,
  authorizedParty: "https://gloria.example",
  impersonatorSubject: null,
  issuedAtMs: 0,
  expiresAtMs: 60_000,
};

let nowMs: number;
let lookedUp: string[];
let tenants: Map<string, string>;
let users: Map<string, string>;

beforeEach(() => {
  nowMs = 0;
  lookedUp = [];
  tenants = new Map([["org_1", tenantId]]);
  users = new Map([[`${tenantId} user_1`, "user-id-1"]]);
});

const lookup: IdentityLookup = {
  async findTenantByOrg(orgId) {
    lookedUp.push(orgId);
    return tenants.get(orgId) ?? null;
  },
  async findUser(tenant, subject) {
    lookedUp.push(subject);
    return users.get(`${tenant} ${subject}`) ?? null;
  },
};

function authenticator(changes: Partial<VerifiedClaims> = {}, maxEntries?: number) {
  const verifier: TokenVerifier = {
    async verify(token) {
      if (token === "bad") {
        throw new AppError("auth.token_invalid");
      }
      return { ...claims, ...changes, ...(token.startsWith("user_") ? { subject: token } : {}) };
    },
  };
  const clock = { now: () => new Date(nowMs) };
  return createAuthenticator({ verifier, lookup, clock, ...(maxEntries === undefined ? {} : { maxEntries }) });
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.catch((thrown: unknown) => thrown);
  return isAppError(error) ? error.code : "accepted";
}

describe("createAuthenticator", () => {
  it("answers tenant, user, session and claims", async () => {
    expect(await authenticator().authenticate("token")).toEqual({
      tenantId,
      userId: "user-id-1",
      sessionId: "019a0000-0000-7000-8000-000000000001",
      claims,
    });
  });

  it.each([null, ""])("asks %j to sign in", async (bearer) => {
    expect(await codeOf(authenticator().authenticate(bearer))).toBe("auth.unauthenticated");
  });

  it.each([
    ["a refused token", "bad", {}, "auth.token_invalid"],
    ["no organisation", "token", { orgId: null }, "auth.no_tenant"],
    ["an unknown organisation", "token", { orgId: "org_2" }, "auth.unknown_tenant"],
    ["an unknown person", "token", { subject: "user_2" }, "auth.unknown_person"],
  ])("refuses %s", async (_case, bearer, changes, code) => {
    expect(await codeOf(authenticator(changes).authenticate(bearer))).toBe(code);
  });

  it("looks a known person up once", async () => {
    const { authenticate } = authenticator();
    await authenticate("token");
    await authenticate("token");
    expect(lookedUp).toEqual(["org_1", "user_1"]);
  });

  it("looks up again after five minutes, and after the clock was set back", async () => {
    const { authenticate } = authenticator();
    await authenticate("token");
    users.set(`${tenantId} user_1`, "user-id-2");
    nowMs = 5 * 60_000 - 1;
    expect(await authenticate("token")).toMatchObject({ userId: "user-id-1" });
    nowMs = 5 * 60_000;
    expect(await authenticate("token")).toMatchObject({ userId: "user-id-2" });
    users.set(`${tenantId} user_1`, "user-id-3");
    nowMs = -1;
    expect(await authenticate("token")).toMatchObject({ userId: "user-id-3" });
  });

  it("finds a person who was unknown before as soon as they exist", async () => {
    const { authenticate } = authenticator({ subject: "user_2" });
    expect(await codeOf(authenticate("token"))).toBe("auth.unknown_person");
    users.set(`${tenantId} user_2`, "user-id-2");
    expect(await authenticate("token")).toMatchObject({ userId: "user-id-2" });
  });

  it("remembers no more people than it may", async () => {
    users.set(`${tenantId} user_2`, "user-id-2");
    const { authenticate } = authenticator({}, 1);
    await authenticate("user_1");
    await authenticate("user_2");
    await authenticate("user_1");
    expect(lookedUp.filter((name) => name === "user_1")).toHaveLength(2);
  });

  it("keeps people of the same name in two organisations apart", async () => {
    const other = "019a0000-9999-7222-8333-444455556666";
    tenants.set("org_2", other);
    users.set(`${other} user_1`, "user-id-9");
    let orgId = "org_1";
    const verifier: TokenVerifier = { verify: async () => ({ ...claims, orgId }) };
    const { authenticate } = createAuthenticator({ verifier, lookup, clock: { now: () => new Date(0) } });
    expect(await authenticate("token")).toMatchObject({ tenantId, userId: "user-id-1" });
    orgId = "org_2";
    expect(await authenticate("token")).toMatchObject({ tenantId: other, userId: "user-id-9" });
  });
});
