import { expect, test } from "vitest";
import type { ConditionEnvironment } from "../condition.ts";
import { anyRow, noRow } from "../row-filter.ts";
import { compileCondition } from "./compile-condition.ts";

const environment: ConditionEnvironment = {
  actor: { id: "u1", schoolId: "s1", roles: ["teacher"], positions: ["guru"] },
  now: Date.parse("2026-03-29T00:30:00Z"),
  request: { ip: "10.0.0.7", channel: "web" },
  target: {
    ownerId: "u1",
    schoolIds: ["s1"],
    resource: { type: "assignment", id: "a1" },
    attributes: { kind: "PLT", ftePercent: 50, isPrimary: null },
  },
};

function outcome(source: string, changes: Partial<ConditionEnvironment> = {}) {
  const condition = compileCondition(source, "assignment:read");
  expect(condition.error).toBeNull();
  return condition.evaluate({ ...environment, ...changes });
}

test.each([
  ["false && target.isPrimary", false],
  ["target.isPrimary && false", false],
  ["true || target.isPrimary", true],
  ["target.isPrimary || true", true],
  ["true && target.isPrimary", "error"],
  ["!target.isPrimary", "error"],
  ["target.isPrimary != true", "error"],
  ["target.positionId == 'x'", "error"],
  ["target.departmentIds == target.schoolIds || true", null],
  ["'d' in target.departmentIds", "error"],
  ["'s1' in target.schoolIds", true],
  ["target.kind in []", false],
  ["target.isPrimary in []", "error"],
  ["1 / 0 == 1 && target.kind == 'PLH'", false],
  ["target.ownerId == actor.id", true],
  ["target.kind == 'P' + 'LT'", true],
  ["50 <= target.ftePercent && target.ftePercent < 50.5", true],
] as const)("%s is %s", (source, expected) => {
  if (expected === null) expect(compileCondition(source, "assignment:read").error).not.toBeNull();
  else expect(outcome(source)).toBe(expected);
});

test("what nobody said is an error where it is read, and only there", () => {
  expect(outcome("request.channel == 'web'", { request: undefined })).toBe("error");
  expect(outcome("request.channel == 'web'", { request: { ip: null, channel: "web" } })).toBe(true);
  expect(outcome("request.ip == '10.0.0.7'", { request: { ip: null, channel: "web" } })).toBe("error");
  expect(outcome("has(request.ip)", { request: { ip: null, channel: "web" } })).toBe(false);
  expect(outcome("target.ownerId == actor.id", { target: undefined })).toBe("error");
  expect(outcome("has(target.kind)", { target: undefined })).toBe("error");
  expect(outcome("actor.schoolId == 's1'", { actor: { ...environment.actor, schoolId: null } })).toBe("error");
});

test("hours are those of the zone, whatever the clocks of the machine do", () => {
  expect(outcome("now.getHours('Asia/Jakarta') == 7 && now.getMinutes('Asia/Jakarta') == 30")).toBe(true);
  expect(outcome("now.getHours() == 0 && now.getDayOfWeek('Asia/Jakarta') == 0")).toBe(true);
  // Half past two on the night that Berlin's clocks skip two o'clock, seen from Jayapura at half past nine.
  expect(outcome("now.getHours('Asia/Jayapura') == 9 && now.getDate('Asia/Jayapura') == 29")).toBe(true);
  expect(outcome("now.getHours('America/New_York') == 20 && now.getDate('America/New_York') == 28")).toBe(true);
  expect(outcome("now.getMonth('Asia/Jakarta') == 2 && now.getDayOfMonth('Asia/Jakarta') == 28")).toBe(true);
  expect(outcome("now.getHours(actor.id) == 1")).toBe("error");
});

test("it says what it reads", () => {
  const reads = (source: string) => {
    const { readsTarget, readsNow, readsRequest } = compileCondition(source, "*:*");
    return [readsTarget, readsNow, readsRequest];
  };
  expect(reads("actor.id == 'target now request'")).toEqual([false, false, false]);
  expect(reads("has(target.id) && true")).toEqual([true, false, false]);
  expect(reads("[now].exists(at, at > timestamp('2026-01-01T00:00:00Z'))")).toEqual([false, true, false]);
  expect(reads("request.channel in ['web'] || target.id == actor.id")).toEqual([true, false, true]);
});

test("a source that does not compile errors whatever it is asked", () => {
  const condition = compileCondition("target.gone == 1", "assignment:read");
  expect(condition).toMatchObject({ source: "target.gone == 1", readsTarget: false, readsNow: false });
  expect(condition.error).toContain("gone");
  expect(condition.evaluate(environment)).toBe("error");
  expect(condition.rows(environment)).toEqual({ isTrue: noRow, isNotFalse: anyRow });
});

test("what reads no target becomes all rows or none", () => {
  expect(compileCondition("actor.id == 'u1'", "user:read").rows(environment)).toEqual({
    isTrue: anyRow,
    isNotFalse: anyRow,
  });
  expect(compileCondition("actor.id == 'u2'", "user:read").rows(environment)).toEqual({
    isTrue: noRow,
    isNotFalse: noRow,
  });
  expect(compileCondition("1 / 0 == 1", "user:read").rows(environment)).toEqual({ isTrue: noRow, isNotFalse: anyRow });
});

test("texts that no column can hold are equal to none, and never reach a query", () => {
  for (const text of ["\\u0000", "a\\x00b"]) {
    expect(outcome(`target.kind == "${text}"`)).toBe(false);
    expect(
      JSON.stringify(compileCondition(`target.kind == "${text}"`, "assignment:read").rows(environment)),
    ).not.toContain("u0000");
  }
});

test("a condition is compiled once, for its pattern", () => {
  // Never seen before, whatever ran before this.
  const source = `actor.id == "u1" || actor.id == "${performance.now()} ${Math.random()}"`;
  const condition = compileCondition(source, "assignment:read");
  expect([condition.error, condition.evaluate(environment)]).toEqual([null, true]);
  expect(compileCondition(source, "assignment:read")).toBe(condition);
  expect(compileCondition(source, "user:read")).not.toBe(condition);
  const broken = `target.gone == "${performance.now()} ${Math.random()}"`;
  expect(compileCondition(broken, "assignment:read").error).toContain("gone");
  expect(compileCondition(broken, "assignment:read")).toBe(compileCondition(broken, "assignment:read"));
});
