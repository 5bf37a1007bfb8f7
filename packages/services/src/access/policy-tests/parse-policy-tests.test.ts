import { isAppError } from "@gloria/core";
import { describe, expect, it } from "vitest";
import { parsePolicyTests } from "./parse-policy-tests.ts";

describe("parsePolicyTests", () => {
  it("makes a case of each code", () => {
    const cases = parsePolicyTests(`
cases:
  - name: Kepala sekolah
    as: {role: kepsek, school: SMA-1}
    can: [user:read, user:update]
    cannot: user:delete
    on: {in: {school: SMA-1}}
  - as: {user: guru@demo.example}
    can: school:read
`);
    const as = { role: "kepsek", school: "SMA-1" };
    const on = { in: { school: "SMA-1" } };
    const first = { number: 1, name: "Kepala sekolah", as, on };
    expect(cases).toEqual([
      { ...first, code: "user:read", expected: true },
      { ...first, code: "user:update", expected: true },
      { ...first, code: "user:delete", expected: false },
      { number: 2, name: null, as: { user: "guru@demo.example" }, on: null, code: "school:read", expected: true },
    ]);
    expect(parsePolicyTests("cases: []")).toEqual([]);
  });

  it.each([
    ["", "expected object"],
    ["cases: [", "line 1"],
    ["cases: [{can: user:read, kan: x}]", "kan"],
    ["cases: [{as: {role: a}}]", "say can, cannot or both"],
    ["cases: [{as: {role: a, user: b}, can: x}]", "name one of"],
    ["cases: [{as: {user: b, school: c}, can: x}]", "places of their own"],
    ["cases: [{as: {role: b, acting: true}, can: x}]", "only a position"],
    ["cases: [{can: x, on: {school: a, user: b}}]", "cases.0.on"],
    ["cases: [{can: x, on: &a everything}, {can: y, on: *a}]", "Alias"],
    [`cases: [{can: [${"x, ".repeat(100)}x]}]`, "cases.0.can"],
  ])("says what is wrong with %j", (source, problem) => {
    let caught: unknown;
    try {
      parsePolicyTests(source);
    } catch (error) {
      caught = error;
    }
    expect(isAppError(caught, "policy_test.malformed") && caught.params["problem"]).toContain(problem);
  });
});
