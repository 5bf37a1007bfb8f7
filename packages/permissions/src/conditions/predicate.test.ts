import { describe, expect, test } from "vitest";
import type { ConditionContext, ConditionOutcome } from "../condition.ts";
import { anyRow, noRow } from "../row-filter.ts";
import { bindPredicate, outcomeOf, type Predicate, rowsOf } from "./predicate.ts";

const context: ConditionContext = {
  actor: { id: "me", schoolId: null, roles: [], positions: [] },
  now: 0,
  request: undefined,
};
const raise = () => {
  throw new Error("CEL has an error");
};
const free = (outcome: ConditionOutcome): Predicate => ({
  kind: "free",
  expression: outcome === "error" ? raise : () => outcome,
});
const atom = (operand: () => unknown, isOfType = true): Predicate => ({
  kind: "atom",
  operand,
  testOf: (value) => (isOfType ? { op: "has", name: String(value) } : "error"),
});
const outcomes: readonly ConditionOutcome[] = [true, false, "error"];

describe("in a context", () => {
  test("what reads no target is known, and an error unless it is true or false", () => {
    const bound = [() => true, () => false, () => "true", () => undefined, raise].map((expression) =>
      bindPredicate({ kind: "free", expression }, context),
    );
    expect(bound.map((one) => one.kind === "constant" && one.outcome)).toEqual([
      true,
      false,
      "error",
      "error",
      "error",
    ]);
  });

  test("a comparison has its other side, or is an error", () => {
    expect(
      bindPredicate(
        atom(() => "kind"),
        context,
      ),
    ).toEqual({ kind: "test", test: { op: "has", name: "kind" } });
    const error = { kind: "constant", outcome: "error" };
    expect(bindPredicate(atom(raise), context)).toEqual(error);
    expect(
      bindPredicate(
        atom(() => undefined),
        context,
      ),
    ).toEqual(error);
    expect(
      bindPredicate(
        atom(() => "kind", false),
        context,
      ),
    ).toEqual(error);
    expect(bindPredicate({ kind: "not", part: atom(() => "kind") }, context)).toMatchObject({
      kind: "not",
      part: { kind: "test" },
    });
  });

  test("a side that decides by itself spares the other", () => {
    let asked = 0;
    const right: Predicate = {
      kind: "free",
      expression: () => {
        asked += 1;
        return true;
      },
    };
    const bound = (kind: "and" | "or", left: Predicate) => bindPredicate({ kind, left, right }, context);
    expect([bound("or", free(true)), bound("and", free(false)), asked]).toEqual([
      { kind: "constant", outcome: true },
      { kind: "constant", outcome: false },
      0,
    ]);
    const undecided = [
      bound("and", free(true)),
      bound("or", free(false)),
      bound("or", free("error")),
      bound("and", { kind: "not", part: free(true) }),
      bound(
        "and",
        atom(() => "kind"),
      ),
    ];
    expect([undecided.map(({ kind }) => kind), asked]).toEqual([["and", "or", "or", "and", "and"], 5]);
  });
});

test("and, or and not know three values", () => {
  const table = (kind: "and" | "or") =>
    outcomes.map((left) =>
      // Behind "not not" nothing is decided before the target is known.
      outcomes.map((right) =>
        outcomeOf(
          bindPredicate(
            { kind, left: { kind: "not", part: { kind: "not", part: free(left) } }, right: free(right) },
            context,
          ),
          {},
        ),
      ),
    );
  expect(table("and")).toEqual([
    [true, false, "error"],
    [false, false, false],
    ["error", false, "error"],
  ]);
  expect(table("or")).toEqual([
    [true, true, true],
    [true, false, "error"],
    [true, "error", "error"],
  ]);
  const negated = outcomes.map((part) => outcomeOf(bindPredicate({ kind: "not", part: free(part) }, context), {}));
  expect(negated).toEqual([false, true, "error"]);
});

test("rows are those of the outcome, true and not false, through and, or and not", () => {
  const rows = (predicate: Predicate) => rowsOf(bindPredicate(predicate, context));
  const asRows = (outcome: ConditionOutcome) => ({
    isTrue: outcome === true ? anyRow : noRow,
    isNotFalse: outcome === false ? noRow : anyRow,
  });
  for (const kind of ["and", "or"] as const) {
    for (const left of outcomes) {
      for (const right of outcomes) {
        const predicate: Predicate = { kind, left: free(left), right: free(right) };
        expect(rows(predicate)).toEqual(asRows(outcomeOf(bindPredicate(predicate, context), {})));
      }
    }
  }
  expect(outcomes.map((part) => rows({ kind: "not", part: free(part) }))).toEqual(
    [false, true, "error" as const].map(asRows),
  );
});
