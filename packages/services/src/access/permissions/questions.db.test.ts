import type { Question, WhoCanInput } from "@gloria/contracts";
import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import {
  checkPermission,
  explainPermission,
  getUserPermissions,
  listWhoCan,
  refreshCache,
  validatePermissions,
} from "./index.ts";
import { questionOf, randomPlaces } from "./random-places.fixture.ts";
import { makeRandomRights } from "./random-rights.fixture.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

async function everybodyWhoCan(of: TestTenant, input: WhoCanInput): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const page = await listWhoCan(services, of.admin, {
      ...input,
      limit: 2,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { user, layer } of page.items) {
      expect(found.has(user.id)).toBe(false);
      found.set(user.id, layer);
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

describe("who can", () => {
  it.each([1, 2, 3, 4])("finds whom a check allows, and nobody else (rights of seed %i)", async (seed) => {
    const world = await makeTenant(database);
    const rights = await makeRandomRights(database, world, seed);
    let allowed = 0;
    for (const place of randomPlaces(rights)) {
      const code = rights.pick(rights.codes);
      const found = await everybodyWhoCan(world, { code, ...place });
      const everybody = [...rights.userIds, world.adminId];
      const questions = everybody.map((id) => questionOf(code, place, id));
      const { answers } = await validatePermissions(services, world.admin, { questions });
      const expected = everybody.flatMap((id, n) => {
        const answer = answers[n];
        return answer?.allowed === true ? [[id, answer.layer ?? ""] as const] : [];
      });
      expect(new Map([...found].sort()), `${code} at ${JSON.stringify(place)}`).toEqual(new Map([...expected].sort()));
      allowed += found.size;
    }
    expect(allowed).toBeGreaterThan(8);
  });

  it("shows where it comes from, only people whose rights may be read, and refuses who may read none", async () => {
    const world = await makeTenant(database);
    const [school, other] = [await world.addSchool(), await world.addSchool()];
    const reader = await world.addUser({ name: "Baca", homeSchoolId: school });
    const here = await world.addUser({ name: "Ani", homeSchoolId: school });
    await world.addUser({ name: "Budi", homeSchoolId: other });
    await world.addGrant({ userId: reader, code: "permission:read", scope: "SCHOOL", schoolId: school });
    await world.addGrant({ userId: here, code: "school:*", scope: "SCHOOL", schoolId: school });
    const answer = await listWhoCan(services, world.as(reader), { code: "school:update", type: "school", id: school });
    expect(answer.items).toMatchObject([
      { user: { id: here, name: "Ani" }, layer: "DIRECT", source: { kind: "user" } },
    ]);
    const stranger = world.as(here);
    expect(await listWhoCan(services, stranger, { code: "school:update" }).catch(codeOf)).toBe("access.denied");
    const foreign = await tenant.addSchool();
    const ask = (more: Partial<WhoCanInput>) =>
      listWhoCan(services, world.admin, { code: "school:read", ...more }).catch(codeOf);
    expect(await ask({ schoolId: foreign })).toBe("resource.not_found");
    expect(await ask({ type: "school", id: foreign })).toBe("resource.not_found");
    expect(await ask({ type: "school" })).toBe("request.invalid");
  });
});

describe("a question", () => {
  it("is answered alike by check, validate and explain, whatever it is about", async () => {
    const world = await makeTenant(database);
    const rights = await makeRandomRights(database, world, 11);
    const questions = rights.userIds.flatMap((id) =>
      randomPlaces(rights).map((place) => questionOf(rights.pick(rights.codes), place, id)),
    );
    const { answers, epoch } = await validatePermissions(services, world.admin, { questions });
    expect(new Set(answers.map(({ reason }) => reason)).size).toBeGreaterThan(2);
    for (const [n, question] of questions.entries()) {
      const check = await checkPermission(services, world.admin, question);
      expect(check).toMatchObject({ ...answers[n], epoch });
      if (n % 4 > 0) continue;
      const { allowed, layer, reason, deciding, text } = await explainPermission(services, world.admin, question);
      expect({ allowed, layer, reason }).toEqual({ allowed: check.allowed, layer: check.layer, reason: check.reason });
      expect(deciding?.ruleId ?? null).toBe(check.ruleId);
      expect(text).not.toMatch(/\{\{/);
    }
  });

  it("about something that is not there, or another tenant's, is refused by name", async () => {
    const [user, foreign] = [await tenant.addUser(), await (await makeTenant(database)).addUser()];
    const target = { type: "user" as const, id: foreign };
    const ask = (question: Question) => checkPermission(services, tenant.admin, question).catch(codeOf);
    expect(await ask({ code: "user:read", target })).toBe("resource.not_found");
    expect(await ask({ code: "user:read", userId: foreign })).toBe("user.not_found");
    expect(await ask({ code: "user:read", region: { scope: "DEPARTMENT", departmentId: newId() } })).toBe(
      "resource.not_found",
    );
    expect(await ask({ code: "user:read", target, region: { scope: "ALL" } })).toBe("request.invalid");
    const { answers } = await validatePermissions(services, tenant.admin, {
      questions: [
        { code: "user:read", target },
        { code: "user:read", userId: foreign },
        { code: "user:read", target: { type: "user", id: user } },
        { code: "user:read", userId: user, target: { type: "user", id: user } },
      ],
    });
    expect(answers.map(({ allowed, reason }) => [allowed, reason])).toEqual([
      [false, "target_not_found"],
      [false, "user_not_found"],
      [true, "allowed"],
      [false, "no_rule"],
    ]);
    const one = { code: "user:read", userId: tenant.adminId };
    expect(await validatePermissions(services, tenant.as(user), { questions: [one] }).catch(codeOf)).toBe(
      "access.denied",
    );
    expect(await explainPermission(services, tenant.as(user), one).catch(codeOf)).toBe("access.denied");
  });

  it("reads the request and the attributes that come with it", async () => {
    const user = await tenant.addUser();
    await tenant.addGrant({ userId: user, code: "school:read", scope: "ALL", condition: 'request.channel == "cli"' });
    await tenant.addGrant({ userId: user, code: "school:update", scope: "ALL", condition: 'target.level == "SMA"' });
    const ask = async (question: Question) => (await checkPermission(services, tenant.as(user), question)).allowed;
    const target = { schoolIds: [], departmentIds: [], ownerId: null };
    expect(await ask({ code: "school:read", target })).toBe(false);
    expect(await ask({ code: "school:read", target, request: { ip: null, channel: "cli" } })).toBe(true);
    expect(await ask({ code: "school:update", target })).toBe(false);
    expect(await ask({ code: "school:update", target: { ...target, attributes: { level: "SMA" } } })).toBe(true);
    const id = await tenant.addSchool();
    expect(await ask({ code: "school:update", target: { type: "school", id } })).toBe(true);
  });

  it("can be about a time past, and ask for an epoch at least", async () => {
    const user = await tenant.addUser();
    const before = (await checkPermission(services, tenant.admin, { code: "user:read" })).at;
    const grantId = await tenant.addGrant({ userId: user, code: "school:read", scope: "ALL" });
    const question = { code: "school:read", userId: user, region: { scope: "ALL" } } as const;
    const now = await checkPermission(services, tenant.admin, question);
    expect(now.allowed).toBe(true);
    await database.owner`update gloria.grants set ended_at = now() where id = ${grantId}`;
    expect((await checkPermission(services, tenant.admin, question)).allowed).toBe(false);
    const asOf = (time: string) => checkPermission(services, tenant.admin, { ...question, asOf: time });
    expect(await asOf(now.at)).toMatchObject({ allowed: true, at: now.at, epoch: now.epoch, ruleId: grantId });
    expect((await asOf(before)).allowed).toBe(false);
    const asOfEpoch = (epoch: number) => checkPermission(services, tenant.admin, { ...question, asOfEpoch: epoch });
    expect(await asOfEpoch(now.epoch)).toMatchObject({ allowed: true, epoch: now.epoch, ruleId: grantId });
    expect(await asOfEpoch(now.epoch - 1)).toMatchObject({ allowed: false, epoch: now.epoch - 1 });
    expect(await asOfEpoch(now.epoch + 1_000).catch(codeOf)).toBe("permission.epoch_behind");
    expect(
      await checkPermission(services, tenant.admin, { ...question, asOf: now.at, asOfEpoch: now.epoch }).catch(codeOf),
    ).toBe("request.invalid");
    const held = await getUserPermissions(services, tenant.admin, { id: user, asOfEpoch: now.epoch - 1 });
    expect(held).toMatchObject({ epoch: now.epoch - 1 });
    const then = await getUserPermissions(services, tenant.admin, { id: user, asOf: now.at });
    expect(then.items.map(({ code }) => code)).toContain("school:read");
    expect((await getUserPermissions(services, tenant.admin, { id: user })).items).toEqual([]);
    expect(await asOf("2999-01-01T00:00:00Z").catch(codeOf)).toBe("permission.time_ahead");
    const ahead = { ...question, atLeast: now.epoch + 1000 };
    expect(await checkPermission(services, tenant.admin, ahead).catch(codeOf)).toBe("permission.epoch_behind");
  });
});

describe("an explanation", () => {
  it("tells times as the reader's zone has them: the foundation's, their own, or the chosen school's", async () => {
    const world = await makeTenant(database);
    const jayapura = await world.addSchool({ timeZone: "Asia/Jayapura" });
    const user = await world.addUser();
    await database.owner`insert into gloria.grants
      (tenant_id, id, subject_kind, subject_id, code, effect, scope, valid_from) values
      (${world.id}, ${newId()}, 'user', ${user}, 'calendar:read', 'ALLOW', 'ALL', '2099-01-31T17:30Z')`;
    const told = async (more: Parameters<TestTenant["as"]>[1]) => {
      const question = { code: "calendar:read", region: { scope: "ALL" } } as const;
      return (await explainPermission(services, world.as(user, more), question)).nearMisses[0]?.text;
    };
    expect(await told({ locale: "id" })).toBe("Ada izin, tetapi baru berlaku 1 Februari 2099 pukul 00.30 WIB.");
    await database.owner`update gloria.users set time_zone = 'Asia/Makassar' where id = ${user}`;
    expect(await told({ locale: "id" })).toBe("Ada izin, tetapi baru berlaku 1 Februari 2099 pukul 01.30 WITA.");
    expect(await told({ locale: "en", schoolId: jayapura })).toContain("1 February 2099 at 02:30 WIT");
  });

  it("says in both languages what decided, what is missing and who could grant it, and no name that is secret", async () => {
    const world = await makeTenant(database);
    const [school, other] = [await world.addSchool({ name: "SMA Satu" }), await world.addSchool({ name: "SMA Dua" })];
    const user = await world.addUser({ name: "Siti", homeSchoolId: school });
    await world.addGrant({ userId: user, code: "user:update", scope: "SCHOOL", schoolId: school });
    const question = { code: "user:update", region: { scope: "SCHOOL", schoolId: other } } as const;
    const own = await explainPermission(services, world.as(user, { locale: "en" }), question);
    expect(own).toMatchObject({
      allowed: false,
      reason: "no_rule",
      layer: null,
      deciding: null,
      user: { name: "Siti" },
    });
    expect(own.text).toBe("Nothing gives Siti “People: change”.");
    expect(own.nearMisses).toMatchObject([
      { kind: "wrong_place", held: { school: { name: "SMA Satu" } }, needed: { schools: [{ id: other, name: null }] } },
    ]);
    expect(own.nearMisses[0]?.text).toBe("Needs school one that you may not see; held is school SMA Satu.");
    // The asker may not see the administrator.
    expect(own.grantors).toEqual([]);
    const theirs = await explainPermission(services, world.admin, { ...question, userId: user });
    expect(theirs.text).toBe("Tidak ada yang memberi Siti hak atas “Pengguna: ubah”.");
    expect(theirs.nearMisses[0]?.text).toBe("Perlu sekolah SMA Dua; yang dipegang sekolah SMA Satu.");
    expect(theirs.grantors).toEqual([{ id: world.adminId, name: "Admin Yayasan", by: "permission:assign" }]);
    const here = { ...question, region: { scope: "SCHOOL", schoolId: school } } as const;
    const allowed = await explainPermission(services, world.as(user), here);
    expect(allowed).toMatchObject({
      allowed: true,
      layer: "DIRECT",
      nearMisses: [],
      grantors: [],
      deciding: {
        status: "applies",
        school: { id: school, name: "SMA Satu" },
        subject: { kind: "user", name: "Siti" },
      },
    });
    expect(allowed.layers.map(({ layer }) => layer)).toEqual([
      "GUARDRAIL",
      "DIRECT",
      "DELEGATION",
      "RESOURCE",
      "ROLE",
      "POSITION",
    ]);
  });
});

describe("a person's permissions", () => {
  it("come page by page, by module and by text, each once", async () => {
    const user = await tenant.addUser();
    for (const code of ["user:*", "school:read", "role:read"])
      await tenant.addGrant({ userId: user, code, scope: "ALL" });
    const all = await getUserPermissions(services, tenant.admin, { id: user, limit: 200 });
    expect(all.total).toBe(all.items.length);
    const codes: string[] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? {} : { cursor };
      const page = await getUserPermissions(services, tenant.as(user), { id: user, limit: 3, ...more });
      codes.push(...page.items.map(({ code }) => code));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(codes).toEqual(all.items.map(({ code }) => code));
    const access = await getUserPermissions(services, tenant.admin, { id: user, module: "access" });
    expect(access.items.map(({ code }) => code)).toEqual(["role:read"]);
    expect((await getUserPermissions(services, tenant.admin, { id: user, q: "school:" })).total).toBe(1);
    expect(await getUserPermissions(services, tenant.admin, { id: newId() }).catch(codeOf)).toBe("user.not_found");
    const other = await tenant.addUser();
    expect(await getUserPermissions(services, tenant.as(other), { id: user }).catch(codeOf)).toBe("access.denied");
    expect((await refreshCache(services, tenant.admin, { userId: user })).dropped).toBeLessThan(2);
    expect(await refreshCache(services, tenant.as(other), {}).catch(codeOf)).toBe("access.denied");
    expect(await refreshCache(services, tenant.as(other), { userId: user }).catch(codeOf)).toBe("access.denied");
  });
});
