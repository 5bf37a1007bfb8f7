import { makeOneOfEverything, makeTenant, type OneOfEverything, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const house = apiHouse(database);
let tenant: TestTenant;
let rows: OneOfEverything;
let token: string;

beforeAll(async () => {
  tenant = await makeTenant(database);
  rows = await makeOneOfEverything(database, tenant);
  const [admin] = await database.owner<
    { email: string }[]
  >`select email from gloria.users where id = ${tenant.adminId}`;
  token = await house.tokenOf(admin?.email ?? "");
});

const day = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const send = (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
  house.call(method, path, { token, body, headers });
const read = (path: string) => house.call("GET", path, { token });

describe("assignments over REST", () => {
  it("are given, extended, shown on the chart and among those who act, and ended", async () => {
    const [head] = await database.owner<{ id: string }[]>`
      select id from gloria.positions where tenant_id = ${tenant.id} and code = 'KS'`;
    const wanted = { userId: rows.userId, kind: "PLT", until: day(20), ftePercent: 20 };
    const path = `/organizations/positions/${head?.id}/assign-user`;
    const preview = await send("POST", path, { ...wanted, dryRun: true });
    expect(preview).toMatchObject({
      status: 200,
      body: { dryRun: true, assignment: { kind: "PLT", isPrimary: false } },
    });
    const key = { "idempotency-key": "appoint-once" };
    const made = await send("POST", path, wanted, key);
    expect(made).toMatchObject({
      status: 200,
      body: { dryRun: false, warnings: [{ code: "fte_over_full", from: day(0), percent: 120 }] },
    });
    // The same request again is answered the same, and appoints nobody twice.
    expect((await send("POST", path, wanted, key)).body).toEqual(made.body);
    const taken = await send("POST", path, { ...wanted, userId: tenant.adminId });
    expect(taken).toMatchObject({ status: 403, body: { code: "assignment.self_appointment" } });

    const acting = await read("/organizations/acting?endingWithinDays=20");
    expect(acting.body.items).toMatchObject([{ userName: "Wulan Sari", daysLeft: 20 }]);
    const chart = await read(`/organizations/chart?asOf=${day(3)}&schoolId=${rows.schoolId}`);
    expect(
      chart.body.positions.map((one: { code: string; vacant: number; acting: number }) => [
        one.code,
        one.vacant,
        one.acting,
      ]),
    ).toEqual([
      ["KS", 1, 1],
      ["STU", 0, 0],
    ]);

    const own = `/users/${rows.userId}/positions/${made.body.assignment.id}`;
    const extended = await send("PATCH", own, { until: day(40) });
    expect(extended).toMatchObject({ status: 200, body: { assignment: { validUntil: day(40) } } });
    const old = await send("POST", `${own}/end`, {});
    expect(old).toMatchObject({ status: 409, body: { code: "assignment.version_conflict" } });
    const now = `/users/${rows.userId}/positions/${extended.body.assignment.id}/end`;
    expect(await send("POST", now, { on: day(5) })).toMatchObject({
      status: 200,
      body: { assignment: { validUntil: day(5) } },
    });
    const held = await read(`/users/${rows.userId}/positions?asOf=${day(5)}`);
    expect(held.body.items).toHaveLength(1);
    const people = await read(`/organizations/schools/${rows.schoolId}/people?asOf=${day(4)}`);
    expect(people.body.items).toHaveLength(2);
  });

  it("are changed for others in one step, which can be seen beforehand", async () => {
    const [head] = await database.owner<{ id: string }[]>`
      select id from gloria.positions where tenant_id = ${tenant.id} and code = 'KS'`;
    const wanted = { positionId: head?.id, from: day(10), dryRun: true };
    const seen = await send("POST", `/users/${rows.userId}/transfer`, wanted);
    expect(seen).toMatchObject({
      status: 200,
      body: {
        dryRun: true,
        closed: { positionId: rows.positionId, validUntil: day(10) },
        opened: { positionId: head?.id, validFrom: day(10), isPrimary: true },
        fte: { before: 100, after: 100 },
      },
    });
    const wrong = await send("POST", `/users/${rows.userId}/transfer`, { ...wanted, kind: "PLT" });
    expect(wrong).toMatchObject({
      status: 422,
      body: { code: "request.invalid", errors: [{ path: "until", code: "assignment.acting_without_end" }] },
    });
  });
});
