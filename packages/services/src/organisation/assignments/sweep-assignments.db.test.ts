import { newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { type Services, systemContext } from "../../platform/index.ts";
import { createPosition, listUserPositions } from "../index.ts";
import { addDays } from "./calendar-dates.ts";
import { assignUser, sweepAssignments, updateAssignment } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schoolId: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool();
});

const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const day = (days: number) => addDays(today, days);
const sweep = () => sweepAssignments(services, systemContext(tenant.id, "test.assignments"));

let serial = 0;
const seat = async (more: object = {}) =>
  (
    await createPosition(services, tenant.admin, {
      code: `P${++serial}`,
      name: `P${serial}`,
      level: 4,
      schoolId,
      ...more,
    })
  ).id;

interface Written {
  readonly userId: string;
  readonly positionId: string;
  readonly from: number;
  readonly until: number | null;
  readonly isPrimary?: boolean;
  readonly enteredDaysAgo?: number;
}

/** As it would have been entered on an earlier day. */
async function write({ userId, positionId, from, until, isPrimary, enteredDaysAgo }: Written): Promise<void> {
  await database.owner`insert into gloria.assignments
    (tenant_id, id, user_id, position_id, school_id, valid_from, valid_until, is_primary, created_at)
    values (${tenant.id}, ${newId()}, ${userId}, ${positionId}, ${schoolId}, ${day(from)}, ${until === null ? null : day(until)},
      ${isPrimary ?? false}, ${new Date(Date.now() - (enteredDaysAgo ?? 90) * 86_400_000)})`;
}

async function told(positionId: string): Promise<[string, number][]> {
  const rows = await database.owner<{ type: string; left: number }[]>`
    select n.type, (n.data->>'daysLeft')::int as left from gloria.notifications n
    join gloria.assignments a on a.tenant_id = n.tenant_id and a.id = n.entity_id
    where n.tenant_id = ${tenant.id} and a.position_id = ${positionId} order by n.created_at, n.id`;
  return rows.map((row) => [row.type, row.left]);
}

const actionsOf = async (positionId: string) =>
  (
    await database.owner<{ action: string }[]>`
      select e.action from gloria.audit_events e
      join gloria.assignments a on a.tenant_id = e.tenant_id and a.id = e.entity_id
      where e.tenant_id = ${tenant.id} and a.position_id = ${positionId} order by e.occurred_at, e.id`
  ).map((row) => row.action);

describe("the sweep of assignments", () => {
  it("tells once of each end that is near, of what has ended and of what has begun", async () => {
    const cases: [number, number | null, [string, number][]][] = [
      [-90, 31, []],
      [-90, 30, [["assignment.ends_soon", 30]]],
      [-90, 8, [["assignment.ends_soon", 8]]],
      [-90, 7, [["assignment.ends_soon", 7]]],
      [-90, 1, [["assignment.ends_soon", 1]]],
      [-90, 0, [["assignment.ended", 0]]],
      [-90, -7, [["assignment.ended", 0]]],
      [-90, -8, []],
      [1, null, []],
      [0, null, [["assignment.started", 0]]],
      [-7, 90, [["assignment.started", 0]]],
    ];
    const seats: string[] = [];
    for (const [from, until] of cases) {
      const positionId = await seat();
      seats.push(positionId);
      await write({ userId: await tenant.addUser(), positionId, from, until, isPrimary: true });
    }
    expect(await sweep()).toEqual({ told: 8, promoted: 0, more: false });
    expect(await sweep()).toEqual({ told: 0, promoted: 0, more: false });
    const found = await Promise.all(seats.map(told));
    expect(found).toEqual(cases.map(([, , wanted]) => wanted));
    expect(await actionsOf(seats[5] ?? "")).toEqual(["assignment.expire"]);
    expect(await actionsOf(seats[9] ?? "")).toEqual(["assignment.begin"]);
    expect(await actionsOf(seats[3] ?? "")).toEqual([]);
  });

  it("takes a holding that goes on in another row for one, and what was over when entered for no news", async () => {
    const [positionId, userId] = [await seat(), await tenant.addUser()];
    await write({ userId, positionId, from: -90, until: -3, isPrimary: true });
    await write({ userId, positionId, from: -3, until: 5, isPrimary: true });
    const late = await seat();
    await write({ userId: await tenant.addUser(), positionId: late, from: -90, until: -2, enteredDaysAgo: 0 });
    await sweep();
    expect(await told(positionId)).toEqual([["assignment.ends_soon", 5]]);
    expect(await told(late)).toEqual([]);
    // Rewritten, it ends on the same day: that has been told. Put off, it ends on another.
    const { items } = await listUserPositions(services, tenant.admin, { id: userId });
    const change = { id: userId, assignmentId: items[0]?.id ?? "" };
    const changed = await updateAssignment(services, tenant.admin, { ...change, ftePercent: 50 });
    await sweep();
    expect(await told(positionId)).toHaveLength(1);
    await updateAssignment(services, tenant.admin, {
      id: userId,
      assignmentId: changed.assignment?.id ?? "",
      until: day(6),
    });
    await sweep();
    expect((await told(positionId)).at(-1)).toEqual(["assignment.ends_soon", 6]);
  });

  it("tells the holder, who appointed them, and who stands above in the line", async () => {
    const [head, above] = [await seat(), await tenant.addUser()];
    await assignUser(services, tenant.admin, { id: head, userId: above });
    const [positionId, userId] = [await seat({ reportsToId: head }), await tenant.addUser()];
    await assignUser(services, tenant.admin, { id: positionId, userId, kind: "PLT", until: day(7) });
    await sweep();
    const [notice] = await database.owner<{ people: string[]; data: { kind: string } }[]>`
      select recipient_ids as people, data from gloria.notifications
      where tenant_id = ${tenant.id} and type = 'assignment.ends_soon' and ${userId} = any (recipient_ids)`;
    expect(new Set(notice?.people)).toEqual(new Set([userId, tenant.adminId, above]));
    expect(notice?.data.kind).toBe("PLT");
  });

  it("makes the next position primary when the primary one has run out", async () => {
    const [userId, one, two, acting] = [await tenant.addUser(), await seat(), await seat(), await seat()];
    await write({ userId, positionId: one, from: -50, until: 0, isPrimary: true });
    await write({ userId, positionId: two, from: -20, until: null });
    await write({ userId, positionId: acting, from: -40, until: 40 });
    await database.owner`update gloria.assignments set kind = 'PLT' where position_id = ${acting}`;
    expect(await sweep()).toMatchObject({ promoted: 1 });
    expect(await sweep()).toMatchObject({ promoted: 0 });
    const { items } = await listUserPositions(services, tenant.admin, { id: userId, asOf: today });
    expect(items.filter((row) => row.isPrimary).map((row) => row.positionId)).toEqual([two]);
    expect(await actionsOf(two)).toEqual(["assignment.primary"]);
  });

  it("tells nothing twice when several run at once", async () => {
    const positionId = await seat();
    await write({ userId: await tenant.addUser(), positionId, from: -90, until: 7, isPrimary: true });
    const runs = await Promise.all([sweep(), sweep(), sweep()]);
    expect(runs.reduce((sum, run) => sum + run.told, 0)).toBe(1);
    expect(await told(positionId)).toEqual([["assignment.ends_soon", 7]]);
  });
});
