import fc from "fast-check";
import { expect, it } from "vitest";
import { mostHolders } from "./most-holders.ts";

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, "0")}`);
const span = fc
  .record({ from: day, until: fc.option(day), holders: fc.integer({ min: 1, max: 3 }) })
  .filter(({ from, until }) => until === null || until > from);
const days = Array.from({ length: 28 }, (_, n) => `2026-02-${String(n + 1).padStart(2, "0")}`);

it("is the greatest count of any single day", () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), day, fc.option(day), (spans, from, until) => {
      const counts = days
        .filter((one) => one >= from && (until === null || one < until))
        .map((one) =>
          spans
            .filter((held) => held.from <= one && (held.until === null || one < held.until))
            .reduce((sum, held) => sum + held.holders, 0),
        );
      expect(mostHolders(spans, from, until)).toBe(Math.max(0, ...counts));
    }),
  );
});
