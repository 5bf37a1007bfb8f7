import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createPosition } from "../index.ts";
import { addDays } from "./calendar-dates.ts";
import { assignUser, getOrgChart } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let school: string;
let ids: { chair: string; treasurer: string; head: string; deputy: string; teacher: string };
const people: Record<string, string> = {};

const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const day = (days: number) => addDays(today, days);

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  school = await tenant.addSchool();
  const make = async (code: string, level: number, more: object = {}) =>
    (await createPosition(services, tenant.admin, { code, name: code, level, ...more })).id;
  const chair = await make("KETUA", 1);
  const treasurer = await make("BENDAHARA", 2, { reportsToId: chair });
  const head = await make("KEPSEK", 4, { schoolId: school, reportsToId: chair, coordinatorIds: [treasurer] });
  const deputy = await make("WAKUR", 5, { schoolId: school, reportsToId: head });
  const teacher = await make("GURU", 7, { schoolId: school, reportsToId: deputy, headcount: 3 });
  ids = { chair, treasurer, head, deputy, teacher };
  for (const name of ["Ani", "Budi", "Cici", "Dodi"])
    people[name] = await tenant.addUser({ name, homeSchoolId: school });
  const assign = (id: string, name: string, more: object) =>
    assignUser(services, tenant.admin, { id, userId: people[name] ?? "", ...more });
  await assign(deputy, "Ani", { from: day(-100) });
  await assign(head, "Ani", { kind: "PLT", from: day(-5), until: day(20), ftePercent: 20 });
  await assign(teacher, "Cici", { from: day(-100) });
  await assign(teacher, "Budi", { from: day(-100), until: day(10) });
  await assign(head, "Dodi", { from: day(20) });
});

const chartOf = async (input: Parameters<typeof getOrgChart>[2] = {}, as = tenant.admin) =>
  (await getOrgChart(services, as, input)).positions;
const namesOf = async (input: Parameters<typeof getOrgChart>[2]) =>
  Object.fromEntries(
    (await chartOf(input)).map((one) => [one.code, one.holders.map((who) => `${who.userName} ${who.kind}`)]),
  );

describe("the chart of an organisation", () => {
  it("shows lines, dotted lines, holders and vacancies of today", async () => {
    const shown = await chartOf();
    expect(shown.map((one) => one.code)).toEqual(["KETUA", "BENDAHARA", "KEPSEK", "WAKUR", "GURU"]);
    expect(shown[2]).toMatchObject({
      id: ids.head,
      reportsToId: ids.chair,
      coordinatorIds: [ids.treasurer],
      schoolId: school,
      headcount: 1,
      filled: 0,
      acting: 1,
      vacant: 1,
      holders: [{ userName: "Ani", kind: "PLT", ftePercent: 20 }],
    });
    expect(shown[4]).toMatchObject({ filled: 2, acting: 0, vacant: 1, reportsToId: ids.deputy });
    expect(shown[4]?.holders.map((one) => one.userName)).toEqual(["Cici", "Budi"]);
    const [, , , , few] = await chartOf({ holders: 1 });
    expect(few).toMatchObject({ filled: 2, holders: [{ userName: "Cici" }] });
  });

  it("shows the holders of any other date", async () => {
    expect(await namesOf({ schoolId: school, asOf: day(-50) })).toEqual({
      KEPSEK: [],
      WAKUR: ["Ani DEFINITIF"],
      GURU: ["Cici DEFINITIF", "Budi DEFINITIF"],
    });
    expect(await namesOf({ schoolId: school, asOf: day(20) })).toEqual({
      KEPSEK: ["Dodi DEFINITIF"],
      WAKUR: ["Ani DEFINITIF"],
      GURU: ["Cici DEFINITIF"],
    });
  });

  it("is cut to a school, to a position and to a depth", async () => {
    const codes = async (input: Parameters<typeof getOrgChart>[2]) => (await chartOf(input)).map((one) => one.code);
    expect(await codes({ schoolId: "foundation" })).toEqual(["KETUA", "BENDAHARA"]);
    expect(await codes({ rootId: ids.head, depth: 1 })).toEqual(["KEPSEK", "WAKUR"]);
    expect(await codes({ depth: 1 })).toEqual(["KETUA", "BENDAHARA", "KEPSEK"]);
    expect(await codes({ schoolId: school, depth: 0 })).toEqual(["KEPSEK"]);
    expect(await codes({ schoolId: school, depth: 20 })).toHaveLength(3);
    await expect(chartOf({ schoolId: school, rootId: ids.chair }).catch(codeOf)).resolves.toBe("position.not_found");
  });

  it("shows only what the caller may read, and names nobody whom they may not", async () => {
    const userId = await tenant.addUser();
    await expect(chartOf({}, tenant.as(userId)).catch(codeOf)).resolves.toBe("access.denied");
    await tenant.addGrant({ userId, code: "position:read", scope: "SCHOOL", schoolId: school });
    const shown = await chartOf({}, tenant.as(userId));
    expect(shown.map((one) => [one.code, one.filled, one.holders])).toEqual([
      ["KEPSEK", 0, []],
      ["WAKUR", 1, []],
      ["GURU", 2, []],
    ]);
  });
});
