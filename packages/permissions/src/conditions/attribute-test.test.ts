import { describe, expect, test } from "vitest";
import { anyRow, noRow, not, type RowFilter } from "../row-filter.ts";
import { type AttributeTest, attributeOutcome, attributeRows, constantRows } from "./attribute-test.ts";

const target = {
  ownerId: "me",
  schoolIds: ["A"],
  resource: { type: "assignment", id: "1" },
  attributes: { kind: "PLT", ftePercent: 50, isPrimary: true, appointedBy: null },
};
const outcome = (asked: AttributeTest) => attributeOutcome(asked, target);
const isOneOf = (name: string, type: "text" | "uuid" | "int" | "bool", ...values: (string | number | boolean)[]) =>
  outcome({ op: "in", name, type, values });
const compared = (op: "lt" | "le" | "gt" | "ge", value: number, name = "ftePercent") =>
  outcome({ op, name, type: "int", value });

describe("of one target", () => {
  test("a field is one of the values, whatever its type, and an error where it is another one", () => {
    expect([isOneOf("kind", "text", "PLT", "PLH"), isOneOf("kind", "text", "PLH"), isOneOf("kind", "text")]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isOneOf("isPrimary", "bool", true), isOneOf("isPrimary", "bool", false)]).toEqual([true, false]);
    expect([isOneOf("ownerId", "uuid", "me"), isOneOf("ftePercent", "int", 50)]).toEqual([true, true]);
    expect([isOneOf("id", "uuid", "1"), isOneOf("type", "text", "assignment")]).toEqual([true, true]);
    expect([isOneOf("kind", "int", 1), isOneOf("appointedBy", "uuid", "x"), isOneOf("gone", "text", "x")]).toEqual([
      "error",
      "error",
      "error",
    ]);
  });

  test("numbers compare with their bounds", () => {
    const around = (op: "lt" | "le" | "gt" | "ge") => [49, 50, 51].map((bound) => compared(op, bound));
    expect(around("lt")).toEqual([false, false, true]);
    expect(around("le")).toEqual([false, true, true]);
    expect(around("gt")).toEqual([true, false, false]);
    expect(around("ge")).toEqual([true, true, false]);
    expect(compared("lt", 5, "kind")).toBe("error");
  });

  test("a list contains, a field is given or null, and what nobody gave is an error", () => {
    const contains = (name: string, value: string) => outcome({ op: "contains", name, value });
    expect([contains("schoolIds", "A"), contains("schoolIds", "B"), contains("departmentIds", "A")]).toEqual([
      true,
      false,
      "error",
    ]);
    const has = (name: string) => outcome({ op: "has", name });
    expect(["kind", "appointedBy", "gone", "constructor"].map(has)).toEqual([true, false, "error", "error"]);
    expect(attributeOutcome({ op: "has", name: "kind" }, { ownerId: "me" })).toBe("error");
    expect(attributeOutcome({ op: "has", name: "kind" }, undefined)).toBe("error");
  });
});

describe("of rows", () => {
  const row = (
    comparison: "in" | "not_in" | "lt" | "le" | "gt" | "ge",
    ...values: (string | number | null)[]
  ): RowFilter => ({
    kind: "attribute",
    name: "x",
    comparison,
    values,
  });

  test("those it is true of, and those it is not false of, which null is", () => {
    const rows = attributeRows({ op: "in", name: "x", type: "text", values: ["a", "b"] });
    expect(rows).toEqual({ isTrue: row("in", "a", "b"), isNotFalse: not(row("not_in", "a", "b", null)) });
    expect(attributeRows({ op: "in", name: "x", type: "text", values: [] })).toEqual({
      isTrue: noRow,
      isNotFalse: not(row("not_in", null)),
    });
    expect(attributeRows({ op: "contains", name: "x", value: "a" })).toEqual({
      isTrue: row("in", "a"),
      isNotFalse: row("in", "a"),
    });
    expect(attributeRows({ op: "has", name: "x" })).toEqual({
      isTrue: row("not_in", null),
      isNotFalse: not(row("in", null)),
    });
  });

  test("of an order with those of its opposite", () => {
    const pairs = { lt: "ge", le: "gt", gt: "le", ge: "lt" } as const;
    for (const op of ["lt", "le", "gt", "ge"] as const) {
      expect(attributeRows({ op, name: "x", type: "int", value: 5 })).toEqual({
        isTrue: row(op, 5),
        isNotFalse: not(row(pairs[op], 5)),
      });
    }
  });

  test("of what does not hang on them are all or none", () => {
    expect([true, false, "error" as const].map(constantRows)).toEqual([
      { isTrue: anyRow, isNotFalse: anyRow },
      { isTrue: noRow, isNotFalse: noRow },
      { isTrue: noRow, isNotFalse: anyRow },
    ]);
  });
});
