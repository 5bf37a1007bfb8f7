import { isAppError, newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import {
  createDepartment,
  createPosition,
  deletePosition,
  moveDepartment,
  restorePosition,
  updatePosition,
} from "../index.ts";
import { addDays } from "./calendar-dates.ts";
import { assignUser, endAssignment, transferUser, updateAssignment } from "./index.ts";

const database = testDatabase();
let services: Services;

beforeAll(() => {
  services = testServices(database);
});

const clients = 8;
const rounds = 3;
const stepsEach = 10;

interface Organisation {
  readonly tenant: TestTenant;
  readonly schools: readonly string[];
  readonly departments: readonly string[];
  readonly positions: readonly string[];
  readonly people: readonly string[];
}

async function makeOrganisation(): Promise<Organisation> {
  const tenant = await makeTenant(database);
  const schools = [await tenant.addSchool(), await tenant.addSchool({ timeZone: "Asia/Jayapura" })];
  const departments: string[] = [];
  for (const [n, schoolId] of [...schools, ...schools].entries()) {
    const made = await createDepartment(services, tenant.admin, {
      code: `D${n}`,
      name: `D${n}`,
      schoolId: schoolId ?? null,
    });
    departments.push(made.id);
  }
  const positions: string[] = [];
  for (const [n, departmentId] of [...departments, ...departments.slice(0, 2)].entries()) {
    const made = await createPosition(services, tenant.admin, {
      code: `P${n}`,
      name: `P${n}`,
      level: n + 1,
      headcount: 1 + (n % 3),
      departmentId,
    });
    positions.push(made.id);
  }
  const people = await Promise.all(Array.from({ length: 7 }, () => tenant.addUser()));
  return { tenant, schools, departments, positions, people };
}

/** Numbers from 0 up to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

/** One random change, by the verbs alone. */
async function step(
  { tenant, schools, departments, positions, people }: Organisation,
  random: () => number,
): Promise<void> {
  const one = <Item>(items: readonly Item[]): Item => {
    const [item] = items.slice(Math.floor(random() * items.length));
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  };
  const { admin } = tenant;
  const day = (from: number, to: number) => addDays(today, from + Math.floor(random() * (to - from)));
  const [userId, positionId] = [one(people), one(positions)];
  const primary = one([{ primary: true }, { primary: false }, {}]);
  const held = await database.owner<{ id: string; user: string }[]>`
    select id, user_id as user from gloria.assignments where tenant_id = ${tenant.id} and ended_at is null
    order by id desc limit 12`;
  const assignment = held.length === 0 ? { id: newId(), user: userId } : one(held);
  switch (
    one(["assign", "assign", "assign", "transfer", "end", "change", "delete", "seats", "department", "line"] as const)
  ) {
    case "assign": {
      const kind = one(["DEFINITIF", "DEFINITIF", "PLT", "PLH"] as const);
      const from = day(-5, 40);
      const until = kind === "DEFINITIF" && random() < 0.4 ? null : addDays(from, 1 + Math.floor(random() * 60));
      await assignUser(services, admin, { id: positionId, userId, kind, from, until, ftePercent: 50, ...primary });
      return;
    }
    case "transfer":
      await transferUser(services, admin, { id: userId, positionId, from: day(0, 20), ...primary });
      return;
    case "end":
      await endAssignment(services, admin, { id: assignment.user, assignmentId: assignment.id, on: day(-2, 30) });
      return;
    case "change":
      await updateAssignment(services, admin, {
        id: assignment.user,
        assignmentId: assignment.id,
        ftePercent: 10 + Math.floor(random() * 90),
        ...(random() < 0.5 ? { until: day(1, 70) } : {}),
        ...primary,
      });
      return;
    case "delete":
      await deletePosition(services, admin, { id: positionId });
      await restorePosition(services, admin, { id: positionId });
      return;
    case "seats":
      await updatePosition(services, admin, { id: positionId, headcount: Math.floor(random() * 4) });
      return;
    case "department":
      await moveDepartment(services, admin, {
        id: one(departments),
        parentId: one([null, ...departments]),
        schoolId: one(schools),
      });
      return;
    case "line":
      await updatePosition(services, admin, { id: positionId, reportsToId: one([null, ...positions]) });
  }
}

/** What must never be there, whatever was done: rows of it by name. */
async function violations(tenantId: string): Promise<Record<string, readonly unknown[]>> {
  const { owner } = database;
  const open = owner`gloria.assignments a where a.tenant_id = ${tenantId} and a.ended_at is null`;
  // From the day after: in the other zone it may be later.
  const days = owner`generate_series(${today}::date + 1, ${today}::date + 120, interval '1 day') as d(day)`;
  const circle = (table: string, child: string, parent: string, more: string) =>
    owner.unsafe(
      `with recursive up(start, id) as (
         select ${child}, ${parent} from gloria.${table} where tenant_id = $1 and ${parent} is not null ${more}
         union
         select up.start, t.${parent} from up join gloria.${table} t on t.tenant_id = $1 and t.${child} = up.id
         where t.${parent} is not null ${more.replaceAll("kind", "t.kind")}
       ) select start from up where start = id`,
      [tenantId],
    );
  return {
    twice:
      await owner`select a.id from ${open} and exists (select 1 from gloria.assignments b where b.tenant_id = a.tenant_id
      and b.id <> a.id and b.user_id = a.user_id and b.position_id = a.position_id and b.ended_at is null
      and daterange(a.valid_from, a.valid_until) && daterange(b.valid_from, b.valid_until))`,
    crowded: await owner`select p.id, d.day from gloria.positions p cross join ${days} where p.tenant_id = ${tenantId}
      and p.headcount < (select count(*) from ${open} and a.position_id = p.id and a.kind = 'DEFINITIF'
        and daterange(a.valid_from, a.valid_until) @> d.day::date)`,
    primaries: await owner`select a.user_id, d.day from gloria.assignments a cross join ${days}
      where a.tenant_id = ${tenantId} and a.ended_at is null and a.is_primary
        and daterange(a.valid_from, a.valid_until) @> d.day::date
      group by 1, 2 having count(*) > 1`,
    deleted: await owner`select a.id from ${open} and (a.valid_until is null or a.valid_until > ${today}::date + 1)
      and exists (select 1 from gloria.positions p where p.tenant_id = a.tenant_id and p.id = a.position_id and p.deleted_at is not null)`,
    departments: await circle("departments", "id", "parent_id", ""),
    lines: await circle("position_reports", "position_id", "reports_to_id", "and kind = 'line'"),
    strayed: await owner`select a.id from ${open} and a.valid_until is null
      and a.school_id is distinct from (select p.school_id from gloria.positions p where p.tenant_id = a.tenant_id and p.id = a.position_id)`,
  };
}

describe("eight people who change one organisation at once", () => {
  it("never leave it in a state that the rules forbid, and meet no error without a name", async () => {
    const organisation = await makeOrganisation();
    const seed = Date.now() % 2 ** 31;
    const met = new Map<string, number>();
    let done = 0;
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(
        Array.from({ length: clients }, async (_, client) => {
          const random = randomFrom(seed + round * clients + client);
          for (let n = 0; n < stepsEach; n += 1) {
            try {
              await step(organisation, random);
              done += 1;
            } catch (error) {
              if (!isAppError(error)) throw error;
              met.set(error.code, (met.get(error.code) ?? 0) + 1);
            }
          }
        }),
      );
      const found = await violations(organisation.tenant.id);
      expect(found, `seed ${seed}, round ${round}`).toEqual(
        Object.fromEntries(Object.keys(found).map((name) => [name, []])),
      );
    }
    // A deadlock or a lost connection is "unavailable", a rule that only the database knew is "data".
    const unforeseen = [...met.keys()].filter((code) => /^(service|data)\./.test(code));
    expect(unforeseen, `seed ${seed}`).toEqual([]);
    expect(done).toBeGreaterThan((clients * rounds * stepsEach) / 8);
  });
});
