import type { AssignUserInput } from "@gloria/contracts";
import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createPosition, listPositionUsers, listUserPositions } from "../index.ts";
import { addDays, addMonths } from "./calendar-dates.ts";
import { assignUser, endAssignment, listActing, listSchoolPeople, transferUser, updateAssignment } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schoolId: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool({ name: "SMA Satu" });
});

// By the calendar of the test's school, which is the foundation's too.
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const day = (days: number) => addDays(today, days);

let serial = 0;
const seat = async (headcount = 1, of = schoolId): Promise<string> =>
  (
    await createPosition(services, tenant.admin, {
      code: `P${++serial}`,
      name: "Kepala",
      level: 4,
      headcount,
      schoolId: of,
    })
  ).id;
const person = (name = "Budi") => tenant.addUser({ name, homeSchoolId: schoolId });
const assign = (id: string, userId: string, more: Partial<AssignUserInput> = {}) =>
  assignUser(services, tenant.admin, { id, userId, ...more });
const refusal = (call: Promise<unknown>) => call.then(() => null, codeOf);

async function rowsOf(userId: string) {
  const { items } = await listUserPositions(services, tenant.admin, { id: userId });
  return items
    .map((row) => [row.positionId, row.validFrom, row.validUntil, row.isPrimary] as const)
    .sort((one, other) => (`${one[1]}${one[0]}` < `${other[1]}${other[0]}` ? -1 : 1));
}

async function auditOf(userId: string): Promise<string[]> {
  const events = await database.owner<{ action: string }[]>`
    select action from gloria.audit_events where tenant_id = ${tenant.id} and targets @> ${database.owner.json([{ type: "user", id: userId }])}
    order by occurred_at, id`;
  return events.map((event) => event.action);
}

describe("assigning", () => {
  it("gives a position from today on, primary when it is the first, and tells of it", async () => {
    const [userId, positionId] = [await person("Ani"), await seat()];
    const { assignment, warnings } = await assign(positionId, userId, { decreeNumber: "1/SK" });
    expect(assignment).toMatchObject({
      userName: "Ani",
      positionName: "Kepala",
      schoolId,
      kind: "DEFINITIF",
      validFrom: today,
      validUntil: null,
      isPrimary: true,
      decreeNumber: "1/SK",
      appointedBy: tenant.adminId,
      state: "current",
      can: { update: true, close: true },
    });
    expect(warnings).toEqual([]);
    expect(await auditOf(userId)).toEqual(["assignment.create"]);
  });

  it("takes the primary position over while it lasts when it is told to, and warns of more than full time", async () => {
    const [userId, one, two] = [await person(), await seat(), await seat()];
    await assign(one, userId, { from: day(-10), ftePercent: 80 });
    const dry = await assign(two, userId, { from: day(5), until: day(9), ftePercent: 40, primary: true, dryRun: true });
    expect(await rowsOf(userId)).toHaveLength(1);
    const made = await assign(two, userId, { from: day(5), until: day(9), ftePercent: 40, primary: true });
    expect({ ...made, assignment: null }).toEqual({ ...dry, dryRun: false, assignment: null });
    expect(made.warnings).toEqual([{ code: "fte_over_full", from: day(5), percent: 120 }]);
    expect(await rowsOf(userId)).toEqual([
      [one, day(-10), day(5), true],
      ...[[one, day(5), day(9), false] as const, [two, day(5), day(9), true] as const].sort((a, b) =>
        a[0] < b[0] ? -1 : 1,
      ),
      [one, day(9), null, true],
    ]);
    expect(await auditOf(userId)).toEqual(["assignment.create", "assignment.primary", "assignment.create"]);
  });

  it("keeps to the seats on every day, future ones too", async () => {
    const positionId = await seat(1);
    const [a, b, c] = [await person(), await person(), await person()];
    await assign(positionId, a, { until: day(30) });
    expect(await refusal(assign(positionId, b))).toBe("position.headcount_exceeded");
    await assign(positionId, b, { from: day(30) });
    expect(await refusal(assign(positionId, c, { from: day(60) }))).toBe("position.headcount_exceeded");
    expect(await refusal(assign(positionId, a, { from: day(10), until: day(20) }))).toBe("position.headcount_exceeded");
    // Past the verbs, by the database alone.
    const past = database.owner`insert into gloria.assignments (tenant_id, id, user_id, position_id, valid_from)
      values (${tenant.id}, ${newId()}, ${c}, ${positionId}, ${day(60)})`;
    await expect(past).rejects.toMatchObject({ constraint_name: "assignments_headcount" });
    const fewer = database.owner`update gloria.positions set headcount = 0 where tenant_id = ${tenant.id} and id = ${positionId}`;
    await expect(fewer).rejects.toMatchObject({ constraint_name: "positions_headcount" });
  });

  it("keeps to the seats against races, by the database alone", async () => {
    const { owner } = database;
    const add = (positionId: string, userId: string) =>
      owner.begin(
        (sql) => sql`insert into gloria.assignments (tenant_id, id, user_id, position_id, valid_from)
        values (${tenant.id}, ${newId()}, ${userId}, ${positionId}, ${day(3)})`,
      );
    const outcomes: string[][] = [];
    for (let n = 0; n < 5; n += 1) {
      const [one, two, three] = [await person(), await person(), await person()];
      const [single, double] = [await seat(1), await seat(2)];
      const both = await Promise.allSettled([add(single, one), add(single, two)]);
      await add(double, one);
      const fewer = owner.begin(
        (sql) => sql`update gloria.positions set headcount = 1
        where tenant_id = ${tenant.id} and id = ${double}`,
      );
      const crossing = await Promise.allSettled([add(double, three), fewer]);
      outcomes.push(...[both, crossing].map((pair) => pair.map(({ status }) => status).sort()));
    }
    expect(outcomes).toEqual(outcomes.map(() => ["fulfilled", "rejected"]));
  });

  it("lets act whom the rules let act, and nobody else", async () => {
    const positionId = await seat(1);
    const [head, deputy, other] = [await person(), await person(), await person()];
    const plt = { kind: "PLT", until: day(20) } as const;
    const plh = { kind: "PLH", until: day(20) } as const;
    expect(await refusal(assign(positionId, deputy, plh))).toBe("assignment.plh_without_holder");
    expect(await refusal(assign(positionId, deputy, { kind: "PLT" }))).toBe("request.invalid");
    expect(await refusal(assign(positionId, deputy, { kind: "PLT", until: day(100) }))).toBe(
      "assignment.acting_too_long",
    );
    await assign(positionId, deputy, plt);
    expect(await refusal(assign(positionId, other, plt))).toBe("assignment.plt_seat_taken");
    expect(await refusal(assign(positionId, head))).toBe("assignment.plt_in_place");
    await assign(positionId, head, { from: day(20) });
    expect(await refusal(assign(positionId, other, { ...plt, from: day(19), until: day(21) }))).toBe(
      "assignment.plt_seat_taken",
    );
    expect(await refusal(assign(positionId, head, { ...plh, from: day(21), until: day(25) }))).toBe(
      "assignment.acts_own_seat",
    );
    expect((await assign(positionId, other, { ...plh, from: day(21), until: day(25) })).assignment).toMatchObject({
      kind: "PLH",
      state: "future",
      isPrimary: true,
    });
  });

  it("needs the right where the position lies, and nobody appoints themselves", async () => {
    const elsewhere = await tenant.addSchool();
    const principal = await person("Kepala");
    await tenant.addGrant({ userId: principal, code: "assignment:*", scope: "SCHOOL", schoolId });
    const [here, there, userId] = [await seat(5), await seat(5, elsewhere), await person()];
    const as = tenant.as(principal);
    expect(await refusal(assignUser(services, as, { id: there, userId }))).toBe("access.denied");
    expect(await refusal(assignUser(services, as, { id: here, userId: principal }))).toBe(
      "assignment.self_appointment",
    );
    const { assignment } = await assignUser(services, as, { id: here, userId });
    expect(await refusal(transferUser(services, as, { id: userId, positionId: there }))).toBe("access.denied");
    const nobody = tenant.as(await person());
    const target = { id: userId, assignmentId: assignment?.id ?? "" };
    expect(await refusal(updateAssignment(services, nobody, { ...target, ftePercent: 50 }))).toBe("access.denied");
    expect(await refusal(endAssignment(services, nobody, target))).toBe("access.denied");
    expect(await refusal(listActing(services, nobody, {}))).toBe("access.denied");
    expect(await refusal(endAssignment(services, as, { ...target, id: principal }))).toBe("assignment.not_found");
  });
});

describe("changing", () => {
  it("keeps what was until today, and rewrites what has not begun", async () => {
    const [userId, now, later] = [await person(), await seat(), await seat()];
    const { assignment } = await assign(now, userId, { from: day(-30) });
    const id = assignment?.id ?? "";
    const changed = await updateAssignment(services, tenant.admin, { id: userId, assignmentId: id, ftePercent: 60 });
    expect(changed.assignment).toMatchObject({ ftePercent: 60, validFrom: today, validUntil: null, isPrimary: true });
    expect(await rowsOf(userId)).toEqual([
      [now, day(-30), today, true],
      [now, today, null, true],
    ]);
    const stale = updateAssignment(services, tenant.admin, { id: userId, assignmentId: id, ftePercent: 70 });
    expect(await refusal(stale)).toBe("assignment.version_conflict");
    const begun = { id: userId, assignmentId: changed.assignment?.id ?? "", from: day(3) };
    expect(await refusal(updateAssignment(services, tenant.admin, begun))).toBe("assignment.already_begun");
    const future = await assign(later, userId, { from: day(10) });
    const moved = await updateAssignment(services, tenant.admin, {
      id: userId,
      assignmentId: future.assignment?.id ?? "",
      from: day(12),
      until: day(40),
      primary: true,
    });
    expect(moved.assignment).toMatchObject({ validFrom: day(12), validUntil: day(40), isPrimary: true });
    expect(moved.warnings).toEqual([{ code: "fte_over_full", from: day(12), percent: 160 }]);
    const rows = await rowsOf(userId);
    expect(rows.filter((row) => row[3]).map((row) => [row[1], row[2]])).toEqual([
      [day(-30), today],
      [today, day(12)],
      [day(12), day(40)],
      [day(40), null],
    ]);
  });

  it("puts the end of a Plt off once", async () => {
    const [userId, positionId] = [await person(), await seat()];
    const until = addMonths(today, 3);
    const { assignment } = await assign(positionId, userId, { kind: "PLT", until });
    const change = (assignmentId: string, end: string) =>
      updateAssignment(services, tenant.admin, { id: userId, assignmentId, until: end });
    const id = assignment?.id ?? "";
    expect(await refusal(change(id, addDays(addMonths(until, 3), 1)))).toBe("assignment.acting_too_long");
    const extended = await change(id, addMonths(until, 3));
    expect(extended.assignment).toMatchObject({ extensions: 1, validFrom: today, validUntil: addMonths(until, 3) });
    const again = extended.assignment?.id ?? "";
    expect(await refusal(change(again, addDays(addMonths(until, 3), 1)))).toBe("assignment.acting_extended_enough");
    // A new appointment that follows without a gap is the same acting.
    const next = { kind: "PLT", from: addMonths(until, 3), until: addDays(addMonths(until, 3), 9) } as const;
    expect(await refusal(assign(positionId, userId, next))).toBe("assignment.acting_extended_enough");
  });
});

describe("ending", () => {
  it("ends on a day, makes the next one primary, and tells who held it", async () => {
    const [userId, one, two] = [await person(), await seat(), await seat()];
    const main = await assign(one, userId, { from: day(-20) });
    await assign(two, userId, { from: day(-10), ftePercent: 20 });
    const target = { id: userId, assignmentId: main.assignment?.id ?? "" };
    const ended = await endAssignment(services, tenant.admin, { ...target, reason: "Purna tugas" });
    expect(ended.assignment).toMatchObject({ positionId: one, validUntil: today, state: "past" });
    expect(await rowsOf(userId)).toEqual([
      [one, day(-20), today, true],
      [two, day(-10), today, false],
      [two, today, null, true],
    ]);
    expect(await refusal(endAssignment(services, tenant.admin, target))).toBe("assignment.version_conflict");
    const again = { id: userId, assignmentId: ended.assignment?.id ?? "" };
    expect(await refusal(endAssignment(services, tenant.admin, again))).toBe("assignment.already_ended");
    const notices = await database.owner`
      select type from gloria.notifications where tenant_id = ${tenant.id} and ${userId} = any (recipient_ids)`;
    expect(notices).toEqual([{ type: "assignment.ended" }]);
    expect((await auditOf(userId)).toSorted()).toEqual(
      ["assignment.create", "assignment.create", "assignment.end", "assignment.primary"].toSorted(),
    );
  });

  it("takes back what has not begun, and warns where somebody then stands in for nobody", async () => {
    const [head, deputy, positionId] = [await person(), await person(), await seat()];
    const held = await assign(positionId, head, { from: day(-5) });
    const acting = await assign(positionId, deputy, { kind: "PLH", from: day(3), until: day(9) });
    const early = { id: head, assignmentId: held.assignment?.id ?? "", on: day(5) };
    const { warnings } = await endAssignment(services, tenant.admin, { ...early, dryRun: true });
    expect(warnings).toEqual([{ code: "plh_without_holder", from: day(5), percent: null }]);
    const back = { id: deputy, assignmentId: acting.assignment?.id ?? "" };
    expect((await endAssignment(services, tenant.admin, back)).assignment).toBeNull();
    expect(await rowsOf(deputy)).toEqual([]);
    expect((await endAssignment(services, tenant.admin, early)).warnings).toEqual([]);
  });

  it("leaves the foundation its last administrator", async () => {
    const own = await makeTenant(database);
    const userId = await own.addUser();
    const { id } = await createPosition(services, own.admin, { code: "KETUA", name: "Ketua", level: 1 });
    await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
      values (${own.id}, ${newId()}, 'position', ${id}, '*:*', 'ALLOW', 'ALL')`;
    const { assignment } = await assignUser(services, own.admin, { id, userId });
    await database.owner`update gloria.grants set ended_at = now() where tenant_id = ${own.id} and subject_id = ${own.adminId}`;
    const target = { id: userId, assignmentId: assignment?.id ?? "" };
    const chair = own.as(userId);
    expect(await refusal(endAssignment(services, chair, target))).toBe("access.last_administrator");
    expect(await refusal(endAssignment(services, chair, { ...target, on: day(9) }))).toBe("access.last_administrator");
  });
});

describe("transferring", () => {
  it("closes one and opens another on a day, shows beforehand what it would do, and does exactly that", async () => {
    const elsewhere = await tenant.addSchool({ name: "SMK Dua" });
    const [userId, from, to] = [await person(), await seat(), await seat(1, elsewhere)];
    const addGrant = (positionId: string, code: string, scope: string) =>
      database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
        values (${tenant.id}, ${newId()}, 'position', ${positionId}, ${code}, 'ALLOW', ${scope})`;
    await addGrant(from, "user:read", "SCHOOL");
    await addGrant(from, "school:read", "ALL");
    await addGrant(to, "user:read", "SCHOOL");
    await addGrant(to, "school:read", "ALL");
    await assign(from, userId, { from: day(-50), ftePercent: 80 });
    const wanted = { id: userId, positionId: to, from: day(14), decreeNumber: "9/SK", reason: "Mutasi" };
    const preview = await transferUser(services, tenant.admin, { ...wanted, dryRun: true });
    expect(await rowsOf(userId)).toEqual([[from, day(-50), null, true]]);
    const done = await transferUser(services, tenant.admin, wanted);
    const withoutIds = ({ closed, opened, dryRun: _, ...rest }: typeof done) => ({
      ...rest,
      closed: { ...closed, id: "" },
      opened: { ...opened, id: "" },
    });
    expect(withoutIds(done)).toEqual(withoutIds(preview));
    expect(done).toMatchObject({
      closed: { positionId: from, validUntil: day(14) },
      opened: {
        positionId: to,
        schoolId: elsewhere,
        validFrom: day(14),
        ftePercent: 80,
        isPrimary: true,
        state: "future",
      },
      fte: { before: 80, after: 80 },
      warnings: [],
      lost: [{ code: "user:read", effect: "ALLOW", scope: "SCHOOL", schoolId, departmentId: null }],
      gained: [{ code: "user:read", effect: "ALLOW", scope: "SCHOOL", schoolId: elsewhere, departmentId: null }],
    });
    expect(await rowsOf(userId)).toEqual([
      [from, day(-50), day(14), true],
      [to, day(14), null, true],
    ]);
    expect(await auditOf(userId)).toEqual(["assignment.create", "assignment.end", "assignment.transfer"]);
    const people = async (of: string, asOf: string) =>
      (await listSchoolPeople(services, tenant.admin, { id: of, asOf })).items
        .filter((one) => one.userId === userId)
        .map((one) => one.positionId);
    expect([await people(schoolId, day(13)), await people(elsewhere, day(13))]).toEqual([[from], []]);
    expect([await people(schoolId, day(14)), await people(elsewhere, day(14))]).toEqual([[], [to]]);
    expect((await listPositionUsers(services, tenant.admin, { id: to, asOf: day(14) })).items).toHaveLength(1);
    const none = await person();
    expect(await refusal(transferUser(services, tenant.admin, { id: none, positionId: to }))).toBe(
      "assignment.nothing_to_leave",
    );
  });
});

describe("the list of those who act", () => {
  it("has those of now and to come, nearest end first, by school, kind and days left, a page at a time", async () => {
    const own = await makeTenant(database);
    const [a, b] = [await own.addSchool(), await own.addSchool({ timeZone: "Asia/Jayapura" })];
    const make = async (of: string, kind: "PLT" | "PLH", from: number, until: number) => {
      const { id } = await createPosition(services, own.admin, {
        code: `A${++serial}`,
        name: "Kepala",
        level: 4,
        schoolId: of,
      });
      if (kind === "PLH") await assignUser(services, own.admin, { id, userId: await own.addUser(), from: day(-99) });
      const made = { id, userId: await own.addUser(), kind, from: day(from), until: day(until) };
      return (await assignUser(services, own.admin, made)).assignment?.id;
    };
    const late = await make(a, "PLT", -10, 40);
    const soon = await make(a, "PLH", -3, 5);
    const coming = await make(b, "PLT", 6, 20);
    await make(a, "PLT", -9, 0);
    const list = async (input: Parameters<typeof listActing>[2] = {}) => {
      const page = await listActing(services, own.admin, input);
      return page.items.map((one) => one.id);
    };
    expect(await list()).toEqual([soon, coming, late]);
    expect(await list({ schoolId: a })).toEqual([soon, late]);
    expect(await list({ kind: "PLT" })).toEqual([coming, late]);
    expect(await list({ endingWithinDays: 5 })).toEqual([soon]);
    expect(await list({ schoolId: "foundation" })).toEqual([]);
    const first = await listActing(services, own.admin, { limit: 2 });
    expect(first.items[0]).toMatchObject({ daysLeft: 5, kind: "PLH", state: "current" });
    const rest = await listActing(services, own.admin, { limit: 2, cursor: first.nextCursor ?? "" });
    expect([rest.items.map((one) => one.id), rest.nextCursor]).toEqual([[late], null]);
    const userId = await own.addUser();
    await own.addGrant({ userId, code: "assignment:read", scope: "SCHOOL", schoolId: b });
    const seen = await listActing(services, own.as(userId), {});
    expect(seen.items.map((one) => one.id)).toEqual([coming]);
  });
});
