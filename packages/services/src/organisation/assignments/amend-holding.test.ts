import { array as arrayOf, assert, boolean, constantFrom, integer, option, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { amendHolding } from "./amend-holding.ts";
import { addDays, coversDay } from "./calendar-dates.ts";
import { addHolding, chainOf, type Holding, type Holdings } from "./holdings.ts";

const first = "2026-01-01";
const days = Array.from({ length: 60 }, (_, n) => addDays(first, n));
const on = (day: number) => addDays(first, day);

function hold(position: number, from: number, until: number | null, isPrimary: boolean): Holding {
  return {
    userId: "u",
    positionId: `p${position}`,
    schoolId: null,
    departmentId: null,
    kind: "DEFINITIF",
    ftePercent: 50,
    validFrom: on(from),
    validUntil: until === null ? null : on(until),
    isPrimary,
    decreeNumber: null,
    appointedBy: null,
    extensions: 0,
  };
}

const sketch = record({
  from: integer({ min: 0, max: 30 }),
  length: option(integer({ min: 1, max: 25 })),
  isPrimary: boolean(),
});

const amendment = record({
  until: option(integer({ min: 1, max: 55 })),
  shift: integer({ min: 0, max: 12 }),
  since: integer({ min: 0, max: 40 }),
  fte: constantFrom(50, 80),
  isPrimary: constantFrom(true, false, undefined),
});

/** One holding in each position, so that what is amended cannot meet another of its own. */
const build = (sketches: readonly { from: number; length: number | null; isPrimary: boolean }[]): Holdings =>
  sketches.reduce<Holdings>((rows, { from, length, isPrimary }, n) => {
    return addHolding(rows, hold(n, from, length === null ? null : from + length, isPrimary));
  }, []);

const heldOn = (rows: Holdings, day: string, position: string) =>
  rows.filter((row) => row.positionId === position && coversDay(row, day));

describe("amending a holding", () => {
  it("moves its days and facts as asked, leaves all others held as they were, and keeps one primary a day", () => {
    assert(
      property(arrayOf(sketch, { minLength: 1, maxLength: 5 }), amendment, (sketches, wanted) => {
        const rows = build(sketches);
        const chosen = rows.find((row) => row.positionId === "p0");
        if (chosen === undefined) throw new Error("the first one is held");
        const begin = chainOf(rows, chosen)[0]?.validFrom ?? "";
        const validFrom = addDays(begin, wanted.shift);
        const validUntil = wanted.until === null ? null : on(wanted.until);
        const { holdings, parts } = amendHolding(rows, chosen, {
          validFrom,
          validUntil,
          since: on(wanted.since),
          facts: { ftePercent: wanted.fte },
          isPrimary: wanted.isPrimary,
        });
        for (const day of days) {
          const now = heldOn(holdings, day, "p0");
          const isHeld = day >= validFrom && (validUntil === null || day < validUntil);
          expect(now).toHaveLength(isHeld ? 1 : 0);
          expect(parts.filter((part) => coversDay(part, day))).toEqual(now);
          if (isHeld) expect(now[0]?.ftePercent).toBe(day >= on(wanted.since) ? wanted.fte : 50);
          if (isHeld && day >= on(wanted.since) && wanted.isPrimary !== undefined) {
            expect(now[0]?.isPrimary).toBe(wanted.isPrimary);
          }
          expect(holdings.filter((row) => row.isPrimary && coversDay(row, day)).length).toBeLessThanOrEqual(1);
          for (let n = 1; n < sketches.length; n += 1) {
            expect(heldOn(holdings, day, `p${n}`)).toHaveLength(heldOn(rows, day, `p${n}`).length);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("leaves the rows of what does not change as the objects that they are", () => {
    const rows = [hold(0, 0, 20, true), hold(1, 0, null, false)];
    const [first] = rows;
    if (first === undefined) throw new Error("the first one is held");
    const same = amendHolding(rows, first, { since: on(5), facts: { ftePercent: 50 } });
    expect(same.holdings).toHaveLength(2);
    for (const row of same.holdings) expect(rows).toContain(row);
    const cut = amendHolding(rows, first, { validUntil: on(10), since: on(5), facts: {} });
    expect(cut.parts).toEqual([{ ...first, validUntil: on(10) }]);
    expect(cut.holdings).toContain(rows[1]);
  });
});
