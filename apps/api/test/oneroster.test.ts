import { newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const house = apiHouse(database);
const base = "./ims/oneroster/rostering/v1p2";
let tenant: TestTenant;
let one: string;
let two: string;
let teacher: string;
let counselor: string;
let token: string;

beforeAll(async () => {
  tenant = await makeTenant(database);
  one = await tenant.addSchool({ name: "SMA Satu" });
  two = await tenant.addSchool({ name: "SMA Dua" });
  const reader = await tenant.addUser({ name: "Zulkifli Pembaca", email: "roster@demo.example" });
  for (const code of ["user:read", "school:read"]) await tenant.addGrant({ userId: reader, code, scope: "ALL" });
  teacher = await tenant.addUser({ name: "Ani Wijaya", nip: "0001", homeSchoolId: one });
  counselor = await tenant.addUser({ name: "Budi", nip: "0002", homeSchoolId: two });
  await hold(teacher, "Guru Fisika", one);
  await hold(counselor, "Guru BK", two);
  const other = await makeTenant(database);
  await other.addGrant({ userId: await other.addUser({ email: "asing@demo.example" }), code: "*:*", scope: "ALL" });
  await tenant.addUser({ email: "tanpa@demo.example" });
  token = await house.tokenOf("roster@demo.example");
});

async function hold(userId: string, name: string, schoolId: string): Promise<void> {
  const positionId = newId();
  await database.owner`insert into gloria.positions (tenant_id, id, code, name, level, school_id)
    values (${tenant.id}, ${positionId}, ${`P-${positionId.slice(-6)}`}, ${name}, 3, ${schoolId})`;
  await database.owner`insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, valid_from, is_primary)
    values (${tenant.id}, ${newId()}, ${userId}, ${positionId}, ${schoolId}, '2024-07-01', true)`;
}

const get = (path: string, as = token) => house.call("GET", `${base}${path}`, { token: as });
const idsOf = (answer: { body: Record<string, { sourcedId: string }[]> }, name: "orgs" | "users") =>
  (answer.body[name] ?? []).map((item) => item.sourcedId);

describe("OneRoster", () => {
  it("answers the foundation as district, and its schools", async () => {
    const orgs = await get("/orgs");
    expect(orgs.status).toBe(200);
    expect(new Set(idsOf(orgs, "orgs"))).toEqual(new Set([tenant.id, one, two]));
    expect(orgs.headers.get("x-total-count")).toBe("3");
    const schools = await get("/schools?sort=name&orderBy=desc&fields=sourcedId,name");
    expect(schools.body).toEqual({
      orgs: [
        { sourcedId: one, name: "SMA Satu" },
        { sourcedId: two, name: "SMA Dua" },
      ],
    });
    const school = await get(`/schools/${one}`);
    expect(school.body.org).toMatchObject({
      sourcedId: one,
      status: "active",
      type: "school",
      parent: { sourcedId: tenant.id, type: "org", href: expect.stringContaining(`/orgs/${tenant.id}`) },
    });
    expect((await get(`/schools/${tenant.id}`)).status).toBe(404);
    expect((await get(`/orgs/${tenant.id}`)).body.org).toMatchObject({ type: "district" });
  });

  it("answers people with their roles, teachers apart, and those of a school", async () => {
    const user = await get(`/users/${teacher}`);
    expect(user.body.user).toMatchObject({
      sourcedId: teacher,
      enabledUser: "true",
      givenName: "Ani",
      familyName: "Wijaya",
      identifier: "0001",
      roles: [{ roleType: "primary", role: "teacher", org: { sourcedId: one }, beginDate: "2024-07-01" }],
      primaryOrg: { sourcedId: one },
    });
    expect(idsOf(await get("/teachers"), "users")).toEqual([teacher]);
    expect((await get(`/teachers/${counselor}`)).status).toBe(404);
    expect(idsOf(await get(`/schools/${one}/teachers`), "users")).toEqual([teacher]);
    expect(idsOf(await get(`/schools/${two}/teachers`), "users")).toEqual([]);
    expect(idsOf(await get(`/schools/${two}/users`), "users")).toEqual([counselor]);
  });

  it("pages by limit and offset, with the links of the pages around", async () => {
    const all = idsOf(await get("/users"), "users");
    const second = await get("/users?limit=2&offset=2");
    expect(idsOf(second, "users")).toEqual(all.slice(2, 4));
    expect(second.headers.get("x-total-count")).toBe(String(all.length));
    const link = second.headers.get("link") ?? "";
    expect(link).toMatch(
      /offset=4>; rel="next", <.*offset=0>; rel="prev", <.*offset=0>; rel="first", <.*offset=4>; rel="last"/,
    );
  });

  it("filters by conditions that all hold, and refuses what it does not know", async () => {
    const of = async (filter: string) => idsOf(await get(`/users?filter=${encodeURIComponent(filter)}`), "users");
    expect(await of("identifier='0002'")).toEqual([counselor]);
    expect(await of("identifier~'000' AND identifier!='0002'")).toEqual([teacher]);
    expect(await of(`dateLastModified>'${new Date(Date.now() + 60_000).toISOString()}'`)).toEqual([]);
    expect(await of("email='\" or 1=1 --'")).toEqual([]);
    expect((await get(`/users?filter=${encodeURIComponent("email=''or 1=1'")}`)).status).toBe(422);
    for (const [query, minor] of [
      ["filter=secret%3D%27x%27", "invalid_filter_field"],
      ["sort=password", "invalid_sort_field"],
      ["limit=0", "invaliddata"],
    ]) {
      const answer = await get(`/users?${query}`);
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({
        imsx_codeMajor: "failure",
        imsx_CodeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldValue: minor }] },
      });
    }
  });

  it("is closed to who may not read people, to strangers and to other tenants", async () => {
    expect((await house.call("GET", `${base}/users`)).status).toBe(401);
    const without = await house.tokenOf("tanpa@demo.example");
    expect([(await get("/users", without)).status, (await get("/orgs", without)).status]).toEqual([403, 403]);
    const stranger = await house.tokenOf("asing@demo.example");
    for (const path of [`/users/${teacher}`, `/orgs/${one}`, `/schools/${one}/teachers`]) {
      expect((await get(path, stranger)).status, path).toBe(404);
    }
    expect(idsOf(await get("/users", stranger), "users")).not.toContain(teacher);
    expect((await house.call("POST", `${base}/users`, { token, body: {} })).status).toBe(404);
  });
});
