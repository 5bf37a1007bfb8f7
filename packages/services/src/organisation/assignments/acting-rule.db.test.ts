import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createPosition, updateUser } from "../index.ts";
import { defaultActingLimits } from "./acting-rules.ts";
import { addDays, addMonths } from "./calendar-dates.ts";
import { assignUser, getActingRule, setActingRule, transferUser, updateAssignment } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schoolId: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool({ name: "SMA Dua" });
});

// By the calendar of the test's school, which is the foundation's too.
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

let serial = 0;
const seat = async (headcount = 1): Promise<string> =>
  (await createPosition(services, tenant.admin, { code: `S${++serial}`, name: "Wakil", level: 5, headcount, schoolId }))
    .id;
const refusal = (call: Promise<unknown>) => call.then(() => null, codeOf);

describe("the rule of acting terms", () => {
  it("is the usual one until the foundation sets its own, which is audited and then followed", async () => {
    expect(await getActingRule(services, tenant.admin)).toEqual({ ...defaultActingLimits, can: { update: true } });
    const rule = { months: 1, extensions: 2, extensionMonths: 2 };
    expect(await setActingRule(services, tenant.admin, rule)).toEqual({ ...rule, can: { update: true } });
    expect(await getActingRule(services, tenant.admin)).toMatchObject(rule);
    const [event] = await database.owner<{ changes: unknown }[]>`
      select changes from gloria.audit_events where tenant_id = ${tenant.id} and action = 'tenant.acting_rule'`;
    expect(event?.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: "actingMonths", from: 3, to: 1 }),
        expect.objectContaining({ path: "actingExtensions", from: 1, to: 2 }),
      ]),
    );

    const [userId, id, other] = [await tenant.addUser(), await seat(), await seat()];
    const act = (until: string) => assignUser(services, tenant.admin, { id, userId, kind: "PLT", until });
    const firstEnd = addMonths(today, 1);
    expect(await refusal(act(addDays(firstEnd, 1)))).toBe("assignment.acting_too_long");
    let { assignment } = await act(firstEnd);
    const extend = async (until: string) => {
      const assignmentId = assignment?.id ?? "";
      ({ assignment } = await updateAssignment(services, tenant.admin, { id: userId, assignmentId, until }));
    };
    const secondEnd = addMonths(firstEnd, 2);
    expect(await refusal(extend(addDays(secondEnd, 1)))).toBe("assignment.acting_too_long");
    await extend(secondEnd);
    await extend(addMonths(secondEnd, 2));
    expect(assignment?.extensions).toBe(2);
    expect(await refusal(extend(addMonths(secondEnd, 3)))).toBe("assignment.acting_extended_enough");
    const moved = { id: userId, positionId: other, kind: "PLT" as const, assignmentId: assignment?.id ?? "" };
    expect(
      await refusal(transferUser(services, tenant.admin, { ...moved, from: today, until: addDays(firstEnd, 1) })),
    ).toBe("assignment.acting_too_long");
  });

  it("is set by those who may change the foundation alone, and within bounds", async () => {
    const outsider = tenant.as(await tenant.addUser());
    const rule = { months: 3, extensions: 1, extensionMonths: 3 };
    expect(await refusal(setActingRule(services, outsider, rule))).toBe("access.denied");
    expect(await refusal(getActingRule(services, outsider))).toBe("access.denied");
    expect(await refusal(setActingRule(services, tenant.admin, { ...rule, months: 0 }))).toBe("request.invalid");
    expect(await refusal(setActingRule(services, tenant.admin, { ...rule, extensions: 21 }))).toBe("request.invalid");
  });
});

describe("who has resigned", () => {
  it("is given no position and is not transferred; who is suspended or invited may be", async () => {
    const [from, to] = [await seat(10), await seat(10)];
    const resigned = await tenant.addUser();
    await assignUser(services, tenant.admin, { id: from, userId: resigned });
    await updateUser(services, tenant.admin, { id: resigned, status: "resigned" });
    expect(await refusal(assignUser(services, tenant.admin, { id: to, userId: resigned }))).toBe(
      "assignment.person_resigned",
    );
    expect(await refusal(transferUser(services, tenant.admin, { id: resigned, positionId: to }))).toBe(
      "assignment.person_resigned",
    );
    const deleted = await tenant.addUser();
    await database.owner`update gloria.users set deleted_at = now() where id = ${deleted}`;
    expect(await refusal(assignUser(services, tenant.admin, { id: to, userId: deleted }))).toBe("user.not_found");
    expect(await refusal(transferUser(services, tenant.admin, { id: deleted, positionId: to }))).toBe("user.not_found");
    for (const status of ["suspended", "invited"] as const) {
      const userId = await tenant.addUser({ status });
      expect(await refusal(assignUser(services, tenant.admin, { id: from, userId }))).toBeNull();
      expect(
        await refusal(transferUser(services, tenant.admin, { id: userId, positionId: to, from: today })),
      ).toBeNull();
    }
  });
});
