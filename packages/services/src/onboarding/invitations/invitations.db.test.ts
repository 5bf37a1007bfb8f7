import { linkSecretMarker } from "@gloria/contracts";
import { AppError, newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { validateSession } from "../../access/index.ts";
import { deliverNotification, expandNotification, type OutgoingMail } from "../../notifications/index.ts";
import { invitationToken, type Services } from "../../platform/index.ts";
import {
  acceptInvitation,
  inviteUsers,
  listInvitations,
  resendInvitation,
  type WayIn,
  withdrawInvitation,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let ips = 0;
const local: WayIn = {
  kind: "local",
  issuer: {
    sign: ({ sessionId, ttlSeconds }) => ({
      token: `token of ${sessionId}`,
      expiresAt: new Date(Date.now() + ttlSeconds * 1000),
    }),
    sidOf: (id) => `sess_${id}`,
  },
};

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

/** Somebody at an address of their own, so that the limit of one test is not another's. */
function caller() {
  ips += 1;
  return {
    locale: "id",
    origin: { requestId: newId(), ip: `10.0.0.${ips}`, userAgent: "test", traceId: null, channel: "job" },
  } as const;
}

async function inviteOne(of = tenant, more: { email?: string; nip?: string } = {}) {
  const id = newId().slice(-10);
  const person = more.email === undefined && more.nip === undefined ? { email: `i${id}@demo.example` } : more;
  const { items } = await inviteUsers(services, of.admin, { people: [{ name: "Undangan Baru", ...person }] });
  const [item] = items;
  if (item?.outcome !== "invited") throw new Error(JSON.stringify(item));
  return item;
}

const tokenOf = (invitationId: string, sending = 1, of = tenant) =>
  invitationToken(services.fieldCrypto, of.id, { invitationId, sending });

const statusOf = async (userId: string) =>
  (await database.owner<{ status: string }[]>`select status from gloria.users where id = ${userId}`)[0]?.status;

describe("inviting", () => {
  it("takes people who wait and people who are new, and refuses each of the others for a reason", async () => {
    const mine = await makeTenant(database);
    const schoolId = await mine.addSchool({ name: "SMA Contoh" });
    const waiting = await mine.addUser({ name: "Menunggu", status: "invited", homeSchoolId: schoolId });
    const active = await mine.addUser({ email: "ada@demo.example" });
    const result = await inviteUsers(services, mine.admin, {
      people: [
        { userId: waiting },
        { userId: active },
        { userId: newId() },
        { name: "Baru Surel", email: "Baru@demo.example", homeSchoolId: schoolId },
        { name: "Baru Kode", nip: "NB-1", homeSchoolId: schoolId },
        { name: "Kembar", email: "ada@demo.example" },
        { name: "Kembar NIP", nip: "NB-1" },
        { name: "Tanpa Sekolah", nip: "NB-2", homeSchoolId: newId() },
        { userId: waiting },
      ],
    });
    expect(result).toMatchObject({ invited: 3, refused: 6 });
    expect(result.items.map((item) => (item.outcome === "invited" ? item.proof : item.code))).toEqual([
      "email",
      "invitation.not_invitable",
      "user.not_found",
      "email",
      "code",
      "user.email_in_use",
      "user.nip_in_use",
      "school.not_found",
      "invitation.already_open",
    ]);
    const [, , , , coded] = result.items;
    expect(coded).toMatchObject({
      printed: { name: "Baru Kode", identifier: "NB-1", schoolName: "SMA Contoh", tenantCode: mine.code },
    });
    const events = await database.owner<{ action: string; batches: number }[]>`
      select action, count(distinct batch_id)::int as batches from gloria.audit_events
      where tenant_id = ${mine.id} and action in ('invitation.create', 'user.create') group by 1 order by 1`;
    expect(events).toEqual([
      { action: "invitation.create", batches: 1 },
      { action: "user.create", batches: 1 },
    ]);
    expect((await listInvitations(services, mine.admin, { status: "pending" })).items).toHaveLength(3);
    const page = await listInvitations(services, mine.admin, { limit: 2 });
    const rest = await listInvitations(services, mine.admin, { limit: 2, cursor: page.nextCursor ?? "" });
    expect(new Set([...page.items, ...rest.items].map(({ id }) => id)).size).toBe(3);
  });

  it("writes nothing when it is a dry run, and tells the same", async () => {
    const mine = await makeTenant(database);
    const people = [{ name: "Coba", email: "coba@demo.example" }];
    expect(await inviteUsers(services, mine.admin, { people, dryRun: true })).toMatchObject({ invited: 1 });
    const [count] = await database.owner`
      select (select count(*)::int from gloria.users where tenant_id = ${mine.id} and status = 'invited') as people,
        (select count(*)::int from gloria.invitations where tenant_id = ${mine.id}) as invitations,
        (select count(*)::int from gloria.notifications where tenant_id = ${mine.id}) as told`;
    expect(count).toEqual({ people: 0, invitations: 0, told: 0 });
  });

  it("repeats a request under its key without the code, which no row holds", async () => {
    const nip = newId().slice(-12);
    const ctx = { ...tenant.admin, idempotency: { key: newId(), fingerprint: "f" } };
    const people = [{ name: "Sekali", nip }];
    const [first, second] = [
      await inviteUsers(services, ctx, { people }),
      await inviteUsers(services, ctx, { people }),
    ];
    const [item] = first.items;
    const code = item?.outcome === "invited" ? item.printed?.code : undefined;
    expect(code).toBeDefined();
    expect(second).toEqual({ ...first, items: [{ ...item, printed: null }] });
    const [kept] =
      await database.owner`select result::text as result from gloria.idempotency_keys where key = ${ctx.idempotency.key}`;
    expect(kept?.["result"]).not.toContain(code);
  });

  it("is for who may, where they may", async () => {
    const [here, there] = [await tenant.addSchool(), await tenant.addSchool()];
    const clerk = await tenant.addUser();
    for (const code of ["invitation:*", "user:create", "user:read"])
      await tenant.addGrant({ userId: clerk, code, scope: "SCHOOL", schoolId: here });
    const people = [here, there].map((homeSchoolId, n) => ({ name: "Sekolah", nip: `S-${n}`, homeSchoolId }));
    const result = await inviteUsers(services, tenant.as(clerk), { people });
    expect(result.items.map((item) => (item.outcome === "invited" ? "invited" : item.code))).toEqual([
      "invited",
      "access.denied",
    ]);
    const elsewhere = await inviteOne();
    const seen = await listInvitations(services, tenant.as(clerk), {});
    expect(seen.items.map(({ homeSchoolId }) => homeSchoolId)).toEqual([here]);
    const foreign = await makeTenant(database);
    for (const act of [resendInvitation, withdrawInvitation]) {
      const refusals = await Promise.all([
        act(services, tenant.as(clerk), { id: elsewhere.invitationId }).catch(codeOf),
        act(services, foreign.admin, { id: elsewhere.invitationId }).catch(codeOf),
      ]);
      expect(refusals).toEqual(["access.denied", "invitation.not_found"]);
    }
    const nobody = await tenant.addUser();
    await expect(
      inviteUsers(services, tenant.as(nobody), { people: [{ name: "X", nip: "X-1" }] }).catch(codeOf),
    ).resolves.toBe("access.denied");
  });
});

describe("the mail", () => {
  it("carries a secret that stands in no row, and the same at every attempt", async () => {
    const { invitationId, userId } = await inviteOne();
    const token = tokenOf(invitationId);
    const [told] = await database.owner<{ id: string }[]>`
      select id from gloria.notifications where type = 'user.invited' and recipient_ids = ${[userId]}`;
    const ref = { tenantId: tenant.id, notificationId: told?.id ?? "" };
    const sent: OutgoingMail[] = [];
    const mail = {
      name: "test",
      replayWindowMs: 86_400_000,
      timeoutMs: 1_000,
      pausedUntil: () => null,
      send: async (one: OutgoingMail) => {
        sent.push(one);
        return sent.length === 1
          ? ({ kind: "retry", error: "later", retryAfterMs: null } as const)
          : ({ kind: "accepted", messageId: null } as const);
      },
    };
    await expandNotification({ ...services, mail }, ref);
    const deliver = () => deliverNotification({ ...services, mail }, ref, new AbortController().signal);
    await deliver();
    await database.owner`update gloria.deliveries set due_at = now() where notification_id = ${ref.notificationId}`;
    await deliver();
    const [first, second] = sent;
    expect(first?.text).toContain(`#token=${token}`);
    expect(first?.html).toContain(`#token=${token}`);
    expect(first?.html).not.toContain(linkSecretMarker);
    expect(second).toEqual(first);
    for (const table of ["notifications", "deliveries", "invitations", "audit_events"]) {
      const rows = await database.owner.unsafe<{ text: string }[]>(
        `select t::text as text from gloria.${table} t where t.tenant_id = '${tenant.id}'`,
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(({ text }) => text.includes(token))).toEqual([]);
    }
  });
});

describe("accepting", () => {
  it("lets a person in once by token, signed in, and the audit log names them", async () => {
    const { invitationId, userId } = await inviteOne();
    const accepted = await acceptInvitation(services, local, caller(), { token: tokenOf(invitationId) });
    expect(accepted).toMatchObject({ userId, continueUrl: null, login: { user: { id: userId, status: "active" } } });
    const sessionId = accepted.login?.token.replace("token of ", "") ?? "";
    await validateSession(services, tenant.as(userId, { actor: { kind: "user", userId, sessionId } }));
    const actions = await database.owner<{ action: string }[]>`
      select action from gloria.audit_events where actor_id = ${userId} order by action`;
    expect(actions.map(({ action }) => action)).toEqual(["auth.login", "invitation.accept", "user.activate"]);
    await expect(
      acceptInvitation(services, local, caller(), { token: tokenOf(invitationId) }).catch(codeOf),
    ).resolves.toBe("invitation.already_accepted");
  });

  it("takes a printed code however it is typed, in its own foundation alone", async () => {
    const { printed, userId } = await inviteOne(tenant, { nip: newId().slice(-12) });
    const code = printed?.code ?? "";
    expect(code).toMatch(/^[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{4}$/);
    const other = await makeTenant(database);
    await expect(acceptInvitation(services, local, caller(), { code, tenant: other.code }).catch(codeOf)).resolves.toBe(
      "invitation.invalid",
    );
    await expect(acceptInvitation(services, local, caller(), { code, tenant: "no-such" }).catch(codeOf)).resolves.toBe(
      "invitation.invalid",
    );
    const typed = ` ${code.toLowerCase().replaceAll("-", " ")} `;
    await acceptInvitation(services, local, caller(), { code: typed, tenant: tenant.code });
    expect(await statusOf(userId)).toBe("active");
    const [stored] = await database.owner`select t::text as text from gloria.invitations t where user_id = ${userId}`;
    expect(stored?.["text"]).not.toContain(code);
  });

  it("refuses what has expired, was withdrawn or sent anew, with a code that says so", async () => {
    const [expired, withdrawn, resent] = [await inviteOne(), await inviteOne(), await inviteOne()];
    await database.owner`update gloria.invitations set expires_at = now() - interval '1 minute' where id = ${expired.invitationId}`;
    await withdrawInvitation(services, tenant.admin, { id: withdrawn.invitationId });
    await expect(resendInvitation(services, tenant.admin, { id: resent.invitationId }).catch(codeOf)).resolves.toBe(
      "invitation.too_soon",
    );
    await database.owner`update gloria.invitations set last_sent_at = now() - interval '61 seconds' where id = ${resent.invitationId}`;
    expect(await resendInvitation(services, tenant.admin, { id: resent.invitationId })).toMatchObject({
      sentCount: 2,
      status: "pending",
      printed: null,
    });
    const outcomes = await Promise.all(
      [expired, withdrawn, resent].map(({ invitationId }) =>
        acceptInvitation(services, local, caller(), { token: tokenOf(invitationId) }).catch(codeOf),
      ),
    );
    expect(outcomes).toEqual(["invitation.expired", "invitation.withdrawn", "invitation.invalid"]);
    await acceptInvitation(services, local, caller(), { token: tokenOf(resent.invitationId, 2) });
    const statuses = await Promise.all(
      (["expired", "withdrawn", "accepted"] as const).map(
        async (status) =>
          (
            await listInvitations(services, tenant.admin, {
              status,
              userId: { expired, withdrawn, accepted: resent }[status].userId,
            })
          ).items.length,
      ),
    );
    expect(statuses).toEqual([1, 1, 1]);
    const again = await inviteUsers(services, tenant.admin, {
      people: [{ userId: expired.userId }, { userId: withdrawn.userId }],
    });
    expect(again.invited).toBe(2);
  });

  it("lets exactly one of two in who bring the same proof at once", async () => {
    const { invitationId } = await inviteOne();
    const token = tokenOf(invitationId);
    const outcomes = await Promise.all(
      [1, 2].map(() =>
        acceptInvitation(services, local, caller(), { token }).then(
          () => "in",
          (error: unknown) => codeOf(error),
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(["in", "invitation.already_accepted"]);
  });

  it("stops guessing after ten attempts from one address, also when they come at once; others go on", async () => {
    const mine = await makeTenant(database);
    const { invitationId } = await inviteOne(mine);
    const guesser = caller();
    const wrong = () => tokenOf(newId(), 1, mine);
    const outcomes = await Promise.all(
      Array.from({ length: 15 }, () => acceptInvitation(services, local, guesser, { token: wrong() }).catch(codeOf)),
    );
    expect(outcomes.filter((code) => code === "invitation.invalid")).toHaveLength(10);
    expect(outcomes.filter((code) => code === "invitation.too_many_attempts")).toHaveLength(5);
    const token = tokenOf(invitationId, 1, mine);
    await expect(acceptInvitation(services, local, guesser, { token }).catch(codeOf)).resolves.toBe(
      "invitation.too_many_attempts",
    );
    await acceptInvitation(services, local, caller(), { token });
    const [refusals] = await database.owner`
      select count(*)::int as n from gloria.audit_events where tenant_id = ${mine.id} and action = 'invitation.refused'`;
    expect(refusals?.["n"]).toBe(10);
  });

  it("leads on to Clerk where Clerk signs people in, and takes its invitation back when ours no longer holds", async () => {
    const [first, second] = [await inviteOne(), await inviteOne()];
    const revoked: string[] = [];
    const asked: unknown[] = [];
    const clerk: WayIn = {
      kind: "clerk",
      invitations: {
        create: async (invitation) => {
          asked.push(invitation);
          if (invitation.userId === second.userId)
            await withdrawInvitation(services, tenant.admin, { id: second.invitationId });
          return { id: `inv_${asked.length}`, url: "https://clerk.example/accept" };
        },
        revoke: async (id) => {
          revoked.push(id);
        },
      },
    };
    expect(await acceptInvitation(services, clerk, caller(), { token: tokenOf(first.invitationId) })).toEqual({
      userId: first.userId,
      login: null,
      continueUrl: "https://clerk.example/accept",
    });
    expect(asked).toMatchObject([{ userId: first.userId, expiresInDays: 14, redirectUrl: services.publicUrl }]);
    await expect(
      acceptInvitation(services, clerk, caller(), { token: tokenOf(second.invitationId) }).catch(codeOf),
    ).resolves.toBe("invitation.withdrawn");
    expect(revoked).toEqual(["inv_2"]);
    const third = await inviteOne();
    const broken: WayIn = {
      kind: "clerk",
      invitations: {
        create: () => Promise.reject(new AppError("service.unavailable", { service: "clerk" })),
        revoke: () => Promise.resolve(),
      },
    };
    await expect(
      acceptInvitation(services, broken, caller(), { token: tokenOf(third.invitationId) }).catch(codeOf),
    ).resolves.toBe("service.unavailable");
    expect(await statusOf(third.userId)).toBe("invited");
  });
});
