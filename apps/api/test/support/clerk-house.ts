import { generateKeyPairSync, sign } from "node:crypto";
import { newId } from "@gloria/core";
import {
  type FakeClerkMembership,
  type FakeClerkUser,
  makeTenant,
  type SignedDelivery,
  startFakeClerkServer,
  type TestTenant,
  testDatabase,
} from "@gloria/testkit";
import { afterAll, beforeAll, expect } from "vitest";
import { apiHouse } from "./api-house.ts";

/** A house whose people sign in with Clerk, or what stands in for it, and a foundation in it; for one file's tests. */
export async function clerkHouse() {
  const database = testDatabase();
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicUrl = "https://gloria.example";
  const clerk = await startFakeClerkServer();
  const house = apiHouse(
    database,
    {
      publicUrl,
      clerk: {
        secretKey: clerk.secretKey,
        publishableKey: `pk_test_${Buffer.from("clerk.gloria.example$").toString("base64")}`,
        jwtKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
        webhookSecret: clerk.webhookSecret,
        apiUrl: clerk.url,
      },
    },
    publicUrl,
  );
  let tenant: TestTenant;
  let org: string;
  beforeAll(async () => {
    ({ tenant, org } = await newTenant());
  });
  afterAll(() => clerk.close());

  async function newTenant() {
    const made = await makeTenant(database);
    const [row] = await database.owner<
      { org: string }[]
    >`select clerk_org_id as org from gloria.tenants where id = ${made.id}`;
    return { tenant: made, org: row?.org ?? "" };
  }

  /** A session token as Clerk signs it. */
  function tokenOf(subject: string, orgId = org, more: object = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      azp: publicUrl,
      exp: now + 60,
      iat: now,
      nbf: now - 10,
      iss: "https://clerk.gloria.example",
      sid: `sess_${newId().replaceAll("-", "").slice(5)}`,
      sub: subject,
      sts: "active",
      v: 2,
      o: { id: orgId, rol: "member" },
      ...more,
    };
    const content = [{ alg: "RS256", typ: "JWT" }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    return `${content}.${sign("RSA-SHA256", Buffer.from(content), privateKey).toString("base64url")}`;
  }

  const deliver = ({ body, headers }: SignedDelivery) => house.call("POST", "./webhooks/clerk", { raw: body, headers });
  const tellUser = (type: "created" | "updated", user: FakeClerkUser, options?: { id?: string; atMs?: number }) =>
    clerk.sign(`user.${type}`, clerk.userData(user), options);
  const tellMember = (type: "created" | "updated" | "deleted", membership: FakeClerkMembership) =>
    clerk.sign(`organizationMembership.${type}`, clerk.membershipData(membership));

  /** Somebody of the foundation whom Clerk does not know yet. */
  async function localPerson(fields: { status?: string; nip?: string; name?: string } = {}, of = tenant) {
    const email = `p${newId().slice(-10)}@demo.example`;
    const userId = await of.addUser({ email, ...fields });
    await database.owner`update gloria.users set clerk_user_id = null where id = ${userId}`;
    return { userId, email };
  }

  async function stateOf(userId: string) {
    const [row] = await database.owner<
      { status: string; name: string; email: string; phone: string | null; clerk_user_id: string | null }[]
    >`select status, name, email, phone, clerk_user_id from gloria.users where id = ${userId}`;
    return row;
  }

  async function openReviews(subject: string) {
    return database.owner<
      { id: string; reason: string }[]
    >`select id, reason from gloria.clerk_reviews where subject = ${subject} and status = 'open'`;
  }

  /** A person who is linked, and signed in. */
  async function signedIn() {
    const { userId, email } = await localPerson({ status: "invited" });
    const user = clerk.addUser({ email });
    const membership = clerk.addMembership(user.id, org);
    await deliver(tellUser("created", user));
    await deliver(tellMember("created", membership));
    const token = tokenOf(user.id);
    expect((await house.call("GET", "/auth/me", { token })).status).toBe(200);
    return { userId, user, membership, token };
  }

  async function adminToken(of = tenant, orgId = org): Promise<string> {
    const subject = `user_${newId().replaceAll("-", "")}adm`;
    await database.owner`update gloria.users set clerk_user_id = ${subject} where id = ${of.adminId}`;
    return tokenOf(subject, orgId);
  }

  return {
    database,
    clerk,
    house,
    /** Known once the tests begin. */
    home: () => ({ tenant, org }),
    newTenant,
    tokenOf,
    deliver,
    tellUser,
    tellMember,
    localPerson,
    stateOf,
    openReviews,
    signedIn,
    adminToken,
  };
}
