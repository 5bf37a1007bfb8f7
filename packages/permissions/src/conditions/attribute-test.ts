import type { ConditionAttributeType } from "@gloria/contracts";
import type { ConditionOutcome, ConditionRows, ConditionValue } from "../condition.ts";
import { type AttributeComparison, anyRow, noRow, not, type RowFilter } from "../row-filter.ts";
import type { Target } from "../target.ts";

/**
 * One comparison of one field of the target with values that are known: the atom that both a check and a filter of
 * rows are made of. A field that is null or not given is an error, and so is one of another type.
 */
export type AttributeTest = Readonly<{ name: string }> &
  (
    | {
        /** The field is one of the values. */
        readonly op: "in";
        readonly type: ConditionAttributeType;
        readonly values: readonly Exclude<ConditionValue, null>[];
      }
    | { readonly op: "lt" | "le" | "gt" | "ge"; readonly type: "int"; readonly value: number }
    /** `schoolIds` or `departmentIds` contains the value. */
    | { readonly op: "contains"; readonly value: string }
    /** The field is given, and null or not: no error when it is null. */
    | { readonly op: "has" }
  );

const typesOf = { text: "string", uuid: "string", int: "number", bool: "boolean" } as const;

export function attributeOutcome(test: AttributeTest, target: Target | undefined): ConditionOutcome {
  if (target === undefined) return "error";
  if (test.op === "contains") return listOf(target, test.name)?.includes(test.value) ?? "error";
  const value = fieldValue(target, test.name);
  if (value === undefined) return "error";
  if (test.op === "has") return value !== null;
  if (typeof value !== typesOf[test.type]) return "error";
  if (test.op === "in") return test.values.includes(value as Exclude<ConditionValue, null>);
  return typeof value === "number" && orders[test.op](value, test.value);
}

const orders = {
  lt: (a: number, b: number) => a < b,
  le: (a: number, b: number) => a <= b,
  gt: (a: number, b: number) => a > b,
  ge: (a: number, b: number) => a >= b,
} as const;

function listOf(target: Target, name: string): readonly string[] | undefined {
  return name === "schoolIds" ? target.schoolIds : target.departmentIds;
}

function fieldValue({ resource, ownerId, attributes }: Target, name: string): ConditionValue | undefined {
  if (name === "id") return resource?.id;
  if (name === "type") return resource?.type;
  if (name === "ownerId") return ownerId;
  return attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** The rows that the test is true of, and those that it is not false of: the twin of {@link attributeOutcome}. */
export function attributeRows(test: AttributeTest): ConditionRows {
  const { name } = test;
  const row = (comparison: AttributeComparison, ...values: readonly ConditionValue[]): RowFilter => ({
    kind: "attribute",
    name,
    comparison,
    values,
  });
  switch (test.op) {
    case "contains": {
      const isTrue = row("in", test.value);
      return { isTrue, isNotFalse: isTrue };
    }
    case "has":
      return { isTrue: row("not_in", null), isNotFalse: not(row("in", null)) };
    case "in": {
      const isTrue = test.values.length === 0 ? noRow : row("in", ...test.values);
      return { isTrue, isNotFalse: not(row("not_in", ...test.values, null)) };
    }
    default:
      return { isTrue: row(test.op, test.value), isNotFalse: not(row(opposites[test.op], test.value)) };
  }
}

const opposites = { lt: "ge", le: "gt", gt: "le", ge: "lt" } as const;

/** The rows of an outcome that does not hang on the row. */
export function constantRows(outcome: ConditionOutcome): ConditionRows {
  return { isTrue: outcome === true ? anyRow : noRow, isNotFalse: outcome === false ? noRow : anyRow };
}
