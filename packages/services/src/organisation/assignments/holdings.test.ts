import { array as arrayOf, assert, boolean, constantFrom, integer, property, record, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, coversDay } from "./calendar-dates.ts";
import { addHolding, chainOf, endOn, type Holding, type Holdings, hasPrimaryIn, settlePrimary } from "./holdings.ts";

const first = "2026-01-01";
const horizon = 40;
const days = Array.from({ length: horizon }, (_, n) => addDays(first, n));

const holding = record({
  position: integer({ min: 0, max: 3 }),
  from: integer({ min: 0, max: 25 }),
  length: integer({ min: 0, max: 12 }),
  kind: constantFrom("DEFINITIF" as const, "PLT" as const, "PLH" as const),
  isPrimary: boolean(),
});

interface Sketch {
  readonly position: number;
  readonly from: number;
  readonly length: number;
  readonly kind: Holding["kind"];
  readonly isPrimary: boolean;
}

function toHolding({ position, from, length, kind, isPrimary }: Sketch): Holding {
  return {
    userId: "u",
    positionId: `p${position}`,
    schoolId: null,
    departmentId: null,
    kind,
    ftePercent: 20,
    validFrom: addDays(first, from),
    validUntil: length === 0 ? null : addDays(first, from + length),
    isPrimary,
    decreeNumber: null,
    appointedBy: null,
    extensions: 0,
  };
}

/** As assignments come to be: each added by itself, none twice in one position on a day. */
function build(sketches: readonly Sketch[]): Holdings {
  return sketches.map(toHolding).reduce<Holdings>((rows, next) => {
    const clashes = rows.some(
      (row) => row.positionId === next.positionId && days.some((day) => coversDay(row, day) && coversDay(next, day)),
    );
    return clashes ? rows : addHolding(rows, next);
  }, []);
}

const heldOn = (rows: Holdings, day: string) =>
  rows
    .filter((row) => coversDay(row, day))
    .map((row) => `${row.positionId} ${row.kind}`)
    .sort();
const primariesOn = (rows: Holdings, day: string) => rows.filter((row) => row.isPrimary && coversDay(row, day)).length;

describe("a person's holdings", () => {
  it("never have two primaries on a day, whatever is added", () => {
    assert(
      property(arrayOf(holding, { maxLength: 8 }), (sketches) => {
        const rows = build(sketches);
        for (const day of days) expect(primariesOn(rows, day)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("are held on the same days as before when a primary is settled, which is then there", () => {
    assert(
      property(arrayOf(holding, { maxLength: 8 }), integer({ min: 0, max: horizon - 1 }), (sketches, at) => {
        const rows = build(sketches);
        const today = addDays(first, at);
        const settled = settlePrimary(rows, today);
        for (const day of days) {
          expect(heldOn(settled, day)).toEqual(heldOn(rows, day));
          expect(primariesOn(settled, day)).toBeLessThanOrEqual(1);
          if (day < today) expect(primariesOn(settled, day)).toBe(primariesOn(rows, day));
        }
        expect(primariesOn(settled, today)).toBe(heldOn(rows, today).length === 0 ? 0 : 1);
        expect(settlePrimary(settled, today)).toBe(settled);
      }),
    );
  });

  it("lose one from a day on, with all that continues it, and nothing else", () => {
    assert(
      property(
        tuple(
          arrayOf(holding, { minLength: 1, maxLength: 8 }),
          integer({ min: 0, max: 7 }),
          integer({ min: 0, max: 39 }),
        ),
        ([sketches, pick, at]) => {
          const rows = settlePrimary(build(sketches), addDays(first, 12));
          const chosen = rows[pick % rows.length];
          if (chosen === undefined) return;
          const end = addDays(first, at);
          const chain = chainOf(rows, chosen);
          const left = endOn(rows, chosen, end);
          for (const day of days) {
            const gone =
              day >= end && chain.some((row) => coversDay(row, day)) ? `${chosen.positionId} ${chosen.kind}` : "";
            expect(heldOn(left, day)).toEqual(heldOn(rows, day).filter((one) => one !== gone));
          }
          for (const row of rows.filter((one) => !chain.includes(one))) expect(left).toContain(row);
        },
      ),
    );
  });

  it("prefer the oldest definitive position, then the oldest acting, until another primary begins", () => {
    const acting = toHolding({ position: 0, from: 0, length: 30, kind: "PLT", isPrimary: false });
    const older = toHolding({ position: 1, from: 2, length: 0, kind: "DEFINITIF", isPrimary: false });
    const newer = toHolding({ position: 2, from: 3, length: 0, kind: "DEFINITIF", isPrimary: false });
    const coming = toHolding({ position: 3, from: 20, length: 0, kind: "DEFINITIF", isPrimary: true });
    const settled = settlePrimary([newer, acting, older, coming], addDays(first, 10));
    expect(
      settled.filter((row) => row.isPrimary).map((row) => [row.positionId, row.validFrom, row.validUntil]),
    ).toEqual([
      ["p1", addDays(first, 10), addDays(first, 20)],
      ["p3", addDays(first, 20), null],
    ]);
    expect(settled).toContain(newer);
    expect(settlePrimary([acting], first)).toMatchObject([{ positionId: "p0", isPrimary: true }]);
    expect(hasPrimaryIn([coming], { validFrom: first, validUntil: coming.validFrom })).toBe(false);
    expect(hasPrimaryIn([coming], { validFrom: first, validUntil: null })).toBe(true);
  });
});
