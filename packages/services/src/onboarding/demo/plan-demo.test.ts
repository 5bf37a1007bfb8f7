import { isPermissionCode, isPermissionPattern, patternMatches, permissionCodes } from "@gloria/contracts";
import { isId } from "@gloria/core";
import { describe, expect, it } from "vitest";
import { addMonths, defaultActingLimits, type Holding, judgeSeats, judgeTerm } from "../../organisation/index.ts";
import { createDemoCalendar } from "./demo-calendar.ts";
import { employmentDeck } from "./employment-deck.ts";
import { personName } from "./person-name.ts";
import { planDemo } from "./plan-demo.ts";
import { planPeople } from "./plan-people.ts";
import { demoRoles, operatorRole } from "./role-catalogue.ts";
import { countPeople, demoSchools, largeSchools } from "./school-plans.ts";
import { officeSeatGrants, schoolSeatGrants } from "./seat-grants.ts";
import { createSeededRandom } from "./seeded-random.ts";

const asOf = new Date("2026-07-13T03:00:00Z");
const options = { asOf, seed: 20_260_713, size: "demo", publicUrl: "http://127.0.0.1:3000" } as const;
const rowsOf = (plan: ReturnType<typeof planDemo>) =>
  JSON.stringify(plan.batches.map(({ table, rows }) => [table, rows]));

describe("planDemo", () => {
  it("gives the same rows for the same seed and day, ids included, and others for another seed", () => {
    const first = rowsOf(planDemo(options));
    expect(rowsOf(planDemo(options))).toBe(first);
    expect(rowsOf(planDemo({ ...options, seed: 7 }))).not.toBe(first);
  });

  it("gives every row of a table an id of its own", () => {
    const users = planDemo(options)
      .batches.filter(({ table }) => table === "users")
      .flatMap(({ rows }) => rows);
    const ids = users.map((row) => (row as { id: string }).id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isId)).toBe(true);
  });

  it("holds for any seed and day: dates run forward, nobody begins as a child, identifiers are nobody else's", () => {
    const days = ["2024-02-29", "2026-01-01", "2026-07-12", "2027-12-31"];
    for (const [n, day] of days.entries()) {
      const plan = planDemo({ ...options, seed: n + 1, asOf: new Date(`${day}T16:59:00Z`) });
      const rowsIn = (table: string) =>
        plan.batches.filter((batch) => batch.table === table).flatMap(({ rows }) => rows as Record<string, string>[]);
      for (const { validFrom = "", validUntil } of rowsIn("assignments")) {
        if (validUntil != null) expect(validUntil > validFrom, `${validFrom}–${validUntil}`).toBe(true);
      }
      for (const { birthDate = "", startedOn = "", permanentOn } of rowsIn("employees")) {
        expect(Number(startedOn.slice(0, 4)) - Number(birthDate.slice(0, 4))).toBeGreaterThanOrEqual(21);
        expect(startedOn <= plan.calendar.today).toBe(true);
        if (permanentOn !== null) expect((permanentOn ?? "") <= plan.calendar.today).toBe(true);
      }
      for (const column of ["email", "nip", "username"]) {
        const values = rowsIn("users").flatMap((row) =>
          row[column] == null ? [] : [`${row["tenantId"]} ${row[column]}`],
        );
        expect(new Set(values).size, column).toBe(values.length);
      }
    }
  });

  it("has everybody act as the rules allow, whatever the day", () => {
    // From the end of January to the end of February three months are the shortest: days on both sides of it.
    for (const day of ["2026-03-11", "2026-03-12", "2026-03-20", "2026-04-09", "2026-04-10", "2026-07-13"]) {
      const plan = planDemo({ ...options, asOf: new Date(`${day}T03:00:00Z`) });
      const rowsIn = <Row>(table: string) =>
        plan.batches.filter((batch) => batch.table === table).flatMap(({ rows }) => rows as Row[]);
      const held = rowsIn<Holding>("assignments");
      const seats = new Map(
        rowsIn<{ id: string; headcount: number }>("positions").map((row) => [row.id, row.headcount]),
      );
      const acting = held.filter(({ kind }) => kind !== "DEFINITIF");
      expect(acting.map(({ kind }) => kind).toSorted()).toEqual(["PLH", "PLT", "PLT", "PLT"]);
      for (const row of acting) {
        const others = held.filter((one) => one !== row && one.positionId === row.positionId);
        expect(judgeSeats(row, others, seats.get(row.positionId) ?? 0), day).toBeNull();
        const { kind, validFrom, validUntil, extensions } = row;
        const first = extensions === 0 ? null : addMonths(validFrom, 3);
        const term = { kind, begin: validFrom, until: validUntil, extendsFrom: first, extensions: 0 };
        expect(judgeTerm(term, defaultActingLimits), day).toEqual({ extensions });
      }
    }
  });

  it("counts exactly 360 people, and 10,000 in fifty schools", () => {
    expect(demoSchools.reduce((sum, { people }) => sum + countPeople(people), 28)).toBe(360);
    const large = largeSchools(10_000, 28);
    expect(large).toHaveLength(50);
    expect(large.reduce((sum, { people }) => sum + countPeople(people), 28)).toBe(10_000);
    expect(new Set(large.map(({ npsn }) => npsn)).size).toBe(50);
  });

  it("bears no identifier that somebody real could have", () => {
    const people = planPeople(1, createDemoCalendar(asOf), demoSchools);
    for (const { email, phone } of people) {
      expect(email).toMatch(/@demo\.example$/);
      expect(phone).toMatch(/^\+62000/);
    }
    for (const { npsn } of demoSchools) expect(npsn).toMatch(/^9900000\d$/);
  });

  it("grants only what the catalogue knows, and no operator's right to a foundation", () => {
    const seats = [...schoolSeatGrants, ...officeSeatGrants].flatMap(({ grants }) => grants);
    const rights = [...demoRoles.flatMap(({ grants }) => grants), ...seats];
    for (const [code] of [...rights, ...operatorRole.grants]) {
      expect(isPermissionPattern(code), code).toBe(true);
      expect(isPermissionCode(code) || permissionCodes.some((known) => patternMatches(code, known)), code).toBe(true);
    }
    expect(rights.filter(([code]) => code.startsWith("platform."))).toEqual([]);
  });
});

describe("employmentDeck", () => {
  it("meets the shares exactly and lends civil servants as teachers only", () => {
    const people = Array.from({ length: 360 }, (_, n) => ({
      field: n % 2 === 0 ? "Pendidik" : "Tenaga Kependidikan",
      seatLevel: n % 9 === 0 ? 4 : 7,
    }));
    const deck = employmentDeck(createSeededRandom(1, "test"), people);
    const count = (...statuses: string[]) => deck.filter((status) => statuses.includes(status)).length;
    expect([count("GTY", "PTY"), count("Kontrak"), count("Honorer"), count("PNS DPK"), count("PPPK")]).toEqual([
      223, 65, 43, 18, 11,
    ]);
    for (const [n, status] of deck.entries()) {
      if (status === "PNS DPK" || status === "PPPK")
        expect(people[n]).toMatchObject({ field: "Pendidik", seatLevel: 7 });
    }
  });
});

describe("createDemoCalendar", () => {
  it("counts from the office's date, which is not always the UTC one, and never works on a Sunday", () => {
    const calendar = createDemoCalendar(new Date("2026-07-12T18:00:00Z"));
    expect(calendar.today).toBe("2026-07-13");
    expect(calendar.date(-13)).toBe("2026-06-30");
    // 12 July 2026 is a Sunday: the Saturday before it, 08:30 at UTC+7.
    expect(calendar.workingTime(1, 8, 30).toISOString()).toBe("2026-07-11T01:30:00.000Z");
    expect(calendar.workingTime(0, 23, 0)).toEqual(calendar.asOf);
  });
});

describe("personName", () => {
  it("gives one word when asked for a single name, and two parts otherwise", () => {
    const random = createSeededRandom(3, "names");
    for (let n = 0; n < 200; n += 1) {
      expect(personName(random, "papua", n % 2 === 0 ? "L" : "P", true)).toMatch(/^\S+$/);
      expect(personName(random, "central_java", n % 2 === 0 ? "L" : "P", false)).toMatch(/^\S+ \S+$/);
    }
  });
});
