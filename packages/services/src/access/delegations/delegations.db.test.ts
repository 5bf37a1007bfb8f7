import { newId, type TenantContext } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { readInTenant, type Services } from "../../platform/index.ts";
import {
  delegate,
  getDelegation,
  listDelegations,
  listDelegationsToMe,
  listMyDelegations,
  revokeDelegation,
  tellDelegation,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schoolId: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool();
});

const refusalOf = (call: Promise<unknown>) => call.catch(codeOf);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Somebody who may delegate, and holds these over the school. */
async function holder(codes: readonly string[], name = "Kepala Sekolah"): Promise<TenantContext & { userId: string }> {
  const userId = await tenant.addUser({ name, homeSchoolId: schoolId });
  await tenant.addGrant({ userId, code: "delegation:create", scope: "OWN" });
  for (const code of codes) await tenant.addGrant({ userId, code, scope: "SCHOOL", schoolId });
  return { ...tenant.as(userId), userId };
}

const may = (userId: string, code: "user:read" | "user:update" | "school:read") =>
  readInTenant(services, tenant.as(userId), async (tx) =>
    (await tx.access).can(code, { ownerId: null, departmentIds: [], schoolIds: [schoolId] }),
  );

const ask = (delegateId: string, more: object = {}) => ({
  delegateId,
  codes: ["user:read"],
  validUntil: inDays(3),
  reason: "Cuti",
  ...more,
});

describe("a delegation", () => {
  it("gives what the delegator may while the delegator may, and no longer", async () => {
    const principal = await holder(["user:read", "user:update"]);
    const to = await tenant.addUser({ name: "Wakil" });
    const preview = await delegate(services, principal, { ...ask(to), dryRun: true });
    expect(preview).toMatchObject({
      dryRun: true,
      leftOut: [],
      supports: [{ permission: "user:read", kind: "grant" }],
    });
    expect(await database.owner`select 1 from gloria.delegations where delegate_id = ${to}`).toHaveLength(0);
    expect(await may(to, "user:read")).toBe(false);

    const made = await delegate(services, principal, ask(to));
    expect(made.epoch).toBeGreaterThan(preview.epoch);
    expect(made.delegation).toMatchObject({
      state: "active",
      codes: ["user:read"],
      lacking: [],
      can: { revoke: true },
    });
    expect(await may(to, "user:read")).toBe(true);
    expect(await may(to, "user:update")).toBe(false);

    await database.owner`update gloria.grants set ended_at = now() where subject_id = ${principal.userId} and code = 'user:read'`;
    expect(await may(to, "user:read")).toBe(false);
    const { items } = await listDelegationsToMe(services, tenant.as(to), {});
    expect(items).toMatchObject([{ state: "inert", inertReason: "lacks_now", lacking: ["user:read"] }]);

    const [event] = await database.owner<{ action: string; reason: string }[]>`
      select action, reason from gloria.audit_events where entity_id = ${made.delegation.id}`;
    expect(event).toEqual({ action: "delegation.create", reason: "Cuti" });
  });

  it("stands for what of a wildcard is held and delegable", async () => {
    const principal = await holder(["user:*", "school:read"]);
    const to = await tenant.addUser();
    const { delegation, leftOut } = await delegate(services, principal, ask(to, { codes: ["user:*"], dryRun: true }));
    expect(delegation.codes).toContain("user:suspend");
    expect(delegation.codes).not.toContain("user:merge");
    expect(leftOut).toEqual(["user:impersonate", "user:merge", "user:purge"]);
    const refused = (codes: string[]) => refusalOf(delegate(services, principal, ask(to, { codes })));
    expect(await refused(["user:merge"])).toBe("delegation.not_delegable");
    expect(await refused(["department:read"])).toBe("delegation.not_held");
    expect(await refused(["department.*:read"])).toBe("access.unknown_permission");
    expect(await refused(["department:*"])).toBe("delegation.nothing_to_delegate");
    expect(await refused(["nothing:at_all"])).toBe("access.unknown_permission");
  });

  it("is refused to oneself, to who is not active or of another foundation, and out of time", async () => {
    const principal = await holder(["user:read"]);
    const to = await tenant.addUser();
    const other = await makeTenant(database);
    const refused = (more: object) => refusalOf(delegate(services, principal, ask(to, more)));
    expect(await refused({ delegateId: principal.userId })).toBe("delegation.self");
    expect(await refused({ delegateId: await tenant.addUser({ status: "suspended" }) })).toBe(
      "delegation.delegate_inactive",
    );
    expect(await refused({ delegateId: other.adminId })).toBe("user.not_found");
    expect(await refused({ validUntil: inDays(-1) })).toBe("access.window_past");
    expect(await refused({ validFrom: inDays(-1) })).toBe("access.window_past");
    expect(await refused({ validFrom: inDays(4) })).toBe("access.window_order");
    expect(await refused({ validUntil: inDays(367) })).toBe("delegation.too_long");
    expect(await refused({ parentId: newId() })).toBe("delegation.not_found");
    const stranger = tenant.as(await tenant.addUser());
    expect(await refusalOf(delegate(services, stranger, ask(to)))).toBe("access.denied");
  });

  it("does not outlast what supports it, and says what that is", async () => {
    const userId = await tenant.addUser({ name: "Plh" });
    await tenant.addGrant({ userId, code: "delegation:create", scope: "OWN" });
    const roleId = newId();
    await database.owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, ${roleId}, 'pengganti', 'Pengganti')`;
    await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
      values (${tenant.id}, ${newId()}, 'role', ${roleId}, 'user:read', 'ALLOW', 'ALL')`;
    await database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id, valid_until)
      values (${tenant.id}, ${newId()}, ${userId}, ${roleId}, ${inDays(2)})`;
    const to = await tenant.addUser();
    await expect(delegate(services, tenant.as(userId), ask(to))).rejects.toMatchObject({
      code: "delegation.outlasts_support",
      params: { permission: "user:read", support: "Pengganti", supportKind: "role_assignment" },
    });
    const made = await delegate(services, tenant.as(userId), ask(to, { validUntil: inDays(1) }));
    expect(made.supports).toMatchObject([{ kind: "role_assignment", permission: "user:read" }]);
  });

  it("is handed on twice at most, in no circle, and ends with the link above it", async () => {
    const first = await holder(["user:read"], "Satu");
    const [second, third, fourth] = [await holder([], "Dua"), await holder([], "Tiga"), await holder([], "Empat")];
    const one = await delegate(services, first, ask(second.userId, { handOn: 2 }));
    const parentId = one.delegation.id;
    expect(await refusalOf(delegate(services, second, ask(first.userId, { parentId })))).toBe("delegation.cycle");
    expect(await refusalOf(delegate(services, second, ask(third.userId)))).toBe("delegation.not_held");
    expect(await refusalOf(delegate(services, second, ask(third.userId, { parentId, validUntil: inDays(4) })))).toBe(
      "delegation.outlasts_support",
    );
    expect(await refusalOf(delegate(services, third, ask(fourth.userId, { parentId })))).toBe("delegation.not_found");
    const two = await delegate(services, second, ask(third.userId, { parentId, handOn: 1, validUntil: inDays(2) }));
    const three = await delegate(
      services,
      third,
      ask(fourth.userId, { parentId: two.delegation.id, validUntil: inDays(1) }),
    );
    expect(await may(fourth.userId, "user:read")).toBe(true);
    const fifth = await tenant.addUser();
    expect(
      await refusalOf(
        delegate(services, fourth, ask(fifth, { parentId: three.delegation.id, validUntil: inDays(0.5) })),
      ),
    ).toBe("delegation.too_deep");

    await revokeDelegation(services, first, { id: parentId });
    expect(await may(fourth.userId, "user:read")).toBe(false);
    const { items } = await listDelegationsToMe(services, tenant.as(fourth.userId), {});
    expect(items).toMatchObject([{ id: three.delegation.id, state: "inert", inertReason: "parent_ended" }]);
    expect(
      await refusalOf(delegate(services, third, ask(fifth, { parentId: two.delegation.id, validUntil: inDays(1) }))),
    ).toBe("delegation.parent_ended");
  });

  it("is handed on as far as whoever delegated it says, by default not at all", async () => {
    const first = await holder(["user:read"], "Satu");
    const [second, third, fourth] = [await holder([], "Dua"), await holder([], "Tiga"), await holder([], "Empat")];
    const short = { validUntil: inDays(1) };
    const handedOn = async (handOn: number | undefined, next: number) => {
      const made = await delegate(services, first, ask(second.userId, handOn === undefined ? {} : { handOn }));
      const parentId = made.delegation.id;
      return delegate(services, second, ask(third.userId, { ...short, parentId, handOn: next }));
    };
    await expect(handedOn(undefined, 0)).rejects.toMatchObject({
      code: "delegation.hand_on_refused",
      params: { name: "Satu", steps: 0 },
    });
    expect(await refusalOf(handedOn(1, 1))).toBe("delegation.hand_on_refused");
    expect(await refusalOf(handedOn(3, 0))).toBe("request.invalid");
    const { delegation } = await handedOn(1, 0);
    expect(delegation).toMatchObject({ handOn: 0, state: "active" });
    expect(
      await refusalOf(
        delegate(services, third, ask(fourth.userId, { validUntil: inDays(0.5), parentId: delegation.id })),
      ),
    ).toBe("delegation.hand_on_refused");
  });

  it("is ended by either side or by who may close it, once, and the others are told", async () => {
    const principal = await holder(["user:read"]);
    const to = await tenant.addUser();
    const made = async () => (await delegate(services, principal, ask(to))).delegation.id;
    const byDelegate = await made();
    const given = await revokeDelegation(services, tenant.as(to), { id: byDelegate, reason: "Tidak sanggup" });
    expect(given.delegation).toMatchObject({ state: "revoked", endedBy: to, can: { revoke: false } });
    expect(await refusalOf(revokeDelegation(services, principal, { id: byDelegate }))).toBe("delegation.already_ended");
    const byOther = await made();
    const stranger = tenant.as(await tenant.addUser());
    expect(await refusalOf(revokeDelegation(services, stranger, { id: byOther }))).toBe("access.denied");
    const foreign = await makeTenant(database);
    expect(await refusalOf(revokeDelegation(services, foreign.admin, { id: byOther }))).toBe("delegation.not_found");
    await revokeDelegation(services, tenant.admin, { id: byOther });
    const told = await database.owner<{ type: string; people: string[] }[]>`
      select type, recipient_ids as people from gloria.notifications
      where entity_id in (${byDelegate}, ${byOther}) order by created_at, id`;
    expect(told.map(({ type, people }) => [type, people.length])).toEqual([
      ["delegation.begun", 1],
      ["delegation.revoked", 1],
      ["delegation.begun", 1],
      ["delegation.revoked", 2],
    ]);
  });

  it("is told at its beginning and a day before its end, once each", async () => {
    const principal = await holder(["user:read"]);
    const to = await tenant.addUser();
    const { delegation } = await delegate(
      services,
      principal,
      ask(to, { validFrom: inDays(1), validUntil: inDays(9) }),
    );
    expect(delegation.state).toBe("scheduled");
    const jobs = await database.owner<{ what: string; days: number }[]>`
      select payload->>'what' as what, round(extract(epoch from publish_after - now()) / 86400)::int as days
      from gloria.outbox where job = 'delegation.tell' and payload->>'delegationId' = ${delegation.id} order by publish_after`;
    expect(jobs).toEqual([
      { what: "begun", days: 1 },
      { what: "ends_soon", days: 8 },
    ]);
    const tell = (what: "begun" | "ends_soon") =>
      tellDelegation(services, { tenantId: tenant.id, delegationId: delegation.id, what });
    await Promise.all([tell("begun"), tell("begun")]);
    await tell("ends_soon");
    const told = await database.owner<{ type: string; people: string[] }[]>`
      select type, recipient_ids as people from gloria.notifications where entity_id = ${delegation.id} order by created_at, id`;
    expect(told).toEqual([
      { type: "delegation.begun", people: [to] },
      { type: "delegation.ends_soon", people: [principal.userId, to] },
    ]);
  });
});

describe("lists of delegations", () => {
  it("show one's own, everybody's to who may see them, and nothing of another foundation; page by page", async () => {
    const house = await makeTenant(database);
    const [first, second] = [await house.addUser(), await house.addUser()];
    for (const to of [first, second, first]) await delegate(services, house.admin, ask(to));
    expect((await listMyDelegations(services, house.admin, {})).items).toHaveLength(3);
    expect((await listDelegationsToMe(services, house.as(second), {})).items).toHaveLength(1);
    expect(await refusalOf(listDelegations(services, house.as(second), {}))).toBe("access.denied");
    const page = await listDelegations(services, house.admin, { limit: 2 });
    expect(page.items).toHaveLength(2);
    const rest = await listDelegations(services, house.admin, { limit: 2, cursor: page.nextCursor ?? "" });
    expect(rest.items).toHaveLength(1);
    expect(rest.nextCursor).toBeNull();
    expect((await listDelegations(services, house.admin, { delegateId: first })).items).toHaveLength(2);
    expect((await listDelegations(services, house.admin, { permission: "user:update" })).items).toHaveLength(0);
    expect((await listDelegations(services, house.admin, { state: "revoked" })).items).toHaveLength(0);
    const foreign = await makeTenant(database);
    expect((await listDelegations(services, foreign.admin, {})).items).toEqual([]);
  });
});

describe("one delegation", () => {
  it("is shown to either side and to who reads the delegator's, and to nobody else", async () => {
    const principal = await holder(["user:read"], "Kepala Baca");
    const to = await tenant.addUser({ homeSchoolId: schoolId });
    const { delegation } = await delegate(services, principal, {
      delegateId: to,
      codes: ["user:read"],
      validUntil: inDays(3),
      reason: "Dinas luar",
    });
    const { id } = delegation;
    expect(await getDelegation(services, principal, { id })).toEqual(delegation);
    // Either side may end it.
    expect(await getDelegation(services, tenant.as(to), { id })).toMatchObject({ id, can: { revoke: true } });
    const reader = await tenant.addUser();
    await tenant.addGrant({ userId: reader, code: "delegation:read", scope: "SCHOOL", schoolId });
    expect(await getDelegation(services, tenant.as(reader), { id })).toMatchObject({ id, can: { revoke: false } });
    const elsewhere = await tenant.addUser();
    const other = await tenant.addSchool();
    await tenant.addGrant({ userId: elsewhere, code: "delegation:read", scope: "SCHOOL", schoolId: other });
    expect(await refusalOf(getDelegation(services, tenant.as(elsewhere), { id }))).toBe("access.denied");
    expect(await refusalOf(getDelegation(services, tenant.as(await tenant.addUser()), { id }))).toBe("access.denied");
    const foreign = await makeTenant(database);
    expect(await refusalOf(getDelegation(services, foreign.admin, { id }))).toBe("delegation.not_found");
    expect(await refusalOf(getDelegation(services, tenant.admin, { id: newId() }))).toBe("delegation.not_found");
  });
});
