import { describe, expect, test } from "vitest";
import { checkExpression, type ExpectedType, type ExpressionScope, evaluateExpression, fieldsRead } from "./index.ts";

const spec = {
  fields: {
    days: { type: "double" },
    amount: { type: "money" },
    note: { type: "text" },
    urgent: { type: "boolean" },
    first: { type: "date" },
    period: { type: "dateRange" },
    kind: { type: "choice", options: [{ value: "annual" }, { value: "unpaid" }] },
    substitute: { type: "person" },
    broken: { type: "unknown" },
  },
  steps: { atasan: {}, komite: {} },
} as const;

const filled: ExpressionScope = {
  request: {
    days: 6,
    amount: 12_500_000,
    note: "Sakit 😀",
    urgent: true,
    first: "2026-12-30",
    period: { from: "2026-12-30", to: "2027-01-02" },
    kind: "annual",
    substitute: "u2",
  },
  requester: { id: "u1", schoolId: null },
  steps: { atasan: { outcome: "APPROVED" } },
  // Half past six in the morning in Jakarta, the evening before in London.
  now: Date.UTC(2026, 10, 22, 23, 30),
};
const empty: ExpressionScope = { ...filled, request: { days: null, urgent: null }, steps: {} };

const valueIn = (scope: ExpressionScope) => (source: string) => {
  const result = evaluateExpression(spec, source, scope);
  return result.ok ? result.value : `error: ${result.error}`;
};
const value = valueIn(filled);
const codes = (source: string, expected: ExpectedType = "bool") => {
  const check = checkExpression(spec, source, expected);
  return check.ok ? [] : check.problems.map(({ code }) => code);
};

test.each([
  ["request.days > 5.0", true],
  ["request.days > 5", true],
  ["request.days / 4", 1.5],
  ["5 / 2", 2.5],
  ["7 % 4 + 2 * 3 - 1", 8],
  ["-request.days", -6],
  ["request.amount >= 10000000 && request.kind == 'annual'", true],
  ["request.kind != 'unpaid'", true],
  ["request.kind in ['annual', 'unpaid']", true],
  ["request.days in [1, 2]", false],
  ["request.days in []", false],
  ["request.period.days", 4],
  ["request.period.from == request.first", true],
  ["request.period == request.period", true],
  ["request.period.to > request.first", true],
  ["addDays(request.first, 3) == request.period.to", true],
  ["addDays(request.first, 3)", "2027-01-02"],
  ["daysBetween(request.first, '2026-12-01')", -29],
  ["size(request.note)", 7],
  ["request.note.size() <= 7", true],
  ["request.note.contains('kit') && request.note.startsWith('S') && !request.note.endsWith('S')", true],
  ["request.note.lowerAscii().upperAscii() + ' x '.trim()", "SAKIT 😀x"],
  ["string(request.days) + string(true) + string('a')", "6truea"],
  ["string(now)", "2026-11-22T23:30:00.000Z"],
  ["now", "2026-11-22T23:30:00.000Z"],
  ["double('2.5') + double(1)", 3.5],
  ["int(2.9)", 2],
  ["now.getHours() == 23 && now.getHours('Asia/Jakarta') == 6", true],
  ["now.date('Asia/Jakarta')", "2026-11-23"],
  ["now.getDayOfWeek('Asia/Jakarta')", 1],
  [
    "now.getFullYear() + now.getMonth() + now.getDate() + now.getDayOfMonth() + now.getMinutes()",
    2026 + 10 + 22 + 21 + 30,
  ],
  ["now > timestamp('2026-11-22T23:29:59Z')", true],
  ["now == timestamp('2026-11-23T06:30:00+07:00')", true],
  ["requester.id == 'u1' && requester.schoolId == null", true],
  ["steps.atasan.outcome == 'APPROVED' && steps.komite.outcome == null", true],
  ["request.urgent ? 'a' : 'b'", "a"],
  ["request.days > 10 ? [request.substitute] : []", []],
  ["['u3'] + [request.substitute, null]", ["u3", "u2", null]],
  ["(request.urgent ? request.period : null).from", "2026-12-30"],
  ["null", null],
  ["has(request.note) && has(request.period.from) && has(steps.atasan.outcome) && !has(requester.schoolId)", true],
])("%s", (source, expected) => {
  expect(codes(source, typeof expected === "boolean" ? "bool" : Array.isArray(expected) ? "ids" : "any")).toEqual([]);
  expect(value(source)).toEqual(expected);
});

describe("what is not filled in", () => {
  const nothing = valueIn(empty);
  test("equals null and nothing else", () => {
    expect(nothing("request.days == null")).toBe(true);
    expect(nothing("request.note == null && request.note != 'x'")).toBe(true);
    expect(nothing("request.days == 0")).toBe(false);
    expect(nothing("request.days == request.amount")).toBe(true);
    expect(nothing("request.note in ['']")).toBe(false);
    expect(nothing("request.note in ['', null]")).toBe(true);
    expect(nothing("has(request.days)")).toBe(false);
    expect(value("null == request.period")).toBe(false);
    expect(nothing("null == request.period && request.period == request.period")).toBe(true);
  });
  test("is neither more nor less than anything, on either side", () => {
    for (const operator of ["<", "<=", ">", ">="]) {
      expect(nothing(`request.days ${operator} 5`)).toBe(false);
      expect(nothing(`5 ${operator} request.days`)).toBe(false);
      expect(nothing(`request.first ${operator} request.first`)).toBe(false);
    }
    expect(nothing("!(request.days > 5)")).toBe(true);
  });
  test("counts as no where a truth is asked, also as the value of the whole", () => {
    expect(nothing("request.urgent")).toBe(false);
    expect(nothing("!request.urgent")).toBe(true);
    expect(nothing("request.urgent || true")).toBe(true);
    expect(nothing("true && request.urgent")).toBe(false);
    expect(nothing("request.urgent ? 1 : 2")).toBe(2);
  });
  test("contains nothing, and has no parts", () => {
    expect(nothing("request.note.contains('')")).toBe(false);
    expect(nothing("request.period.days == null && request.period.from == null")).toBe(true);
  });
  test("cannot be calculated with: that is an error, which a question before it avoids", () => {
    for (const source of [
      "request.days + 1",
      "-request.days",
      "size(request.note)",
      "request.note + 'x'",
      "addDays(request.first, 1)",
    ]) {
      expect(nothing(source), source).toMatch(/^error: .*not filled in$/);
    }
    expect(nothing("(has(request.days) ? request.days : 0) + 1")).toBe(1);
    expect(nothing("request.days != null && request.days + 1 > 2")).toBe(false);
  });
  test("is a value like any other when asked for alone", () => {
    expect(nothing("request.note")).toBe(null);
    expect(nothing("request.substitute")).toBe(null);
  });
});

test("an error is no answer, unless the other side decides alone", () => {
  expect(value("1 / 0 == 1")).toMatch(/^error: /);
  expect(value("1 % 0 == 1")).toMatch(/^error: /);
  expect(value("1 / 0 == 1 || true")).toBe(true);
  expect(value("1 / 0 == 1 || false")).toMatch(/^error: /);
  expect(value("false && 1 / 0 == 1")).toBe(false);
  expect(value("1 / 0 == 1 && false")).toBe(false);
  expect(value("true && 1 / 0 == 1")).toMatch(/^error: /);
  expect(value("1e308 * 10")).toMatch(/^error: /);
  expect(value("double('x')")).toMatch(/^error: 'x' is no number/);
  expect(value("double(' ')")).toMatch(/^error: /);
  expect(value("timestamp('2026-11-22')")).toMatch(/^error: .* is no instant/);
  expect(value("timestamp('2026-13-22T00:00:00Z')")).toMatch(/^error: /);
  expect(value("daysBetween('2026-02-31', request.first)")).toBe("error: '2026-02-31' is no date");
  expect(value("daysBetween('x', request.first)")).toBe("error: 'x' is no date");
  expect(value("addDays(request.first, 0.5)")).toMatch(/^error: /);
  expect(value("addDays(request.first, 1000000)")).toMatch(/^error: /);
  expect(value("now.getHours(request.note) == 1")).toMatch(/^error: there is no time zone/);
});

test("data of another type than the form says is an error", () => {
  const wrong: ExpressionScope = {
    ...filled,
    request: { days: "6", note: 1, urgent: { from: "a", to: "b" }, first: true },
  };
  expect(valueIn(wrong)("request.days > 5")).toBe("error: request.days is no double");
  expect(valueIn(wrong)("request.note == 'x'")).toBe("error: request.note is no string");
  expect(valueIn(wrong)("request.urgent")).toBe("error: request.urgent is no bool");
  expect(valueIn(wrong)("request.first == ''")).toBe("error: request.first is no string");
});

test("every problem of an expression is found, with its place", () => {
  const check = checkExpression(spec, "request.gone > 1 && foo || requster.id == 'x' && request.note > 5", "bool");
  expect(check).toMatchObject({
    ok: false,
    problems: [
      { code: "expression_field", position: 8, params: { variable: "request", name: "gone", offset: 8 } },
      { code: "expression_name", position: 20, params: { name: "foo" } },
      { code: "expression_name", position: 27 },
      { code: "expression_operands", position: 49, params: { operator: ">", left: "string", right: "double" } },
    ],
  });
  expect(check.ok ? "" : check.problems[0]?.message).toBe("request has no gone.");
  expect(evaluateExpression(spec, "request.gone", filled)).toEqual({ ok: false, error: "request has no gone." });
});

test.each<[string, ExpectedType, string[]]>([
  ["request.days >", "bool", ["expression_syntax"]],
  ["request.days", "bool", ["expression_result"]],
  ["request.days > 1", "double", ["expression_result"]],
  ["[1.0]", "any", ["expression_result"]],
  ["[1.0]", "ids", ["expression_result"]],
  ["request.days", "time", ["expression_result"]],
  ["null", "bool", ["expression_result"]],
  ["request.note.matches('(a+)+$')", "bool", ["expression_not_allowed"]],
  ["matches(request.note, '(a+)+$')", "bool", ["expression_not_allowed"]],
  ["[1].exists(x, x > 0)", "bool", ["expression_not_allowed"]],
  ["request.note.join(',')", "bool", ["expression_not_allowed"]],
  ["size.size()", "bool", ["expression_name"]],
  ["now.size()", "double", ["expression_arguments"]],
  ["size()", "double", ["expression_arguments"]],
  ["size(null)", "double", ["expression_arguments"]],
  ["trim('x')", "string", ["expression_not_allowed"]],
  ["now.getHours('Asia/Jakartaa') == 1", "bool", ["expression_zone"]],
  ["request == null", "bool", ["expression_not_allowed"]],
  ["steps.atasan == null", "bool", ["expression_not_allowed"]],
  ["steps.gone.outcome == null", "bool", ["expression_field"]],
  ["steps.atasan.state == null", "bool", ["expression_field"]],
  ["requester.name == 'x'", "bool", ["expression_field"]],
  ["requester.constructor == 'x'", "bool", ["expression_field"]],
  ["request.period.toString == 'x'", "bool", ["expression_field"]],
  ["request.note.length > 1", "bool", ["expression_field"]],
  ["request.gone.from == 'x'", "bool", ["expression_field"]],
  ["request['days'] > 1", "bool", ["expression_not_allowed"]],
  ["request.?days", "any", ["expression_syntax"]],
  ["{'a': 1}", "any", ["expression_too_deep"]],
  ["{}", "any", ["expression_not_allowed"]],
  ["b'x'", "any", ["expression_not_allowed"]],
  ["1u", "any", ["expression_not_allowed"]],
  ["[1, 'x']", "ids", ["expression_not_allowed"]],
  ["[[1]]", "ids", ["expression_not_allowed"]],
  ["request.days == 'x'", "bool", ["expression_operands"]],
  ["[1] == [1]", "bool", ["expression_operands"]],
  ["request.period < request.period", "bool", ["expression_operands"]],
  ["request.days > null", "bool", ["expression_operands"]],
  ["null > request.days", "bool", ["expression_operands"]],
  ["'x' in [1]", "bool", ["expression_operands"]],
  ["1 in 2", "bool", ["expression_operands"]],
  ["1 in null", "bool", ["expression_operands"]],
  ["request.days + 'x'", "string", ["expression_operands"]],
  ["request.note - 'x'", "string", ["expression_operands"]],
  ["null + null", "double", ["expression_operands"]],
  ["now + 1", "time", ["expression_operands"]],
  ["request.days && true", "bool", ["expression_operands"]],
  ["!request.days", "bool", ["expression_arguments"]],
  ["-request.note", "double", ["expression_arguments"]],
  ["request.days ? 1 : 2", "double", ["expression_arguments"]],
  ["true ? 1 : 'x'", "double", ["expression_branches"]],
  ["has(now)", "bool", ["expression_arguments"]],
  ["has(request.note, 1)", "bool", ["expression_arguments"]],
  ["request.kind == 'anual'", "bool", ["expression_word"]],
  ["'anual' == request.kind", "bool", ["expression_word"]],
  ["request.kind in ['annual', 'x', 'y']", "bool", ["expression_word", "expression_word"]],
  ["steps.atasan.outcome == 'OK'", "bool", ["expression_word"]],
  [`'${"x".repeat(1023)}'`, "string", ["expression_too_long"]],
  [`'${"é".repeat(511)}é'`, "string", ["expression_too_long"]],
  [`${"(".repeat(21)}1${")".repeat(21)} > 0`, "bool", ["expression_too_deep"]],
  [Array.from({ length: 101 }, () => "true").join("&&"), "bool", ["expression_too_deep"]],
])("%s is refused as %s", (source, expected, wanted) => {
  expect(codes(source, expected)).toEqual(wanted);
});

test("what is wrong is said once: around it, anything fits", () => {
  for (const part of ["request.broken", "request.broken.from"]) {
    for (const source of [
      `${part} > 1`,
      `${part} == 'x'`,
      `${part} + 1`,
      `-${part}`,
      `!${part}`,
      `${part} ? 1 : 2`,
      `${part} && true`,
      `size(${part})`,
      `1 in ${part}`,
      `${part} in [1]`,
      `[${part}]`,
      `true ? ${part} : 1`,
    ]) {
      expect(
        codes(
          source,
          source.startsWith("-") || source.includes("?") || source.includes("+") || source.startsWith("size")
            ? "double"
            : "bool",
        ),
        source,
      ).toEqual([]);
    }
  }
  expect(codes("size(request.gone) > 1 && request.gone.contains('x')")).toEqual([
    "expression_field",
    "expression_field",
  ]);
  expect(valueIn({ ...filled, request: { broken: 1 } })("size(request.broken)")).toMatch(/^error: /);
});

test("it says which fields it reads", () => {
  expect([...fieldsRead(spec, "request.days > 1 && has(request.note) && now == now")]).toEqual(["days", "note"]);
  expect([...fieldsRead(spec, "request.days >")]).toEqual([]);
});

test("definitions with the same names share what is compiled, others do not", () => {
  const other = { fields: { days: { type: "text" } }, steps: {} } as const;
  expect(codes("request.days > 1")).toEqual([]);
  expect(checkExpression(other, "request.days > 1", "bool").ok).toBe(false);
  expect(checkExpression({ ...spec }, "request.days > 1", "bool").ok).toBe(true);
});

test("more expressions than are kept still have their values", () => {
  for (let n = 0; n < 2_100; n++) expect(value(`request.days + ${n} > ${n}`)).toBe(true);
  expect(value("request.days + 0 > 0")).toBe(true);
});
