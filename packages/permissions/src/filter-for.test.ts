import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { checkedCodes, instants, me, rawFacts, rows } from "../test/random-facts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";
import { filterFor } from "./filter-for.ts";
import {
  and,
  anyRow,
  noRow,
  not,
  or,
  ownRow,
  type RowFilter,
  rowInDepartments,
  rowInSchools,
  schoollessRow,
} from "./row-filter.ts";
import type { Target } from "./scope-match.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** Whether the row passes, by the plain meaning of each kind. */
function passes(filter: RowFilter, row: Target): boolean {
  switch (filter.kind) {
    case "any":
      return true;
    case "none":
      return false;
    case "own":
      return row.ownerId === filter.userId;
    case "schoolless":
      return row.schoolIds?.length === 0;
    case "school":
      return row.schoolIds?.some((id) => filter.ids.includes(id)) === true;
    case "department":
      return row.departmentIds?.some((id) => filter.ids.includes(id)) === true;
    case "attribute":
      throw new Error("no condition reads an attribute here");
    case "resource":
      return row.resource?.type === filter.type && filter.ids.includes(row.resource.id);
    case "not":
      return !passes(filter.part, row);
    case "and":
      return filter.parts.every((part) => passes(part, row));
    case "or":
      return filter.parts.some((part) => passes(part, row));
  }
}

describe("filterFor", () => {
  test("a row passes exactly when a check of it is allowed", () => {
    let passed = 0;
    fc.assert(
      fc.property(
        rawFacts,
        checkedCodes,
        fc.array(rows, { minLength: 5, maxLength: 10 }),
        instants,
        (raw, code, list, at) => {
          const facts = compileFacts(raw, at);
          const filter = filterFor(facts, code, at);
          for (const row of list) {
            const allowed = decide(facts, { code, target: row }, at).allowed;
            if (allowed) passed += 1;
            expect(passes(filter, row)).toBe(allowed);
          }
        },
      ),
      { numRuns: 5000 },
    );
    expect(passed).toBeGreaterThan(1000);
  });
});

describe("row filters", () => {
  const leaves = fc.constantFrom<RowFilter[]>(
    anyRow,
    noRow,
    ownRow(me),
    schoollessRow,
    rowInSchools(["school-a"]),
    rowInSchools(["school-b", "school-a"]),
    rowInSchools([]),
    rowInDepartments(["a-top"]),
    { kind: "resource", type: "document", ids: ["x"] },
    { kind: "resource", type: "folder", ids: ["x"] },
  );
  test("folding keeps the meaning", () => {
    fc.assert(
      fc.property(fc.array(leaves, { maxLength: 4 }), fc.array(leaves, { maxLength: 3 }), rows, (a, b, row) => {
        const each = (parts: readonly RowFilter[]) => parts.map((part) => passes(part, row));
        expect(passes(or(...a), row)).toBe(each(a).some(Boolean));
        expect(passes(and(...a), row)).toBe(each(a).every(Boolean));
        expect(passes(or(and(...a), not(or(...b))), row)).toBe(each(a).every(Boolean) || !each(b).some(Boolean));
        expect(passes(and(and(...a), not(not(and(...b)))), row)).toBe([...each(a), ...each(b)].every(Boolean));
        expect(passes(or(or(...a), or(...b)), row)).toBe([...each(a), ...each(b)].some(Boolean));
      }),
      { numRuns: 3000 },
    );
  });

  test("an administrator's filter is no filter, a stranger's lets nothing pass", () => {
    expect(or(ownRow(me), anyRow)).toEqual(anyRow);
    expect(and(ownRow(me), noRow)).toEqual(noRow);
    expect(or(rowInSchools(["b"]), rowInSchools(["a", "b"]))).toEqual({ kind: "school", ids: ["a", "b"] });
  });
});
