import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAppError } from "@gloria/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLocalIssuer, type LocalIssuerOptions } from "./create-local-issuer.ts";
import { localIssuerName } from "./local-names.ts";

const tenantId = "019a0000-1111-7222-8333-444455556666";
const userId = "019A0000-aaaa-7bbb-8ccc-ddddeeeeffff";
const sessionId = "019a0000-0000-7000-8000-000000000001";
const nowMs = Date.UTC(2026, 6, 1, 3, 0, 0, 750);

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "gloria-auth-"));
});

afterAll(async () => {
  await rm(home, { recursive: true });
});

function issuer(options: Partial<LocalIssuerOptions> = {}) {
  const clock = { now: () => new Date(nowMs) };
  return createLocalIssuer({
    home,
    authorizedParty: "http://a",
    environment: undefined,
    host: "localhost",
    clock,
    ...options,
  });
}

function decode(part: string | undefined): unknown {
  return JSON.parse(Buffer.from(part ?? "", "base64url").toString());
}

describe("createLocalIssuer", () => {
  it("signs a token of Clerk's shape", async () => {
    const { token, expiresAt } = (await issuer()).sign({ tenantId, userId, sessionId, ttlSeconds: 3600 });
    const [header, payload] = token.split(".");
    expect(decode(header)).toEqual({ alg: "RS256", typ: "JWT", kid: expect.stringMatching(/^ins_[0-9a-f]{27}$/) });
    const iat = Math.floor(nowMs / 1000);
    expect(decode(payload)).toEqual({
      azp: "http://a",
      iss: localIssuerName,
      sub: "user_019a0000aaaa7bbb8cccddddeeeeffff",
      sid: "sess_019a0000000070008000000000000001",
      o: { id: "org_019a0000111172228333444455556666", rol: "member" },
      sts: "active",
      v: 2,
      iat,
      nbf: iat,
      exp: iat + 3600,
    });
    expect(expiresAt).toEqual(new Date((iat + 3600) * 1000));
  });

  it("keeps its key over restarts", async () => {
    expect((await issuer()).publicKeyPem).toBe((await issuer()).publicKeyPem);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 30 * 86_400 + 1])(
    "refuses a lifetime of %d s",
    async (ttlSeconds) => {
      const { sign } = await issuer();
      expect(() => sign({ tenantId, userId, sessionId, ttlSeconds })).toThrow(RangeError);
    },
  );

  it.each(["tenantId", "userId", "sessionId"])("refuses a %s that is no UUID", async (field) => {
    const { sign } = await issuer();
    expect(() => sign({ tenantId, userId, sessionId, ttlSeconds: 60, [field]: "x_admin" })).toThrow(TypeError);
  });

  it.each([
    ["production", { environment: "production" }, "production"],
    ["production, sloppily written", { environment: " Production " }, "production"],
    ["every interface", { host: "0.0.0.0" }, "host_not_loopback"],
    ["an unnamed interface", { host: "" }, "host_not_loopback"],
    ["a name in the network", { host: "gloria.example" }, "host_not_loopback"],
  ])("refuses %s before it makes a key", async (_case, changes, reason) => {
    const empty = await mkdtemp(join(home, "empty-"));
    const error: unknown = await issuer({ home: empty, ...changes }).catch((thrown: unknown) => thrown);
    expect(isAppError(error, "auth.local_issuer_off") && error.params["reason"]).toBe(reason);
    expect(await readdir(empty)).toEqual([]);
  });

  it("refuses an empty authorized party", async () => {
    await expect(issuer({ authorizedParty: "" })).rejects.toThrow("authorized party");
  });
});
