import { newId } from "@gloria/core";
import type { SignedDelivery } from "@gloria/testkit";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { clerkHouse } from "./support/clerk-house.ts";

const {
  clerk,
  database,
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
let org: string;

beforeAll(() => {
  ({ org } = home());
});

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
