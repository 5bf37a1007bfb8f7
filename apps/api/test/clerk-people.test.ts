import { newId } from "@gloria/core";
import type { TestTenant } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { clerkHouse } from "./support/clerk-house.ts";

const {
  adminToken,
  clerk,
  deliver,
  home,
  house,
  localPerson,
  newTenant,
  openReviews,
  signedIn,
  stateOf,
  tellMember,
  tellUser,
  tokenOf,
} = await clerkHouse();
let tenant: TestTenant;
let org: string;

beforeAll(() => {
  ({ tenant, org } = home());
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
