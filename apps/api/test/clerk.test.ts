import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { newId } from "@gloria/core";
import { makeTenant, startFakeClerkServer, type TestTenant, testDatabase } from "@gloria/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const webhookKey = Buffer.from("0123456789abcdef0123456789abcdef");
const publicUrl = "https://gloria.example";
// Knows nobody: who is unknown here is asked for there.
const clerk = await startFakeClerkServer();
const house = apiHouse(
  database,
  {
    publicUrl,
    clerk: {
      secretKey: clerk.secretKey,
      publishableKey: `pk_test_${Buffer.from("clerk.gloria.example$").toString("base64")}`,
      jwtKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
      webhookSecret: `whsec_${webhookKey.toString("base64")}`,
      apiUrl: clerk.url,
    },
  },
  publicUrl,
);
let tenant: TestTenant;
let orgId: string;

afterAll(() => clerk.close());

beforeAll(async () => {
  tenant = await makeTenant(database);
  const [row] = await database.owner<
    { org: string }[]
  >`select clerk_org_id as org from gloria.tenants where id = ${tenant.id}`;
  orgId = row?.org ?? "";
});

/** A session token as Clerk signs it, for a person who has the subject in this tenant. */
async function person(more: Record<string, unknown> = {}) {
  const userId = await tenant.addUser();
  const subject = `user_${newId().replaceAll("-", "")}c`;
  await database.owner`update gloria.users set clerk_user_id = ${subject} where id = ${userId}`;
  const sid = `sess_${newId().replaceAll("-", "").slice(5)}`;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    azp: publicUrl,
    exp: now + 60,
    iat: now,
    nbf: now - 10,
    iss: "https://clerk.gloria.example",
    sid,
    sub: subject,
    sts: "active",
    v: 2,
    o: { id: orgId, rol: "member" },
    ...more,
  };
  const content = [{ alg: "RS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return {
    userId,
    subject,
    sid,
    token: `${content}.${sign("RSA-SHA256", Buffer.from(content), privateKey).toString("base64url")}`,
  };
}

function deliver(type: string, data: object, id = `msg_${newId()}`, key = webhookKey) {
  const raw = JSON.stringify({ type, object: "event", data, timestamp: Date.now(), instance_id: "ins_1" });
  const at = String(Math.floor(Date.now() / 1000));
  const mac = createHmac("sha256", key).update(`${id}.${at}.${raw}`).digest("base64");
  return house.call("POST", "./webhooks/clerk", {
    raw,
    headers: { "content-type": "application/json", "svix-id": id, "svix-timestamp": at, "svix-signature": `v1,${mac}` },
  });
}

const sessionEnded = ({ sid, subject }: { sid: string; subject: string }) => ({
  id: sid,
  object: "session",
  user_id: subject,
  client_id: "client_1",
  status: "revoked",
});

describe("with Clerk", () => {
  it("a session token signs in by itself, and the sign-in records it", async () => {
    const one = await person();
    expect((await house.call("GET", "/auth/options")).body).toEqual({ issuer: "clerk", demoPeople: [] });
    const login = await house.call("POST", "/auth/login", { token: one.token, body: {} });
    expect(login.body).toMatchObject({ token: one.token, user: { id: one.userId }, tenant: { id: tenant.id } });
    expect((await house.call("GET", "/auth/me", { token: one.token })).status).toBe(200);
    expect((await house.call("GET", "/auth/sessions", { token: one.token })).body.items).toMatchObject([
      { source: "clerk", current: true },
    ]);
    expect((await house.call("POST", "/auth/login", { body: { identifier: "x" } })).body).toMatchObject({
      status: 403,
      code: "auth.local_issuer_off",
    });
    expect((await house.call("POST", "/auth/login", { body: {} })).status).toBe(401);
  });

  it("answers on any host, because nobody is believed by name alone", async () => {
    expect((await house.call("GET", "/health/live", { headers: { host: "gloria.example" } })).status).toBe(200);
  });

  it("refuses a token of another app, issuer or time, without session or organisation", async () => {
    for (const [more, status] of [
      [{ azp: "https://evil.example" }, 401],
      [{ iss: "https://clerk.evil.example" }, 401],
      [{ exp: Math.floor(Date.now() / 1000) - 1 }, 401],
      [{ nbf: Math.floor(Date.now() / 1000) + 600 }, 401],
      [{ sid: undefined }, 401],
      [{ o: undefined }, 403],
      [{ o: { id: "org_of_nobody", rol: "member" } }, 403],
      [{ sub: "user_of_nobody" }, 401],
    ] as const) {
      const { token } = await person(more);
      expect((await house.call("GET", "/auth/me", { token })).status, JSON.stringify(more)).toBe(status);
    }
  });
});

describe("Clerk's webhook", () => {
  it("ends a session at the next request, once however often it comes", async () => {
    const one = await person();
    expect((await house.call("GET", "/auth/me", { token: one.token })).status).toBe(200);
    const id = `msg_${newId()}`;
    expect((await deliver("session.revoked", sessionEnded(one), id)).body).toEqual({ outcome: "done" });
    expect((await deliver("session.revoked", sessionEnded(one), id)).body).toEqual({ outcome: "already_done" });
    expect((await house.call("GET", "/auth/me", { token: one.token })).body).toMatchObject({
      status: 401,
      code: "auth.session_revoked",
    });
  });

  it("that comes before the first request closes the session all the same", async () => {
    const one = await person();
    expect((await deliver("session.ended", sessionEnded(one))).body).toEqual({ outcome: "done" });
    expect((await house.call("GET", "/auth/me", { token: one.token })).status).toBe(401);
  });

  it("without a genuine signature is refused, and nothing is noted", async () => {
    const one = await person();
    const id = `msg_${newId()}`;
    expect(
      await deliver("session.revoked", sessionEnded(one), id, Buffer.from("another key, another key, another")),
    ).toMatchObject({ status: 401, body: { code: "auth.webhook_signature_invalid" } });
    expect((await house.call("POST", "./webhooks/clerk", { raw: "{}" })).status).toBe(401);
    expect(await database.owner`select 1 from gloria.webhook_receipts where external_id = ${id}`).toHaveLength(0);
    expect((await house.call("GET", "/auth/me", { token: one.token })).status).toBe(200);
  });

  it("of a kind that is not acted on is taken", async () => {
    expect((await deliver("organization.updated", { id: "org_1", name: "X" })).status).toBe(200);
  });
});
