import { parseWorkflowDuration, type WorkCalendar, type WorkflowDuration, weekdays } from "@gloria/contracts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BusinessTime } from "./business-time.ts";

const schoolHours = [{ from: "07:00", to: "15:00" }];
const week = {
  monday: schoolHours,
  tuesday: schoolHours,
  wednesday: schoolHours,
  thursday: schoolHours,
  friday: [
    { from: "07:00", to: "11:30" },
    { from: "13:00", to: "15:00" },
  ],
  saturday: [],
  sunday: [],
};

function calendarOf(parts: Partial<WorkCalendar> = {}): WorkCalendar {
  return { zone: "Asia/Makassar", week, holidays: [], exceptions: [], ...parts };
}

function durationOf(text: string): WorkflowDuration {
  const duration = parseWorkflowDuration(text);
  if (duration === null) throw new Error(`${text} is no duration`);
  return duration;
}

/** Local times of Makassar, which is eight hours ahead of UTC all the year. */
const wita = (text: string) => Date.parse(`2026-${text}:00+08:00`);
const shown = (at: number | null) => (at === null ? null : new Date(at + 8 * 3_600_000).toISOString().slice(5, 16));

describe("a school in Makassar", () => {
  const holiday = { date: "2026-07-16", name: "Tahun Baru Islam" };
  const saturdayClass = { date: "2026-07-18", name: "Ujian susulan", hours: [{ from: "08:00", to: "10:00" }] };
  const time = new BusinessTime(calendarOf({ holidays: [holiday], exceptions: [saturdayClass] }));

  test.each([
    // Monday 13, Thursday 16 is free, Saturday 18 has two hours.
    ["07-13T10:00", "PT4BH", "07-13T14:00"],
    ["07-13T10:00", "PT8BH", "07-14T10:00"],
    ["07-13T07:00", "PT8BH", "07-13T15:00"],
    ["07-13T20:00", "PT1BH", "07-14T08:00"],
    ["07-15T14:00", "PT2BH", "07-17T08:00"],
    ["07-17T11:00", "PT1BH", "07-17T13:30"],
    ["07-17T14:00", "PT4BH", "07-20T08:00"],
    ["07-13T10:00", "PT0BH", "07-13T10:00"],
    ["07-13T10:00", "P2BD", "07-15T10:00"],
    ["07-14T10:00", "P2BD", "07-17T10:00"],
    ["07-12T22:00", "P1BD", "07-14T07:00"],
    ["07-15T12:00", "P1BD", "07-17T11:30"],
    ["07-17T14:00", "P1BD", "07-18T10:00"],
    ["07-15T07:30", "P2BD", "07-18T08:00"],
    ["07-12T22:00", "P0BD", "07-13T07:00"],
    ["07-13T10:00", "P1DT2H", "07-14T12:00"],
  ])("%s and %s is %s", (from, duration, due) => {
    expect(shown(time.due(wita(from), durationOf(duration)))).toBe(due);
  });

  test("counts what lies between, and knows when it is open", () => {
    expect(time.businessMsBetween(wita("07-15T14:00"), wita("07-17T08:00"))).toBe(2 * 3_600_000);
    expect(time.businessMsBetween(wita("07-15T14:00"), wita("07-15T14:00"))).toBe(0);
    expect(time.businessMsBetween(wita("07-15T14:00"), wita("07-13T14:00"))).toBe(0);
    expect(
      ["07-13T06:59", "07-13T07:00", "07-13T14:59", "07-13T15:00", "07-16T09:00"].map((at) => time.isOpen(wita(at))),
    ).toEqual([false, true, true, false, false]);
    expect(shown(time.nextOpening(wita("07-16T09:00")))).toBe("07-17T07:00");
  });
});

test("a calendar without work has no business time", () => {
  const free = new BusinessTime(
    calendarOf({ week: { ...week, monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] } }),
  );
  expect(free.due(0, durationOf("PT1BH"))).toBeNull();
  expect(free.due(0, durationOf("P1BD"))).toBeNull();
  expect(free.nextOpening(0)).toBeNull();
  const once = { date: "2026-07-13", name: "Sekali", hours: schoolHours };
  const single = new BusinessTime(
    calendarOf({
      week: { ...week, monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] },
      exceptions: [once],
    }),
  );
  expect(single.due(wita("07-13T08:00"), durationOf("P1BD"))).toBeNull();
});

test("an hour that the clock skips is no business time, and one that it shows twice counts twice", () => {
  const night = [{ from: "01:00", to: "04:00" }];
  const all = Object.fromEntries(weekdays.map((day) => [day, night])) as WorkCalendar["week"];
  const berlin = new BusinessTime(calendarOf({ zone: "Europe/Berlin", week: all }));
  const hours = (from: string, until: string) =>
    berlin.businessMsBetween(Date.parse(from), Date.parse(until)) / 3_600_000;
  expect(hours("2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00")).toBe(2);
  expect(hours("2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00")).toBe(4);
  const skipped = new BusinessTime(
    calendarOf({ zone: "Europe/Berlin", week: { ...all, sunday: [{ from: "02:00", to: "03:00" }] } }),
  );
  expect(skipped.businessMsBetween(Date.parse("2026-03-29T00:00+01:00"), Date.parse("2026-03-30T00:00+02:00"))).toBe(0);
});

// The reference knows nothing of windows: it walks in half hours and looks at the clock on the wall each time. Hours
// begin at four, behind the hours that clocks skip or show twice.
const slotMs = 1_800_000;
const zones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin", "America/St_Johns"];
const formatters = new Map(
  zones.map((zone) => [
    zone,
    new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }),
  ]),
);

interface Slot {
  readonly at: number;
  readonly date: string;
  readonly time: string;
  readonly isOpen: boolean;
}

function* slotsFrom(calendar: WorkCalendar, from: number): Generator<Slot> {
  for (let at = from; at < from + 40 * 86_400_000; at += slotMs) {
    const [date = "", time = ""] = (formatters.get(calendar.zone)?.format(at) ?? "").split(" ");
    const weekday = weekdays[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7] ?? "monday";
    const special = calendar.exceptions.find((each) => each.date === date);
    const free = calendar.holidays.some((each) => each.date === date);
    const hours = special?.hours ?? (free ? [] : calendar.week[weekday]);
    yield { at, date, time, isOpen: hours.some(({ from: opens, to }) => opens <= time && time < to) };
  }
}

function slowDue(calendar: WorkCalendar, from: number, duration: WorkflowDuration): number | null {
  if (duration.kind === "clock") return from + duration.ms;
  if (duration.kind === "businessMinutes") {
    if (duration.minutes === 0) return from;
    let left = duration.minutes * 60_000;
    for (const slot of slotsFrom(calendar, from)) {
      if (slot.isOpen) left -= slotMs;
      if (left === 0) return slot.at + slotMs;
    }
    return null;
  }
  let begin: Slot | null = null;
  let today = "";
  let left = duration.days;
  let answer: number | null = null;
  for (const slot of slotsFrom(calendar, from)) {
    if (begin === null) {
      if (!slot.isOpen) continue;
      begin = slot;
      today = slot.date;
      if (left === 0) return slot.at;
      continue;
    }
    if (answer !== null && slot.date !== today) return answer;
    if (!slot.isOpen || (slot.date === today && left > 0)) continue;
    if (left > 0) {
      today = slot.date;
      left -= 1;
      if (left === 0) answer = slot.at;
    }
    if (left > 0) continue;
    // The latest moment of business that is not after the wanted time of day.
    if (slot.time < begin.time) answer = slot.at + slotMs;
    else if (slot.time === begin.time) answer = slot.at;
  }
  return null;
}

const hoursOfDay = fc
  .uniqueArray(fc.integer({ min: 8, max: 48 }), { maxLength: 6 })
  .map((edges) => edges.sort((a, b) => a - b))
  .map((edges) => {
    const wall = (half: number) => `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`;
    return Array.from({ length: Math.floor(edges.length / 2) }, (_, n) => ({
      from: wall(edges[2 * n] ?? 0),
      to: wall(edges[2 * n + 1] ?? 0),
    }));
  });
// Around the days on which European clocks change, and those of Newfoundland.
const starts = ["2026-03-01", "2026-03-22", "2026-07-10", "2026-10-20", "2026-12-28"].map((day) => Date.parse(day));
const dateNear = (start: number) =>
  fc.nat(20).map((days) => new Date(start + days * 86_400_000).toISOString().slice(0, 10));
const world = fc.constantFrom(...starts).chain((start) =>
  fc.record({
    from: fc.nat(47 * 4).map((slots) => start + slots * slotMs),
    calendar: fc.record({
      zone: fc.constantFrom(...zones),
      week: fc.record(Object.fromEntries(weekdays.map((day) => [day, hoursOfDay]))) as fc.Arbitrary<
        WorkCalendar["week"]
      >,
      holidays: fc.array(fc.record({ date: dateNear(start), name: fc.constant("Libur") }), { maxLength: 4 }),
      exceptions: fc.uniqueArray(fc.record({ date: dateNear(start), name: fc.constant("Khusus"), hours: hoursOfDay }), {
        maxLength: 3,
        selector: ({ date }) => date,
      }),
    }),
  }),
);

describe("against a walk in half hours", () => {
  const numRuns = 1000;

  test("business hours and days end when the walk says", () => {
    const duration = fc.oneof(
      fc.integer({ min: 0, max: 30 }).map((hours) => `PT${hours}BH`),
      fc.integer({ min: 0, max: 8 }).map((days) => `P${days}BD`),
    );
    let compared = 0;
    fc.assert(
      fc.property(world, duration, ({ calendar, from }, text) => {
        const expected = slowDue(calendar, from, durationOf(text));
        // Further away than the reference walks.
        if (expected === null) return;
        compared += 1;
        const due = new BusinessTime(calendar).due(from, durationOf(text));
        if (due !== expected) throw new Error(`${text}: ${due} is not ${expected}`);
      }),
      { numRuns },
    );
    expect(compared).toBeGreaterThan(numRuns / 2);
  });

  test("what lies between is the sum of the open half hours, and what is due is that far away", () => {
    fc.assert(
      fc.property(world, fc.nat(300), fc.integer({ min: 1, max: 40 }), ({ calendar, from }, slots, hours) => {
        const time = new BusinessTime(calendar);
        const until = from + slots * slotMs;
        let open = 0;
        for (const slot of slotsFrom(calendar, from)) {
          if (slot.at >= until) break;
          if (slot.isOpen) open += slotMs;
        }
        const counted = time.businessMsBetween(from, until);
        if (counted !== open) throw new Error(`${counted} is not ${open}`);
        const due = time.due(from, { kind: "businessMinutes", minutes: hours * 60 });
        if (due !== null && time.businessMsBetween(from, due) !== hours * 3_600_000) throw new Error("not that far");
      }),
      { numRuns },
    );
  });
});
