import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { getUser } from "../../organisation/index.ts";
import type { Services } from "../../platform/index.ts";
import {
  createGrant,
  endGrant,
  grantResource,
  listGrants,
  listResourceGrants,
  listUserResourceGrants,
  revokeResource,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

const errorOf = (error: unknown) => {
  const { code, params } = error as { code?: unknown; params?: unknown };
  return { code, params };
};
const direct = (userId: string, code: string, scope: "OWN" | "DEPARTMENT" | "SCHOOL" | "ALL" = "ALL") =>
  ({ subjectKind: "user", subjectId: userId, code, scope }) as const;

describe("direct grants", () => {
  it("are made, count at once, are listed, ended and audited", async () => {
    const schoolId = await tenant.addSchool({ name: "SMP Dua" });
    const [userId, colleague] = [
      await tenant.addUser({ name: "Tono" }),
      await tenant.addUser({ homeSchoolId: schoolId }),
    ];
    const wanted = { ...direct(userId, "user:read", "SCHOOL"), schoolId, reason: "Audit internal" };
    const tried = await createGrant(services, tenant.admin, { ...wanted, dryRun: true });
    await expect(getUser(services, tenant.as(userId), { id: colleague }).catch(codeOf)).resolves.toBe("access.denied");
    const made = await createGrant(services, tenant.admin, wanted);
    expect(made.epoch).toBe(tried.epoch + 1);
    expect(made.grant).toMatchObject({
      subject: { name: "Tono" },
      schoolName: "SMP Dua",
      state: "active",
      can: { end: true },
    });
    expect((await getUser(services, tenant.as(userId), { id: colleague })).id).toBe(colleague);
    await expect(createGrant(services, tenant.admin, wanted).catch(codeOf)).resolves.toBe("grant.exists");
    const page = await listGrants(services, tenant.admin, { subjectKind: "user", subjectId: userId, state: "active" });
    expect(page.items.map((grant) => grant.id)).toEqual([made.grant.id]);
    const ended = await endGrant(services, tenant.admin, { id: made.grant.id, reason: "Selesai" });
    expect(ended.grant).toMatchObject({ state: "ended", can: { end: false } });
    await expect(getUser(services, tenant.as(userId), { id: colleague }).catch(codeOf)).resolves.toBe("access.denied");
    const events = await database.owner<{ action: string; changes: { path: string }[] }[]>`
      select action, changes from gloria.audit_events where entity_id = ${made.grant.id} order by id`;
    expect(events.map(({ action }) => action)).toEqual(["grant.create", "grant.end"]);
    expect(events[0]?.changes.map(({ path }) => path)).toContain("schoolId");
    expect(events[1]?.changes.map(({ path }) => path)).toContain("endedAt");
    const [row] = await database.owner<{ ended: boolean }[]>`
      select ended_epoch > created_epoch as ended from gloria.grants where id = ${made.grant.id}`;
    expect(row?.ended).toBe(true);
  });

  it("meet a coded error that names what is wrong", async () => {
    const userId = await tenant.addUser();
    const wrong = async (more: object) =>
      errorOf(
        await createGrant(services, tenant.admin, { ...direct(userId, "user:read"), ...more }).catch((e: unknown) => e),
      );
    expect(await wrong({ code: "user:fly" })).toEqual({
      code: "access.unknown_permission",
      params: { permission: "user:fly" },
    });
    expect(await wrong({ code: "unheard.*:read" })).toEqual({
      code: "access.unknown_permission",
      params: { permission: "unheard.*:read" },
    });
    expect(await wrong({ code: "user:read:ALL" })).toMatchObject({ code: "access.unknown_permission" });
    expect(await wrong({ code: "platform.queue:read" })).toEqual({
      code: "access.platform_only",
      params: { permission: "platform.queue:read" },
    });
    expect(await wrong({ code: "platform.*:read" })).toMatchObject({ code: "access.platform_only" });
    expect(await wrong({ scope: "SCHOOL" })).toEqual({
      code: "access.anchor_needed",
      params: { permission: "user:read", scope: "SCHOOL" },
    });
    expect(await wrong({ scope: "DEPARTMENT" })).toMatchObject({ code: "access.anchor_needed" });
    expect(await wrong({ validUntil: "2001-01-01T00:00:00Z" })).toEqual({
      code: "access.window_past",
      params: { until: "2001-01-01T00:00:00.000Z" },
    });
    expect(await wrong({ validFrom: "2099-02-01T00:00:00Z", validUntil: "2099-01-01T00:00:00Z" })).toMatchObject({
      code: "access.window_order",
    });
    expect(await wrong({ condition: "actor.nonsense == 1" })).toMatchObject({ code: "access.condition_invalid" });
    expect(await wrong({ condition: "1 +" })).toMatchObject({ code: "access.condition_invalid" });
    expect(await wrong({ subjectId: crypto.randomUUID() })).toMatchObject({ code: "user.not_found" });
    expect(await wrong({ subjectKind: "position", subjectId: crypto.randomUUID() })).toMatchObject({
      code: "position.not_found",
    });
    expect(await wrong({ subjectKind: "department", subjectId: crypto.randomUUID() })).toMatchObject({
      code: "department.not_found",
    });
    expect(await wrong({ condition: 'request.channel == "web"', dryRun: true })).toEqual({
      code: undefined,
      params: undefined,
    });
  });

  it("of another foundation do not exist, and need a right over whom they are for", async () => {
    const other = await makeTenant(database);
    const [mine] = (await listGrants(services, tenant.admin, { subjectId: tenant.adminId })).items;
    await expect(endGrant(services, other.admin, { id: mine?.id ?? "" }).catch(codeOf)).resolves.toBe(
      "grant.not_found",
    );
    await expect(createGrant(services, other.admin, direct(tenant.adminId, "user:read")).catch(codeOf)).resolves.toBe(
      "user.not_found",
    );
    const [a, b] = [await tenant.addSchool(), await tenant.addSchool()];
    const head = await tenant.addUser({ homeSchoolId: a });
    await tenant.addGrant({ userId: head, code: "permission:*", scope: "SCHOOL", schoolId: a });
    await tenant.addGrant({ userId: head, code: "user:read", scope: "SCHOOL", schoolId: a });
    const [here, there] = [await tenant.addUser({ homeSchoolId: a }), await tenant.addUser({ homeSchoolId: b })];
    const give = (userId: string, schoolId: string, code = "user:read") =>
      createGrant(services, tenant.as(head), { ...direct(userId, code, "SCHOOL"), schoolId }).catch(errorOf);
    expect(await give(here, a)).toHaveProperty("grant.id");
    expect(await give(there, a)).toMatchObject({ code: "access.denied" });
    expect(await give(here, b)).toEqual({ code: "access.escalation", params: { permission: "user:read" } });
    expect(await give(here, a, "user:update")).toEqual({
      code: "access.escalation",
      params: { permission: "user:update" },
    });
    expect(await give(here, a, "user:*")).toMatchObject({ code: "access.escalation" });
    const seen = await listGrants(services, tenant.as(head), { limit: 200 });
    expect(new Set(seen.items.map((grant) => grant.subject.id))).toEqual(new Set([head, here]));
  });

  it("that deny are lifted only by who holds what they hold back", async () => {
    const helper = await tenant.addUser();
    await tenant.addGrant({ userId: helper, code: "permission:assign", scope: "ALL" });
    const userId = await tenant.addUser();
    const { grant } = await createGrant(services, tenant.admin, { ...direct(userId, "user:delete"), effect: "DENY" });
    await expect(endGrant(services, tenant.as(helper), { id: grant.id }).catch(codeOf)).resolves.toBe(
      "access.escalation",
    );
    await tenant.addGrant({ userId: helper, code: "user:delete", scope: "ALL" });
    expect((await endGrant(services, tenant.as(helper), { id: grant.id })).grant.state).toBe("ended");
  });

  it("held on a condition alone are not handed on", async () => {
    const helper = await tenant.addUser();
    await tenant.addGrant({ userId: helper, code: "permission:assign", scope: "ALL" });
    await createGrant(services, tenant.admin, {
      ...direct(helper, "school:read"),
      condition: 'request.channel != "never"',
    });
    await expect(createGrant(services, tenant.as(helper), direct(helper, "school:read")).catch(codeOf)).resolves.toBe(
      "access.escalation",
    );
  });
});

describe("grants over one thing", () => {
  it("count for that thing alone, and are listed by person and by thing", async () => {
    const [userId, first, second] = [
      await tenant.addUser(),
      await tenant.addUser({ name: "Berkas satu" }),
      await tenant.addUser(),
    ];
    const made = await grantResource(services, tenant.admin, {
      subjectKind: "user",
      subjectId: userId,
      resourceType: "user",
      resourceId: first,
      code: "user:read",
    });
    expect((await getUser(services, tenant.as(userId), { id: first })).id).toBe(first);
    await expect(getUser(services, tenant.as(userId), { id: second }).catch(codeOf)).resolves.toBe("access.denied");
    const mine = await listUserResourceGrants(services, tenant.as(userId), { id: userId });
    expect(mine.items).toMatchObject([
      { id: made.grant.id, resource: { type: "user", id: first }, resourceName: "Berkas satu" },
    ]);
    expect((await listResourceGrants(services, tenant.admin, { type: "user", id: first })).items).toHaveLength(1);
    const whole = await createGrant(services, tenant.admin, direct(userId, "school:read"));
    await expect(revokeResource(services, tenant.admin, { id: whole.grant.id }).catch(codeOf)).resolves.toBe(
      "grant.not_found",
    );
    await revokeResource(services, tenant.admin, { id: made.grant.id });
    await expect(getUser(services, tenant.as(userId), { id: first }).catch(codeOf)).resolves.toBe("access.denied");
    const gone = { type: "school" as const, id: crypto.randomUUID() };
    expect(errorOf(await listResourceGrants(services, tenant.admin, gone).catch((e: unknown) => e))).toEqual({
      code: "resource.not_found",
      params: gone,
    });
  });
});
