import { generateKeyPairSync, sign } from "node:crypto";
import { newId } from "@gloria/core";
import {
  type FakeClerkMembership,
  type FakeClerkServer,
  type FakeClerkUser,
  makeTenant,
  type SignedDelivery,
  startFakeClerkServer,
  type TestTenant,
  testDatabase,
} from "@gloria/testkit";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicUrl = "https://gloria.example";
const clerk: FakeClerkServer = await startFakeClerkServer();
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

describe("Clerk's events", () => {
  it("link an invited person when user and membership are both known, whichever comes first", async () => {
    for (const order of ["user first", "membership first"]) {
      const { userId, email } = await localPerson({ status: "invited" });
      const user = clerk.addUser({ email: email.toUpperCase(), first_name: "Budi", last_name: null });
      const events = [tellUser("created", user), tellMember("created", clerk.addMembership(user.id, org))];
      if (order === "membership first") events.reverse();
      const [first, second] = events;
      if (first === undefined || second === undefined) throw new Error("two events");
      await deliver(first);
      expect(await stateOf(userId), order).toMatchObject({ status: "invited", clerk_user_id: null });
      expect((await deliver(second)).body).toEqual({ outcome: "done" });
      expect(await stateOf(userId), order).toMatchObject({ status: "active", clerk_user_id: user.id, name: "Budi" });
    }
  });

  it("match by NIP where there is no e-mail, and never by an address that is not verified", async () => {
    const nip = `N${newId().slice(-8)}`;
    const { userId, email } = await localPerson({ nip });
    const user = clerk.addUser({ email, email_verified: false });
    await deliver(tellMember("created", clerk.addMembership(user.id, org)));
    await deliver(tellUser("created", user));
    expect(await stateOf(userId)).toMatchObject({ clerk_user_id: null });
    expect(await openReviews(user.id)).toMatchObject([{ reason: "unmatched" }]);
    Object.assign(user, { external_id: nip, updated_at: user.updated_at + 1 });
    await deliver(tellUser("updated", user));
    expect(await stateOf(userId)).toMatchObject({ clerk_user_id: user.id });
    expect(await openReviews(user.id)).toEqual([]);
  });

  it("of a deactivation end the session with the next request, and are audited", async () => {
    for (const why of ["banned", "locked", "deleted", "left"] as const) {
      const { userId, user, membership, token } = await signedIn();
      if (why === "banned" || why === "locked") {
        Object.assign(user, { [why]: true, updated_at: user.updated_at + 1 });
        await deliver(tellUser("updated", user));
      }
      if (why === "deleted") await deliver(clerk.sign("user.deleted", { id: user.id, object: "user", deleted: true }));
      if (why === "left") await deliver(tellMember("deleted", membership));
      expect((await house.call("GET", "/auth/me", { token })).body, why).toMatchObject({
        status: 401,
        code: "auth.session_revoked",
      });
      expect(await stateOf(userId)).toMatchObject({ status: "suspended" });
      const audit = await database.owner`
        select reason, actor_name from gloria.audit_events where entity_id = ${userId} and action = 'user.suspend'`;
      expect(audit).toEqual([{ reason: `clerk: ${why}`, actor_name: "clerk-webhook" }]);
    }
  });

  it("that come late change nothing: a deleted person stays deleted", async () => {
    const { userId, email } = await localPerson();
    const user = clerk.addUser({ email });
    await deliver(tellMember("created", clerk.addMembership(user.id, org)));
    await deliver(clerk.sign("user.deleted", { id: user.id, deleted: true }));
    await deliver(tellUser("created", user));
    expect(await stateOf(userId)).toMatchObject({ status: "suspended" });
    await deliver(tellUser("updated", { ...user, updated_at: user.updated_at + 5 }));
    expect(await stateOf(userId)).toMatchObject({ status: "suspended" });
  });

  it("leave a suspension by a person alone", async () => {
    const { userId, user } = await signedIn();
    await database.owner`update gloria.users set status = 'suspended' where id = ${userId}`;
    await deliver(tellUser("updated", { ...user, updated_at: user.updated_at + 1 }));
    expect(await stateOf(userId)).toMatchObject({ status: "suspended" });
  });

  it("do not take the last administrator away, and close the case when Clerk takes its word back", async () => {
    const one = await newTenant();
    const subject = `user_${newId().replaceAll("-", "")}last`;
    await database.owner`update gloria.users set clerk_user_id = ${subject} where id = ${one.tenant.adminId}`;
    const user = clerk.addUser({ id: subject, banned: true });
    await deliver(tellUser("updated", user));
    expect(await stateOf(one.tenant.adminId)).toMatchObject({ status: "active" });
    expect(await openReviews(subject)).toMatchObject([{ reason: "last_administrator" }]);
    await deliver(tellUser("updated", { ...user, banned: false, updated_at: user.updated_at + 1 }));
    expect(await openReviews(subject)).toEqual([]);
  });

  it("of an organisation's deletion shut nobody out", async () => {
    const one = await newTenant();
    await deliver(clerk.sign("organization.deleted", { id: one.org, object: "organization", deleted: true }));
    expect(await openReviews(one.org)).toMatchObject([{ reason: "organization_deleted" }]);
    expect(await stateOf(one.tenant.adminId)).toMatchObject({ status: "active" });
  });

  it("that come all at once end as if they had come one by one", async () => {
    const { userId, email } = await localPerson({ status: "invited" });
    const user = clerk.addUser({ email });
    const events = [
      tellMember("created", clerk.addMembership(user.id, org)),
      tellUser("created", user),
      tellUser("updated", { ...user, banned: true, updated_at: user.updated_at + 1 }),
      tellUser("updated", { ...user, first_name: "Akhir", last_name: null, updated_at: user.updated_at + 2 }),
    ];
    const answers = await Promise.all([...events, ...events].map(deliver));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    expect(await stateOf(userId)).toMatchObject({ status: "active", name: "Akhir", clerk_user_id: user.id });
    expect(house.errors).toEqual([]);
  });

  it("shuffled, doubled and late end in the same state", async () => {
    const step = fc.record({
      banned: fc.boolean(),
      locked: fc.boolean(),
      phone: fc.option(fc.constantFrom("0811111111", "0822222222")),
      first_name: fc.constantFrom("Ani", "Ina"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.boolean(),
        fc.infiniteStream(fc.nat(1000)),
        async (steps, leaves, deleted, luck) => {
          const inOrder = await replay((events) => events);
          const mixed = await replay((events) =>
            [...events, ...events.filter(() => (luck.next().value ?? 0) % 2 === 0)]
              .map((event) => ({ event, at: luck.next().value ?? 0 }))
              .sort((a, b) => a.at - b.at)
              .map(({ event }) => event),
          );
          expect(mixed).toEqual(inOrder);

          async function replay(mix: (events: SignedDelivery[]) => SignedDelivery[]) {
            const { userId, email } = await localPerson({ status: "invited" });
            const user = clerk.addUser({ email });
            const membership = clerk.addMembership(user.id, org);
            const events = [tellMember("created", membership)];
            for (const [place, change] of steps.entries()) {
              const now = { ...user, ...change, updated_at: user.updated_at + place };
              events.push(tellUser(place === 0 ? "created" : "updated", now));
            }
            if (leaves) events.push(tellMember("deleted", membership));
            if (deleted) events.push(clerk.sign("user.deleted", { id: user.id, deleted: true }));
            for (const event of mix(events)) expect((await deliver(event)).status).toBe(200);
            const state = await stateOf(userId);
            const reviews = await openReviews(user.id);
            return {
              ...state,
              email: state?.email === email,
              clerk_user_id: state?.clerk_user_id === user.id,
              reviews: reviews.map((review) => review.reason),
            };
          }
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);
});

describe("a person whom Clerk knows and we do not", () => {
  it("is linked at the first sign-in when they were invited, by asking Clerk once", async () => {
    const { userId, email } = await localPerson({ status: "invited" });
    const user = clerk.addUser({ email });
    clerk.addMembership(user.id, org);
    expect((await house.call("GET", "/auth/me", { token: tokenOf(user.id) })).body).toMatchObject({
      user: { id: userId, status: "active" },
    });
  });

  it("who is nobody here is refused, and Clerk is not asked again at once", async () => {
    const user = clerk.addUser({ email: `x${newId().slice(-8)}@demo.example` });
    clerk.addMembership(user.id, org);
    const token = tokenOf(user.id);
    expect((await house.call("GET", "/auth/me", { token })).body.code).toBe("auth.unknown_person");
    const asked = clerk.calls.length;
    expect((await house.call("GET", "/auth/me", { token })).status).toBe(401);
    expect(clerk.calls.length).toBe(asked);
    expect(await openReviews(user.id)).toMatchObject([{ reason: "unmatched" }]);
  });
});

describe("POST /users/sync/:clerkUserId", () => {
  it("fetches the profile, forgets what Clerk does not hold any more, and changes nothing the second time", async () => {
    const token = await adminToken();
    const { userId, user, membership } = await signedIn();
    Object.assign(user, { first_name: "Nama", last_name: "Baru", phone: "+628123456789", updated_at: Date.now() });
    const sync = () => house.call("POST", `/users/sync/${user.id}`, { token, body: {} });
    expect((await sync()).body).toMatchObject({ outcome: "changed", userId, actions: ["update"] });
    expect(await stateOf(userId)).toMatchObject({ name: "Nama Baru", phone: "+628123456789" });
    expect((await sync()).body).toMatchObject({ outcome: "unchanged", actions: [] });
    clerk.memberships.delete(membership.id);
    expect((await sync()).body).toMatchObject({ actions: ["suspend"] });
    clerk.users.delete(user.id);
    expect((await sync()).body).toMatchObject({ outcome: "unchanged" });
  });

  it("knows nobody of another foundation, and says when Clerk does not answer", async () => {
    const token = await adminToken();
    const other = await newTenant();
    const user = clerk.addUser();
    clerk.addMembership(user.id, other.org);
    const sync = (id: string) => house.call("POST", `/users/sync/${id}`, { token, body: {} });
    expect((await sync(user.id)).body).toMatchObject({ status: 404, code: "clerk.user_not_found" });
    expect((await sync("user_nobody")).body).toMatchObject({ status: 404, code: "clerk.user_not_found" });
    clerk.failWith = 422;
    expect((await sync(user.id)).body).toMatchObject({ status: 503, code: "clerk.unavailable" });
    clerk.failWith = null;
  });

  it("is for who may change the person", async () => {
    const { user } = await signedIn();
    const { token } = await signedIn();
    const asked = clerk.calls.length;
    expect((await house.call("POST", `/users/sync/${user.id}`, { token, body: {} })).status).toBe(403);
    expect(clerk.calls.length).toBe(asked);
  });
});

describe("impersonation with Clerk", () => {
  it("works by our header with Clerk's own token, and not by Clerk's own impersonation", async () => {
    const token = await adminToken();
    const { userId, user } = await signedIn();
    const { body } = await house.call("POST", "/auth/impersonate", { token, body: { userId, reason: "Bantuan" } });
    const headers = { "x-gloria-impersonate": body.id };
    expect((await house.call("GET", "/auth/me", { token, headers })).body).toMatchObject({
      user: { id: userId },
      impersonation: { by: { id: tenant.adminId } },
    });
    const foreign = tokenOf(user.id, org, { act: { sub: "user_of_clerk" } });
    expect((await house.call("GET", "/auth/me", { token: foreign })).body).toMatchObject({
      status: 403,
      params: { reason: "foreign_session" },
    });
  });
});

describe("the review list", () => {
  async function unmatched() {
    const user = clerk.addUser({ email: `r${newId().slice(-10)}@demo.example` });
    await deliver(tellUser("created", user));
    await deliver(tellMember("created", clerk.addMembership(user.id, org)));
    const [review] = await openReviews(user.id);
    return { user, id: review?.id ?? "" };
  }
  const resolve = (token: string, id: string, body: object) =>
    house.call("POST", `/users/sync/reviews/${id}/resolve`, { token, body });

  it("shows cases, and links one to a person, who can then sign in", async () => {
    const token = await adminToken();
    const { user, id } = await unmatched();
    const list = await house.call("GET", "/users/sync/reviews?limit=200", { token });
    expect(list.body.items.map((item: { id: string }) => item.id)).toContain(id);
    const { userId } = await localPerson({ status: "invited" });
    expect((await resolve(token, id, { decision: "link", userId })).body).toMatchObject({
      status: "resolved",
      resolvedUserId: userId,
    });
    expect(await stateOf(userId)).toMatchObject({ status: "active", clerk_user_id: user.id, email: user.email });
    expect((await house.call("GET", "/auth/me", { token: tokenOf(user.id) })).body.user.id).toBe(userId);
    expect((await resolve(token, id, { decision: "dismiss" })).body.code).toBe("clerk.review_closed");
  });

  it("makes a new person of one, and leaves another alone until something is new", async () => {
    const token = await adminToken();
    const first = await unmatched();
    const made = await resolve(token, first.id, { decision: "create" });
    expect(await stateOf(made.body.resolvedUserId)).toMatchObject({
      clerk_user_id: first.user.id,
      name: "Siti Aminah",
    });
    const { user, id } = await unmatched();
    expect((await resolve(token, id, { decision: "dismiss", reason: "Bukan orang kami" })).body.status).toBe(
      "dismissed",
    );
    await deliver(tellUser("updated", { ...user, first_name: "X", updated_at: user.updated_at + 1 }));
    expect(await openReviews(user.id)).toEqual([]);
    const newEmail = `s${newId().slice(-8)}@demo.example`;
    await deliver(tellUser("updated", { ...user, email: newEmail, updated_at: user.updated_at + 2 }));
    expect(await openReviews(user.id)).toHaveLength(1);
  });

  it("lets nobody link to who holds more than they do, nor see another foundation's cases", async () => {
    const { id } = await unmatched();
    const { userId, token } = await signedIn();
    await tenant.addGrant({ userId, code: "user:*", scope: "ALL" });
    const powerful = await localPerson();
    await tenant.addGrant({ userId: powerful.userId, code: "role:assign", scope: "ALL" });
    expect((await resolve(token, id, { decision: "link", userId: powerful.userId })).body.code).toBe(
      "access.escalation",
    );
    const other = await newTenant();
    const theirs = await adminToken(other.tenant, other.org);
    expect((await resolve(theirs, id, { decision: "dismiss" })).status).toBe(404);
    expect((await house.call("GET", `/users/sync/reviews/${id}`, { token: theirs })).status).toBe(404);
    expect((await house.call("GET", "/users/sync/reviews", { token: theirs })).body.items).toEqual([]);
  });
});
