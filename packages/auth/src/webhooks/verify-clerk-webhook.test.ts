import { createHmac } from "node:crypto";
import { isAppError } from "@gloria/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ClerkWebhookDelivery, verifyClerkWebhook } from "./verify-clerk-webhook.ts";

const key = Buffer.from("0123456789abcdef0123456789abcdef");
const secret = `whsec_${key.toString("base64")}`;
const nowMs = Date.UTC(2026, 6, 1, 3);

// The library reads the time from Date alone.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: nowMs });
});

afterEach(() => {
  vi.useRealTimers();
});

interface Making {
  readonly id?: string;
  readonly ageSeconds?: number;
  readonly signingKey?: Buffer;
}

/** A delivery as Svix makes it, signed by hand from the Standard Webhooks specification. */
function deliver(event: unknown, { id = "msg_2abc", ageSeconds = 0, signingKey = key }: Making = {}) {
  const rawBody = typeof event === "string" ? event : JSON.stringify(event);
  const timestamp = String(nowMs / 1000 - ageSeconds);
  const mac = createHmac("sha256", signingKey).update(`${id}.${timestamp}.${rawBody}`).digest("base64");
  return { rawBody, headers: { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": `v1,${mac}` } };
}

function envelope(type: string, data: unknown) {
  return { type, object: "event", data, timestamp: nowMs - 1500, instance_id: "ins_1", event_attributes: {} };
}

const user = {
  id: "user_1",
  object: "user",
  external_id: null,
  username: "siti",
  first_name: "Siti",
  last_name: null,
  primary_email_address_id: "idn_2",
  email_addresses: [
    { id: "idn_1", email_address: "lama@demo.example", verification: null },
    { id: "idn_2", email_address: "siti@demo.example", verification: { status: "verified", strategy: "email_code" } },
  ],
  primary_phone_number_id: "idn_3",
  phone_numbers: [{ id: "idn_3", phone_number: "+628111" }],
  banned: false,
  locked: false,
  created_at: 1_000,
  updated_at: 2_000,
  private_metadata: { secret: "not for us" },
};

async function refusalOf(delivery: ClerkWebhookDelivery): Promise<unknown> {
  const error: unknown = await verifyClerkWebhook(delivery, secret).catch((thrown: unknown) => thrown);
  return isAppError(error) ? { code: error.code, paths: error.errors.map(({ path }) => path) } : error;
}

const badSignature = { code: "auth.webhook_signature_invalid", paths: [] };

describe("verifyClerkWebhook", () => {
  it("reads a person", async () => {
    expect(await verifyClerkWebhook(deliver(envelope("user.created", user)), secret)).toEqual({
      id: "msg_2abc",
      type: "user.created",
      timestampMs: nowMs - 1500,
      data: {
        clerkUserId: "user_1",
        externalId: null,
        username: "siti",
        firstName: "Siti",
        lastName: null,
        email: "siti@demo.example",
        emailVerified: true,
        phone: "+628111",
        banned: false,
        locked: false,
        createdAtMs: 1_000,
        updatedAtMs: 2_000,
      },
    });
  });

  it("reads a person without addresses", async () => {
    const bare = { id: "user_2", created_at: 1, updated_at: 1 };
    const event = await verifyClerkWebhook(deliver(envelope("user.updated", bare)), secret);
    expect(event).toMatchObject({ data: { email: null, emailVerified: false, phone: null, banned: false } });
  });

  it.each([null, undefined, { status: "unverified" }])(
    "calls an address with verification %j unverified",
    async (verification) => {
      const data = { ...user, email_addresses: [{ id: "idn_2", email_address: "a@b.example", verification }] };
      const event = await verifyClerkWebhook(deliver(envelope("user.created", data)), secret);
      expect(event).toMatchObject({ data: { email: "a@b.example", emailVerified: false } });
    },
  );

  const session = { id: "sess_1", user_id: "user_1", status: "revoked", last_active_organization_id: "org_1" };
  const member = {
    id: "orgmem_1",
    role: "org:admin",
    updated_at: 3_000,
    organization: { id: "org_1" },
    public_user_data: { user_id: "user_1" },
  };
  const invitation = { id: "orginv_1", organization_id: "org_1", email_address: "a@b.example", role: "org:member" };
  const readSession = { sid: "sess_1", clerkUserId: "user_1", status: "revoked", clerkOrgId: "org_1" };
  const readMember = {
    membershipId: "orgmem_1",
    clerkOrgId: "org_1",
    clerkUserId: "user_1",
    role: "org:admin",
    updatedAtMs: 3_000,
  };
  const readInvitation = { invitationId: "orginv_1", clerkOrgId: "org_1", email: "a@b.example", role: "org:member" };

  it.each<[string, unknown, unknown]>([
    ["user.deleted", { id: "user_1", deleted: true }, { clerkUserId: "user_1", externalId: null }],
    ["session.ended", session, readSession],
    ["session.removed", session, readSession],
    ["session.revoked", { ...session, last_active_organization_id: undefined }, { ...readSession, clerkOrgId: null }],
    [
      "organization.created",
      { id: "org_1", name: "Harapan", slug: "harapan" },
      { clerkOrgId: "org_1", name: "Harapan", slug: "harapan" },
    ],
    ["organization.updated", { id: "org_1", name: "Harapan" }, { clerkOrgId: "org_1", name: "Harapan", slug: null }],
    ["organization.deleted", { id: "org_1", deleted: true }, { clerkOrgId: "org_1" }],
    ["organizationMembership.created", member, readMember],
    ["organizationMembership.updated", member, readMember],
    ["organizationMembership.deleted", member, readMember],
    ["organizationInvitation.created", invitation, { ...readInvitation, clerkUserId: null }],
    ["organizationInvitation.revoked", invitation, { ...readInvitation, clerkUserId: null }],
    [
      "organizationInvitation.accepted",
      { ...invitation, user_id: "user_1" },
      { ...readInvitation, clerkUserId: "user_1" },
    ],
  ])("reads %s", async (type, sent, data) => {
    const event = await verifyClerkWebhook(deliver(envelope(type, sent)), secret);
    expect(event).toEqual({ id: "msg_2abc", type, data, timestampMs: nowMs - 1500 });
  });

  it("passes on what it does not act on as unhandled", async () => {
    expect(await verifyClerkWebhook(deliver(envelope("email.created", { id: "ema_1" })), secret)).toEqual({
      id: "msg_2abc",
      type: "unhandled",
      clerkType: "email.created",
      timestampMs: nowMs - 1500,
    });
  });

  it("takes Headers, several signatures and foreign headers", async () => {
    const { rawBody, headers } = deliver(envelope("user.created", user));
    const all = new Headers({ ...headers, "Content-Length": "3", "Transfer-Encoding": "chunked" });
    all.set("svix-signature", `v1,AAAA v1a,BBBB ${headers["svix-signature"]}`);
    await expect(verifyClerkWebhook({ rawBody, headers: all }, secret)).resolves.toMatchObject({
      type: "user.created",
    });
  });

  it.each([299, 300, -300])("accepts a delivery signed %d s ago", async (ageSeconds) => {
    await expect(
      verifyClerkWebhook(deliver(envelope("user.created", user), { ageSeconds }), secret),
    ).resolves.toBeDefined();
  });

  it.each([301, 86_400, -301])("refuses one signed %d s ago", async (ageSeconds) => {
    expect(await refusalOf(deliver(envelope("user.created", user), { ageSeconds }))).toEqual(badSignature);
  });

  it("refuses another key, a changed body, a changed id and a changed time", async () => {
    const good = deliver(envelope("user.deleted", { id: "user_1" }));
    const changed = (headers: Record<string, string>) => ({ ...good, headers: { ...good.headers, ...headers } });
    for (const delivery of [
      deliver(envelope("user.deleted", { id: "user_1" }), { signingKey: Buffer.alloc(32, 1) }),
      { ...good, rawBody: good.rawBody.replace("user_1", "user_2") },
      { ...good, rawBody: `${good.rawBody} ` },
      changed({ "svix-id": "msg_other" }),
      changed({ "svix-timestamp": String(nowMs / 1000 - 1) }),
      changed({ "svix-timestamp": "soon" }),
      changed({ "svix-signature": "" }),
      changed({ "svix-signature": good.headers["svix-signature"].replace("v1,", "v2,") }),
    ]) {
      expect(await refusalOf(delivery)).toEqual(badSignature);
    }
  });

  it.each(["svix-id", "svix-timestamp", "svix-signature"])("refuses a delivery without %s", async (name) => {
    const { rawBody, headers } = deliver(envelope("user.created", user));
    const rest = new Headers(headers);
    rest.delete(name);
    expect(await refusalOf({ rawBody, headers: rest })).toEqual(badSignature);
  });

  it("refuses an id that could blur where the signed text divides", async () => {
    expect(await refusalOf(deliver(envelope("user.created", user), { id: "msg.1" }))).toEqual(badSignature);
  });

  it("refuses a signed body that is no JSON", async () => {
    expect(await refusalOf(deliver("{"))).toEqual(badSignature);
  });

  it.each<[string, unknown, string[]]>([
    ["a person without id", envelope("user.created", { ...user, id: undefined }), ["data.id"]],
    ["a session of nobody", envelope("session.revoked", { id: "sess_1", status: "x" }), ["data.user_id"]],
    ["no type", { data: {}, timestamp: 1 }, ["type"]],
    ["no time", { ...envelope("user.created", user), timestamp: undefined }, ["timestamp"]],
    ["an empty body", "", ["type", "timestamp"]],
  ])("names what is wrong with %s", async (_case, event, paths) => {
    const refusal = await refusalOf(deliver(event));
    expect(refusal).toEqual(event === "" ? badSignature : { code: "request.invalid", paths });
  });

  it.each(["", "whsec_", "whsec_short", "secret", "sk_test_0123456789abcdef0123"])(
    "does not run with the secret %j",
    async (odd) => {
      await expect(verifyClerkWebhook(deliver(envelope("user.created", user)), odd)).rejects.toThrow(
        "must look like whsec_",
      );
    },
  );
});
