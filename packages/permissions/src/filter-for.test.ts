import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { checkedCodes, instants, me, requests, rows } from "../test/random-facts.ts";
import { compileWorld, worlds } from "../test/random-world.ts";
import { passes } from "../test/row-passes.ts";
import { propertyTimeout, runs } from "../test/run-counts.ts";
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

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

describe("filterFor", () => {
  test("a row passes exactly when a check of it is allowed", () => {
    let passed = 0;
    let delegated = 0;
    fc.assert(
      fc.property(
        worlds,
        checkedCodes,
        requests,
        fc.array(rows, { minLength: 5, maxLength: 10 }),
        instants,
        (world, code, request, list, at) => {
          const facts = compileWorld(world, at);
          const filter = filterFor(facts, code, at, request);
          for (const row of list) {
            const { allowed, layer } = decide(facts, { code, target: row, request }, at);
            if (allowed) passed += 1;
            if (allowed && layer === "DELEGATION") delegated += 1;
            expect(passes(filter, row)).toBe(allowed);
          }
        },
      ),
      runs(1200),
    );
    expect(delegated).toBeGreaterThan(50);
    expect(passed).toBeGreaterThan(500);
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
    { kind: "attribute", name: "status", comparison: "in", values: ["active"] },
    { kind: "own", userId: "user-other" },
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
      runs(1000),
    );
  });

  test("an administrator's filter is no filter, a stranger's lets nothing pass", () => {
    expect(or(ownRow(me), anyRow)).toEqual(anyRow);
    expect(and(ownRow(me), noRow)).toEqual(noRow);
    expect(or(rowInSchools(["b"]), rowInSchools(["a", "b"]))).toEqual({ kind: "school", ids: ["a", "b"] });
  });
});
