import type { z } from "zod";

type Test = (value: unknown) => boolean;

/**
 * A test whether a value names no field that the contract does not: far cheaper than parsing, since it looks at no
 * leaf. Where a contract has forms that only parsing can tell apart, it answers no.
 */
export function hasOnlyFieldsOf(contract: z.ZodType): Test {
  return testOf(contract) ?? (() => true);
}

/** Null for a leaf: there is nothing inside to look at. */
function testOf(contract: unknown): Test | null {
  const { def } = (contract as z.ZodType)._zod as unknown as { def: Definition };
  switch (def.type) {
    case "object":
      return testOfObject(def.shape ?? {});
    case "array":
      return testOfArray(testOf(def.element));
    case "nullable":
    case "optional":
      return testOfMaybe(testOf(def.innerType));
    case "string":
    case "number":
    case "boolean":
    case "enum":
    case "literal":
    case "null":
      return null;
    default:
      return () => false;
  }
}

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  readonly innerType?: unknown;
}

function testOfObject(shape: Readonly<Record<string, unknown>>): Test {
  const tests = new Map(Object.entries(shape).map(([name, part]) => [name, testOf(part)]));
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const fields = value as Readonly<Record<string, unknown>>;
    for (const name in fields) {
      const test = tests.get(name);
      if (test === undefined || (test !== null && !test(fields[name]))) return false;
    }
    return true;
  };
}

function testOfArray(element: Test | null): Test {
  return (value) => Array.isArray(value) && (element === null || value.every(element));
}

function testOfMaybe(inner: Test | null): Test | null {
  return inner === null ? null : (value) => value === null || value === undefined || inner(value);
}
