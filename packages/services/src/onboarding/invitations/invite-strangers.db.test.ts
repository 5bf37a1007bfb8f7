import { newId } from "@gloria/core";
import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import { invitationToken, type Services } from "../../platform/index.ts";
import { acceptInvitation, inviteUsers, type WayIn } from "./index.ts";

const database = testDatabase();
let services: Services;

beforeAll(() => {
  services = testServices(database);
});
const local: WayIn = {
  kind: "local",
  issuer: {
    sign: ({ sessionId }) => ({ token: sessionId, expiresAt: new Date(Date.now() + 60_000) }),
    sidOf: (id) => `sess_${id}`,
  },
};

it("leaves alone the expired invitation of somebody whom the caller may not invite", async () => {
  const tenant = await makeTenant(database);
  const [here, elsewhere] = [await tenant.addSchool(), await tenant.addSchool()];
  const userId = await tenant.addUser({ status: "invited", homeSchoolId: elsewhere });
  await inviteUsers(services, tenant.admin, { people: [{ userId }] });
  await database.owner`update gloria.invitations set expires_at = now() - interval '1 day' where user_id = ${userId}`;
  const inviter = await tenant.addUser();
  for (const code of ["invitation:create", "user:read"]) {
    await tenant.addGrant({ userId: inviter, code, scope: "SCHOOL", schoolId: here });
  }
  const result = await inviteUsers(services, tenant.as(inviter), { people: [{ userId }] });
  expect(result.items).toMatchObject([{ outcome: "refused", code: "user.not_found" }]);
  const rows = await database.owner`select withdrawn_at, version from gloria.invitations where user_id = ${userId}`;
  expect(rows).toMatchObject([{ withdrawn_at: null, version: 1 }]);
});

it("lets somebody in while they are being invited again, without a deadlock", async () => {
  const tenant = await makeTenant(database);
  const userId = await tenant.addUser({ status: "invited" });
  const { items } = await inviteUsers(services, tenant.admin, { people: [{ userId }] });
  const [item] = items;
  if (item?.outcome !== "invited") throw new Error("nobody was invited");
  const token = invitationToken(services.fieldCrypto, tenant.id, { invitationId: item.invitationId, sending: 1 });
  const caller = {
    locale: "id",
    origin: { requestId: newId(), ip: "10.9.0.1", userAgent: null, traceId: null, channel: "job" },
  } as const;
  let accepting: ReturnType<typeof acceptInvitation> | undefined;
  let inviting: ReturnType<typeof inviteUsers> | undefined;
  // Both wait here; when they are let go, each goes on to what the other has, if their orders differ.
  await database.owner.begin(async (held) => {
    await held`select 1 from gloria.invitations where id = ${item.invitationId} for update`;
    accepting = acceptInvitation(services, local, caller, { token });
    await waiters(1);
    inviting = inviteUsers(services, tenant.admin, { people: [{ userId }] });
    await waiters(2);
  });
  await expect(accepting).resolves.toMatchObject({ userId });
  await expect(inviting).resolves.toMatchObject({ items: [{ outcome: "refused" }] });
});

/** Until so many connections to this database wait for a lock. */
async function waiters(count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const [row] = await database.owner<{ n: number }[]>`
          select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        return row?.n;
      },
      { timeout: 10_000 },
    )
    .toBe(count);
}
