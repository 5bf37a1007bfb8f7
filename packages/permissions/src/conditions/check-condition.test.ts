import { conditionProblemCodes } from "@gloria/contracts";
import { describe, expect, test } from "vitest";
import { checkCondition } from "./check-condition.ts";
import { compileCondition } from "./compile-condition.ts";

const refused: readonly [string, string, string][] = [
  // code, culprit in the message, source
  ["too_long", "1000", `${"true || ".repeat(130)}true`],
  ["too_deep", "", `${"(".repeat(40)}true${")".repeat(40)}`],
  ["too_deep", "", Array.from({ length: 120 }, () => "true").join("||")],
  ["syntax", "EOF", "actor.id =="],
  ["syntax", "EOF", ""],
  ["unknown_name", "user", "user.id == 'x'"],
  ["unknown_field", "salary", "target.salary > 3"],
  ["unknown_field", "email", "actor.email == 'x'"],
  ["unknown_field", "path", "request.path == 'x'"],
  ["not_allowed", "matches", "actor.id.matches('(a+)+$')"],
  ["not_allowed", "join", "actor.roles.join(',') == 'x'"],
  ["unknown_name", "cel", "cel.bind(x, 1, x == 1)"],
  ["not_allowed", "dyn", "dyn(target.kind) == 1"],
  ["not_allowed", "shout", "shout(actor.id)"],
  ["not_allowed", "target", "actor.roles.exists(target, target == 'x')"],
  ["not_allowed", "{}", "{'a': 1} == {'a': 1}"],
  ["not_allowed", "uint", "5u == 5u"],
  ["nested_macro", "exists", "actor.roles.exists(a, actor.roles.exists(b, a == b))"],
  ["unknown_zone", "Asia/Nowhere", "now.getHours('Asia/Nowhere') > 8"],
  ["wrong_type", "string < int", "actor.id < 3"],
  ["wrong_type", "string == null", "target.kind == null"],
  ["not_boolean", "string", "actor.id"],
  ["not_boolean", "Timestamp", "now"],
  ["target_operator", "startsWith", "target.kind.startsWith('P')"],
  ["target_operator", "+", "target.ftePercent + 1 > 3 || true"],
  ["target_operator", "size", "size(target.schoolIds) > 0"],
  ["target_operator", "exists", "actor.roles.exists(role, role == target.kind)"],
  ["target_operator", "?:", "target.isPrimary ? true : false"],
  ["target_operator", "==", "target.schoolIds == ['a']"],
  ["target_operator", "[]", "target['isPrimary']"],
  ["target_alone", "target.schoolIds", "target.schoolIds in [['a']]"],
  ["two_target_fields", "target.positionId", "target.ownerId == target.positionId"],
  ["text_order", "target.kind", "target.kind < 'Q'"],
  ["unknown_word", "definitif", "target.kind == 'definitif'"],
  ["unknown_word", "PLX", "actor.id == 'x' || target.kind in ['PLT', 'PLX']"],
];

describe("a condition is refused with the culprit named", () => {
  test.each(refused)("%s: %s in %s", (code, culprit, source) => {
    const check = checkCondition(source, "assignment:read");
    if (check.ok) throw new Error("it was accepted");
    const [problem] = check.problems;
    expect(problem).toMatchObject({ code });
    expect(problem?.message).toContain(culprit);
    // What is only a slip of a word is refused when saved, and harmless where it stands already.
    expect(compileCondition(source, "assignment:read").error === null).toBe(code === "unknown_word");
  });

  test("for each code there is", () => {
    expect(new Set(refused.map(([code]) => code))).toEqual(new Set(conditionProblemCodes));
  });

  test("with its place", () => {
    const positionOf = (source: string) => {
      const check = checkCondition(source, "assignment:read");
      return check.ok ? null : check.problems.map(({ position }) => position);
    };
    expect(positionOf("true && user.id == 'x' && who")).toEqual([8, 26]);
    expect(positionOf("target.kind in ['PLT', 'PLX']")).toEqual([23]);
  });
});

test.each([
  ["target.ownerId == actor.id", "workflow.instance:approve"],
  ["target.status == 'active' && target.homeSchoolId == actor.schoolId", "user.sensitive:read"],
  ["target.level >= 4", "position:update"],
  ["actor.schoolId in target.schoolIds", "*:*"],
  ["now.getHours('Asia/Jakarta') >= 7 && now.getHours('Asia/Jakarta') < 17", "*:*"],
  ["request.channel == 'web' && request.ip.startsWith('10.')", "user:delete"],
  ["now - timestamp('2026-01-01T00:00:00Z') > duration('24h')", "school:read"],
  ["actor.roles.exists(role, role in ['kepsek', 'wakasek'])", "school:read"],
  ["!has(target.appointedBy) || target.appointedBy != actor.id", "assignment:approve"],
  ["target.type in ['user', 'employee']", "*:read"],
])("%s may be saved for %s", (source, pattern) => {
  expect(checkCondition(source, pattern)).toEqual({ ok: true });
});

test("a wildcard knows what all of its resources have in common", () => {
  expect(checkCondition("target.code == 'A'", "*:read").ok).toBe(false);
  expect(checkCondition("target.employmentStatus == 'PNS'", "employee.*:read").ok).toBe(true);
  expect(checkCondition("target.status == 'active'", "user:*").ok).toBe(true);
  expect(checkCondition("target.code == 'A'", "extra.thing:read").ok).toBe(false);
});
