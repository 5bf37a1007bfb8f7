import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { randomCondition, randomContext, randomRow, rowsOfCode, targetOf } from "../../test/random-conditions.ts";
import { passes } from "../../test/row-passes.ts";
import { propertyTimeout, runs } from "../../test/run-counts.ts";
import { checkCondition } from "./check-condition.ts";
import { compileCondition } from "./compile-condition.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

describe("a random condition", () => {
  test("is what an evaluator of its own says of a row, and filters rows as it judges them", () => {
    fc.assert(
      fc.property(
        randomCondition,
        randomContext,
        fc.array(randomRow, { minLength: 1, maxLength: 5 }),
        (random, context, rows) => {
          fc.pre(random.source.length <= 1_000);
          const check = checkCondition(random.source, rowsOfCode);
          if (!check.ok) {
            // Random trees may be deeper than conditions are, and words that a field never is are refused on purpose.
            for (const { code } of check.problems) expect(["too_deep", "unknown_word"]).toContain(code);
          }
          const condition = compileCondition(random.source, rowsOfCode);
          fc.pre(condition.error === null);
          const { isTrue, isNotFalse } = condition.rows(context);
          for (const row of rows) {
            const target = targetOf(row);
            const outcome = condition.evaluate({ ...context, target });
            expect(outcome).toBe(random.expected(row, context));
            expect(passes(isTrue, target)).toBe(outcome === true);
            expect(passes(isNotFalse, target)).toBe(outcome !== false);
          }
        },
      ),
      runs(1000),
    );
  });

  test("compiles without error when it may be saved", () => {
    const noise = fc.stringMatching(/^[a-z0-9.()=!<&| "[\]]{0,30}$/);
    const broken = fc
      .tuple(randomCondition, noise, fc.nat())
      .map(
        ([{ source }, extra, at]) =>
          source.slice(0, at % (source.length + 1)) + extra + source.slice(at % (source.length + 1)),
      );
    fc.assert(
      fc.property(fc.oneof(broken, noise, fc.string()), (source) => {
        const check = checkCondition(source, rowsOfCode);
        const { error } = compileCondition(source, rowsOfCode);
        if (check.ok) expect(error).toBeNull();
        else {
          expect(check.problems.length).toBeGreaterThan(0);
          expect(check.problems.every(({ code }) => code === "unknown_word")).toBe(error === null);
        }
      }),
      runs(1000),
    );
  });
});
