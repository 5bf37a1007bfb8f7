import { array as arrayOf, assert, constantFrom, date, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultActingLimits,
  firstDayWithoutHolder,
  judgeFte,
  judgeHeadcount,
  judgeSeats,
  judgeTerm,
} from "./acting-rules.ts";
import { addDays, addMonths, coversDay } from "./calendar-dates.ts";
import type { Holding } from "./holdings.ts";

const first = "2026-01-01";
const kinds = ["DEFINITIF", "PLT", "PLH"] as const;

function hold(kind: Holding["kind"], from: number, length: number | null, userId = "u"): Holding {
  return {
    userId,
    positionId: "p",
    schoolId: null,
    departmentId: null,
    kind,
    ftePercent: 60,
    validFrom: addDays(first, from),
    validUntil: length === null ? null : addDays(first, from + length),
    isPrimary: false,
    decreeNumber: null,
    appointedBy: null,
    extensions: 0,
  };
}

const sketch = record({
  kind: constantFrom(...kinds),
  from: integer({ min: 0, max: 20 }),
  length: integer({ min: 1, max: 15 }),
  user: integer({ min: 0, max: 30 }),
});
type Sketch = { kind: Holding["kind"]; from: number; length: number; user: number };
const toHolding = ({ kind, from, length, user }: Sketch) => hold(kind, from, length, `u${user}`);

describe("the seats of a position", () => {
  it("are judged as a count of each day would", () => {
    assert(
      property(arrayOf(sketch, { maxLength: 6 }), sketch, integer({ min: 0, max: 3 }), (sketches, added, headcount) => {
        const others = sketches.map(toHolding);
        const holding = toHolding(added);
        const own = others.filter((row) => row.userId === holding.userId && row.kind === "DEFINITIF");
        const days = Array.from({ length: 40 }, (_, n) => addDays(first, n)).filter((day) => coversDay(holding, day));
        const on = (day: string, kind: Holding["kind"]) =>
          [...others, holding].filter((row) => row.kind === kind && coversDay(row, day)).length;
        const isOwn = holding.kind !== "DEFINITIF" && days.some((day) => own.some((row) => coversDay(row, day)));
        const bad = days.find((day) =>
          holding.kind === "PLH"
            ? on(day, "PLH") > on(day, "DEFINITIF")
            : on(day, "DEFINITIF") + on(day, "PLT") > headcount,
        );
        const refusal = judgeSeats(holding, others, headcount);
        if (isOwn) expect(refusal).toEqual({ code: "assignment.acts_own_seat", params: {} });
        else expect(refusal?.params["from"]).toBe(bad);
      }),
    );
  });

  it("are refused in the words of what is in the way", () => {
    const seated = hold("DEFINITIF", 0, 30, "a");
    const code = (holding: Holding, others: Holding[]) => judgeSeats(holding, others, 1)?.code ?? null;
    expect(code(hold("PLT", 10, 5), [seated])).toBe("assignment.plt_seat_taken");
    expect(code(hold("PLT", 30, 5), [seated])).toBeNull();
    expect(code(hold("PLH", 10, 20), [seated])).toBeNull();
    expect(code(hold("PLH", 10, 21), [seated])).toBe("assignment.plh_without_holder");
    expect(code(hold("PLH", 10, 5), [seated, hold("PLH", 14, 1, "b")])).toBe("assignment.plh_without_holder");
    expect(code(hold("DEFINITIF", 29, null), [seated])).toBe("position.headcount_exceeded");
    expect(code(hold("DEFINITIF", 30, null), [seated, hold("PLT", 40, 5, "b")])).toBe("assignment.plt_in_place");
    expect(firstDayWithoutHolder(hold("PLH", 0, null), [hold("PLH", 5, 20, "b"), hold("DEFINITIF", 0, 10, "a")])).toBe(
      addDays(first, 10),
    );
  });
});

describe("a headcount", () => {
  it("falls short from each day on which definitive holders and Plt become too many for it", () => {
    const rows = [
      hold("DEFINITIF", 0, null, "a"),
      hold("PLT", 5, 5, "b"),
      hold("DEFINITIF", 10, 5, "c"),
      hold("PLH", 0, 50, "d"),
      hold("DEFINITIF", 30, null, "e"),
    ];
    const range = { validFrom: first, validUntil: null };
    expect(judgeHeadcount(range, rows, 1)).toEqual({ days: [addDays(first, 5), addDays(first, 30)], holders: 2 });
    expect(judgeHeadcount(range, rows, 0)).toEqual({ days: [first], holders: 2 });
    expect(judgeHeadcount(range, rows, 2)).toBeNull();
    expect(judgeHeadcount({ validFrom: addDays(first, 15), validUntil: addDays(first, 30) }, rows, 1)).toBeNull();
  });
});

describe("the term of an acting", () => {
  const limits = defaultActingLimits;

  it("is three months, once put off by three at most", () => {
    const plt = { kind: "PLT" as const, begin: "2026-01-31", extendsFrom: null, extensions: 0 };
    expect(judgeTerm({ ...plt, until: "2026-04-30" }, limits)).toEqual({ extensions: 0 });
    expect(judgeTerm({ ...plt, until: "2026-05-01" }, limits)).toEqual({
      code: "assignment.acting_too_long",
      params: { latest: "2026-04-30" },
    });
    const later = { ...plt, extendsFrom: "2026-04-30" };
    expect(judgeTerm({ ...later, until: "2026-07-30" }, limits)).toEqual({ extensions: 1 });
    expect(judgeTerm({ ...later, until: "2026-07-31" }, limits)).toMatchObject({ code: "assignment.acting_too_long" });
    expect(judgeTerm({ ...later, extensions: 1, until: "2026-05-01" }, limits)).toMatchObject({
      code: "assignment.acting_extended_enough",
    });
    expect(judgeTerm({ ...later, extensions: 1, until: "2026-04-30" }, limits)).toEqual({ extensions: 1 });
    expect(judgeTerm({ ...plt, kind: "PLH", until: "2030-01-01" }, limits)).toEqual({ extensions: 0 });
  });

  it("never passes its first term and all extensions together, however it is put off", () => {
    assert(
      property(
        date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }),
        arrayOf(integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 }),
        (start, steps) => {
          const begin = start.toISOString().slice(0, 10);
          let end: string | null = null;
          let extensions = 0;
          for (const step of steps) {
            const until: string = addDays(end ?? begin, step);
            const judged = judgeTerm({ kind: "PLT", begin, until, extendsFrom: end, extensions }, limits);
            if ("code" in judged) continue;
            extensions = judged.extensions;
            end = until;
          }
          if (end !== null) expect(end <= addMonths(addMonths(begin, 3), 3)).toBe(true);
          expect(extensions).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe("full time", () => {
  it("is passed from the first day on which the sum is more than 100 percent", () => {
    const rows = [hold("DEFINITIF", 0, null, "u"), hold("PLT", 10, 10, "u"), hold("PLT", 15, 2, "u")];
    expect(judgeFte(hold("DEFINITIF", 0, null), rows)).toEqual({ from: addDays(first, 10), percent: 180 });
    expect(judgeFte(hold("DEFINITIF", 0, 10), rows)).toBeNull();
    expect(judgeFte(hold("DEFINITIF", 20, null), rows)).toBeNull();
  });
});
