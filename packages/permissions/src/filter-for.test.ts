import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { emptyFacts, grantOf } from "../test/empty-facts.ts";
import { checkedCodes, instants, me, requests, rows } from "../test/random-facts.ts";
import { compileWorld, worlds } from "../test/random-world.ts";
import { passes } from "../test/row-passes.ts";
import { propertyTimeout, runs } from "../test/run-counts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";
import { filterFor } from "./filter-for.ts";
import type { RawDelegation, RawFacts, RawGrant } from "./raw-facts.ts";
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

describe("the rows of one rule", () => {
  const departments = [
    { id: "top", parentId: null, schoolId: "A" },
    { id: "low", parentId: "top", schoolId: "A" },
  ];
  const at = (schoolId: string | null, departmentId: string | null) => ({ schoolId, departmentId });
  const filterOf = (grants: readonly Partial<RawGrant>[], parts: Partial<RawFacts> = {}, now = 0) =>
    filterFor(
      compileFacts({ ...emptyFacts, departments, ...parts, grants: grants.map(grantOf) }, now),
      "user:read",
      now,
    );
  const everything = { id: "all", subjectKind: "role" as const, subjectId: "r" };
  const role = { id: "has", roleId: "r", code: "r", anchor: at(null, null), from: null, until: null };
  /** What a DENY of the person's own takes out of everything. */
  const takenOut = (parts: Partial<RawGrant>) => {
    const filter = filterOf([{ effect: "DENY", ...parts }, everything], { roleAssignments: [role] });
    return filter.kind === "not" ? filter.part : filter;
  };
  const own = ownRow(me);

  test("that allows are those that its scope covers", () => {
    const covered = (parts: Partial<RawGrant>) => filterOf([parts]);
    expect(covered({ scope: "ALL" })).toEqual(anyRow);
    expect(covered({ scope: "OWN", anchor: at("A", "low") })).toEqual(own);
    expect(covered({ scope: "DEPARTMENT", anchor: at("A", "top") })).toEqual(or(own, rowInDepartments(["low", "top"])));
    expect(covered({ scope: "DEPARTMENT", anchor: at("A", null) })).toEqual(own);
    expect(covered({ scope: "SCHOOL", anchor: at("A", "low") })).toEqual(
      or(own, rowInDepartments(["low"]), rowInSchools(["A"])),
    );
    expect(covered({ scope: "SCHOOL" })).toEqual(own);
  });

  test("that denies are those that it overlaps, and without its place those of the next wider level", () => {
    expect(takenOut({ scope: "ALL" })).toEqual(noRow);
    expect(takenOut({ scope: "OWN", anchor: at("A", "low") })).toEqual(own);
    expect(takenOut({ scope: "DEPARTMENT", anchor: at("A", "low") })).toEqual(or(own, rowInDepartments(["low"])));
    expect(takenOut({ scope: "DEPARTMENT", anchor: at("A", null) })).toEqual(or(own, rowInSchools(["A"])));
    expect(takenOut({ scope: "SCHOOL", anchor: at("A", "low") })).toEqual(
      or(own, rowInDepartments(["low"]), rowInSchools(["A"])),
    );
    expect(takenOut({ scope: "SCHOOL" })).toEqual(noRow);
  });

  test("about one thing are that thing, for grants and guardrails", () => {
    const x = { type: "document", id: "x" };
    const isX: RowFilter = { kind: "resource", type: "document", ids: ["x"] };
    expect(filterOf([{ resource: x }])).toEqual(isX);
    const guardrail = { id: "g", kind: "other" as const, code: "user:*", condition: null, from: null, until: 5 };
    const guarded = (resource: typeof x | null, now: number) =>
      filterOf([{}], { guardrails: [{ ...guardrail, resource }] }, now);
    expect([guarded(x, 4), guarded(null, 4), guarded(null, 5)]).toEqual([not(isX), noRow, anyRow]);
  });

  test("on a condition are those for which it is true, where it denies or forbids those for which it is not false", () => {
    const condition = 'target.status == "active"';
    const active: RowFilter = { kind: "attribute", name: "status", comparison: "in", values: ["active"] };
    const surelyNot: RowFilter = { kind: "attribute", name: "status", comparison: "not_in", values: ["active", null] };
    expect(filterOf([{ condition }])).toEqual(active);
    expect(filterOf([{ effect: "DENY", condition }, everything], { roleAssignments: [role] })).toEqual(surelyNot);
    const guardrail = {
      id: "g",
      kind: "other" as const,
      code: "user:*",
      condition,
      resource: null,
      from: null,
      until: null,
    };
    expect(filterOf([{}], { guardrails: [guardrail] })).toEqual(surelyNot);
  });

  test("of a code that is not in the catalogue are none", () => {
    expect(filterFor(compileFacts({ ...emptyFacts, grants: [grantOf({ code: "*:*" })] }, 0), "user:fly", 0)).toEqual(
      noRow,
    );
  });
});

describe("delegated rows", () => {
  const always = { from: null, until: null };
  const row = (parts: Partial<RawDelegation>): RawDelegation => ({
    id: "d",
    delegatorId: "boss",
    delegateId: me,
    codes: ["user:*", "role:*"],
    parentId: null,
    ...always,
    ...parts,
  });
  const boss: RawFacts = {
    ...emptyFacts,
    userId: "boss",
    grants: [grantOf({ subjectId: "boss", code: "*:*", scope: "OWN" })],
  };
  const rowsBy = (
    delegations: readonly RawDelegation[],
    delegators: readonly RawFacts[],
    now = 0,
    code = "user:read",
  ) => filterFor(compileWorld({ raw: { ...emptyFacts, delegations }, delegators }, now), code, now);
  const theirs = ownRow("boss");

  test("are the delegator's, while the delegation is open, of what it names and what may be delegated", () => {
    expect(rowsBy([row({})], [boss])).toEqual(theirs);
    expect(rowsBy([row({})], [])).toEqual(noRow);
    expect(rowsBy([row({})], [boss], 0, "school:read")).toEqual(noRow);
    expect(rowsBy([row({})], [boss], 0, "role:assign")).toEqual(noRow);
    expect([4, 5, 8, 9].map((now) => rowsBy([row({ from: 5, until: 9 })], [boss], now))).toEqual([
      noRow,
      theirs,
      theirs,
      noRow,
    ]);
  });

  test("end with any link above, and hand on what comes by that link alone", () => {
    const chief: RawFacts = { ...emptyFacts, userId: "chief", grants: [grantOf({ subjectId: "chief", scope: "OWN" })] };
    const nothing: RawFacts = { ...emptyFacts, userId: "boss" };
    const line = (until: number | null) => [
      row({ parentId: "up" }),
      row({ id: "up", delegatorId: "chief", delegateId: "boss", until }),
    ];
    expect([4, 5].map((now) => rowsBy(line(5), [nothing, chief], now))).toEqual([ownRow("chief"), noRow]);
    expect(rowsBy(line(5), [boss, chief], 5)).toEqual(noRow);
    const unlinked = [row({}), row({ id: "up", delegatorId: "chief", delegateId: "boss" })];
    expect(rowsBy(unlinked, [nothing, chief])).toEqual(noRow);
  });
});
