import { workflowProblemOutput, workflowProblems, workflowSpecSchema } from "@gloria/contracts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brokenContents } from "./broken-contents.fixture.ts";
import { brokenPaths } from "./broken-paths.fixture.ts";
import { approval, definition, smallWorld } from "./definition-parts.fixture.ts";
import { checkDefinition, unknownWorld } from "./index.ts";
import { isCron } from "./is-cron.ts";
import { jsonBytes } from "./json-bytes.ts";

const brokenDefinitions = [...brokenPaths, ...brokenContents];

const found = (input: unknown, world = smallWorld) =>
  checkDefinition(input, world).problems.map(({ path, code }) => `${path.join(".")}: ${code}`);

describe("a broken definition gets all its problems, each with its path", () => {
  test.each(brokenDefinitions)("%s", (_, input, expected) => {
    expect(found(input)).toEqual(expected);
  });

  test("and what each code carries", () => {
    for (const [name, input] of brokenDefinitions) {
      const { problems } = checkDefinition(input, smallWorld);
      for (const problem of problems) {
        expect(Object.keys(problem.params).sort(), name).toEqual([...workflowProblems[problem.code]].sort());
        expect(workflowProblemOutput.safeParse(problem).success, name).toBe(true);
      }
    }
  });

  test("of at least sixty kinds", () => {
    const codes = new Set(
      brokenDefinitions.flatMap(([, input]) => checkDefinition(input, smallWorld).problems.map(({ code }) => code)),
    );
    expect(brokenDefinitions.length).toBeGreaterThan(60);
    // All there are, but for: more than a thousand at once, and what only expressions on their own can show.
    expect(
      Object.keys(workflowProblems)
        .filter((code) => !codes.has(code as never))
        .sort(),
    ).toEqual([
      "expression_arguments",
      "expression_branches",
      "expression_zone",
      "invalid",
      "more_problems",
      "too_short",
    ]);
  });
});

test("the spec comes with it when its form is right, whatever else is wrong", () => {
  expect(checkDefinition(definition({ a: approval(), b: approval() }), smallWorld).spec).toMatchObject({
    key: "coba",
    maxRevisions: 3,
    steps: { a: { onEmpty: "ADMIN_RESCUE" } },
  });
  expect(checkDefinition(definition({ a: {} }), smallWorld).spec).toBeNull();
});

/** The example of the design. */
const leave = {
  schema: 1,
  key: "cuti",
  subject: "leave_request",
  fields: { days: "double", type: "string", amount: "double" },
  start: "atasan",
  calendar: "@school",
  onePerSubject: true,
  maxRevisions: 3,
  steps: {
    atasan: {
      type: "approval",
      assign: [{ by: "managerChain", of: "@requester", levels: 1 }],
      strategy: { kind: "ALL" },
      sla: {
        due: "P2BD",
        remind: ["PT8BH"],
        escalate: [
          { after: "P2BD", do: "addApprover", to: { by: "managerChain", of: "@requester", levels: 2 } },
          { after: "P4BD", do: "reject" },
        ],
      },
      on: { APPROVED: "gate", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    gate: { type: "condition", cases: [{ when: "request.days > 5.0", to: "komite" }], else: "catat" },
    komite: {
      type: "approval",
      assign: [
        { by: "position", id: "KEPSEK", weight: 3, veto: true },
        { by: "department", id: "HR", role: "head", weight: 2 },
        { by: "role", id: "FINANCE", weight: 1 },
      ],
      strategy: { kind: "WEIGHTED", threshold: 60 },
      onEmpty: "FALLBACK",
      fallback: { by: "role", id: "FINANCE" },
      on: { APPROVED: "catat", REJECTED: "endRejected" },
    },
    catat: {
      type: "action",
      use: "balance.deduct",
      with: { kind: "cuti_tahunan", amount: { cel: "request.days" } },
      retry: { max: 5, backoff: "PT10S" },
      onCancel: "balance.restore",
      next: "kabar",
    },
    kabar: { type: "notification", template: "leave.approved", to: ["@requester"], next: "endApproved" },
  },
};

describe("nothing is wrong with", () => {
  test("the example of the design", () => {
    expect(found(leave)).toEqual([]);
    expect(checkDefinition(leave, smallWorld).spec).toEqual(workflowSpecSchema.parse(leave));
  });

  test("names that nobody has looked up", () => {
    const names = definition(
      {
        a: approval({
          assign: [
            { by: "position", id: "RAJA" },
            { by: "role", id: "RAJA" },
            { by: "department", id: "RAJA" },
          ],
          on: { APPROVED: "b", REJECTED: "c" },
        }),
        b: { type: "action", use: "x.y", next: "d" },
        c: { type: "subflow", workflow: "x", on: { APPROVED: "endApproved", REJECTED: "endRejected" } },
        d: {
          type: "wait",
          for: [
            { message: "x", to: "e" },
            { until: "P1D", to: "e" },
          ],
        },
        e: { type: "notification", template: "x", to: ["@field:who"], next: "f" },
        f: { type: "end", outcome: "CANCELLED" },
      },
      {
        calendar: "X",
        triggers: [
          { on: "event", event: "x" },
          { on: "webhook" },
          { on: "schedule", cron: "0 7 * * 1", zone: "Asia/Jakarta" },
        ],
      },
    );
    expect(found(names, unknownWorld)).toEqual([]);
  });

  test("loops in which somebody decides, nested branches, and four eyes across branches", () => {
    const nested = definition({
      a: approval({ on: { APPROVED: "p", REJECTED: "endRejected", RETURNED: "@requester", EXPIRED: "a" } }),
      p: {
        type: "parallel",
        branches: { x: { start: "q", when: "request.days > 1" }, y: { start: "y" } },
        join: { kind: "ANY" },
        next: "b",
      },
      q: {
        type: "parallel",
        branches: { x: { start: "qx" }, y: { start: "qy" } },
        join: { kind: "N", count: 2 },
        next: "@join",
      },
      qx: approval({ on: { APPROVED: "@join", REJECTED: "endRejected" }, distinctFrom: ["a", "qy", "y"] }),
      qy: approval({ on: { APPROVED: "@join", REJECTED: "qy" } }),
      y: approval({ on: { APPROVED: "@join", REJECTED: "@join" }, distinctFrom: ["qx"] }),
      b: approval({
        on: { APPROVED: "endApproved", REJECTED: "a" },
        assign: [{ by: "previousApproverChoice", step: "qx" }],
        distinctFrom: ["b"],
      }),
    });
    expect(found(nested)).toEqual([]);
  });

  test("four eyes with a step of another branch, which may come first", () => {
    const aside = definition({
      a: { type: "parallel", branches: { x: { start: "p" }, y: { start: "y" } }, next: "endApproved" },
      p: { type: "parallel", branches: { x: { start: "px" }, y: { start: "py" } }, next: "@join" },
      px: approval({ on: { APPROVED: "@join", REJECTED: "endRejected" }, distinctFrom: ["y"] }),
      py: approval({ on: { APPROVED: "@join", REJECTED: "endRejected" }, distinctFrom: ["px"] }),
      y: approval({ on: { APPROVED: "@join", REJECTED: "endRejected" }, distinctFrom: ["py", "y"] }),
    });
    expect(found(aside)).toEqual(["steps.y.distinctFrom.1: not_before"]);
  });

  test("a quorum and points that can be reached, or that nobody can count", () => {
    const strategies = [
      { kind: "QUORUM", count: 3 },
      { kind: "WEIGHTED", points: 30 },
      { kind: "WEIGHTED", threshold: 100 },
    ];
    for (const strategy of strategies) expect(found(definition({ a: approval({ strategy }) }))).toEqual([]);
    const seats = new Map([["steps.a.assign.0", 3]]);
    const quorum = definition({ a: approval({ strategy: { kind: "QUORUM", count: 4 } }) });
    expect(found(quorum, { ...smallWorld, seats })).toEqual(["steps.a.strategy.count: quorum_unreachable"]);
    const points = definition({
      a: approval({ assign: [{ by: "position", id: "KEPSEK", weight: 2 }], strategy: { kind: "WEIGHTED", points: 6 } }),
    });
    expect(found(points, { ...smallWorld, seats })).toEqual([]);
    const chair = definition({
      a: approval({
        assign: [{ by: "position", id: "KEPSEK", chair: true }],
        strategy: { kind: "MAJORITY", tie: "CHAIR" },
      }),
    });
    expect(found(chair)).toEqual([]);
  });
});

describe("what is very large", () => {
  const long = (steps: number, step: (n: number) => unknown) =>
    definition(Object.fromEntries(Array.from({ length: steps }, (_, n) => [`s${n}`, step(n)])), { start: "s0" });
  const forward = (steps: number) =>
    long(steps, (n) =>
      approval({
        on: { APPROVED: n + 1 < steps ? `s${n + 1}` : "endApproved", REJECTED: n === 0 ? "endRejected" : `s${n - 1}` },
        distinctFrom: ["s0"],
      }),
    );

  test("ten thousand steps are looked at all the same", () => {
    expect(found(forward(10_000))).toEqual([": too_large", "steps: too_many"]);
  });

  test("parallels in parallels, thousands deep", () => {
    const deep = long(3_000, (n) =>
      n === 2_999
        ? approval({ on: { APPROVED: "@join", REJECTED: "@join" } })
        : {
            type: "parallel",
            branches: { x: { start: `s${n + 1}` }, y: { start: "endApproved" } },
            join: { kind: "ANY" },
            next: n === 0 ? "endApproved" : "@join",
          },
    );
    expect(found(deep)).toEqual([": too_large", "steps: too_many"]);
  });

  test("no more than a thousand problems are told", () => {
    const { problems } = checkDefinition(
      long(5_000, () => ({})),
      smallWorld,
    );
    expect(problems).toHaveLength(1_001);
    expect(problems.at(-1)).toEqual({ path: [], code: "more_problems", params: { number: 1 + 5_000 + 4_999 - 1_000 } });
  });

  test("a list nested a hundred thousand deep is no definition", () => {
    let nested: unknown = [];
    for (let n = 0; n < 100_000; n++) nested = [nested];
    expect(found(nested)).toEqual([": wrong_type"]);
    expect(found(definition({ a: approval({ assign: nested }) }))).toEqual(["steps.a.assign.0: wrong_type"]);
  });
});

test("the size is that of the JSON", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const bytes = Buffer.byteLength(JSON.stringify(value));
      expect(jsonBytes(value, 1e9)).toBe(bytes);
      expect(jsonBytes(value, bytes - 1)).toBeGreaterThan(bytes - 1);
    }),
  );
  expect(jsonBytes(undefined, 10)).toBe(0);
});

test("whatever it is given, it answers", () => {
  const anything = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(
        "a",
        "b",
        "@join",
        "@requester",
        "endApproved",
        "approval",
        "parallel",
        "request.days > 1",
        "P2BD",
        1,
        true,
        null,
      ),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          "type",
          "on",
          "to",
          "next",
          "cases",
          "when",
          "branches",
          "start",
          "assign",
          "by",
          "id",
          "with",
          "cel",
          "for",
          "sla",
          "escalate",
          "APPROVED",
          "a",
          "b",
          "__proto__",
          "constructor",
        ),
        tie("value"),
        { maxKeys: 5 },
      ),
    ),
  })).value;
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("a", "b", "c"), anything),
      fc.dictionary(fc.constantFrom("x", "y"), anything),
      (steps, fields) => {
        const { problems, spec } = checkDefinition(definition(steps, { fields }), smallWorld);
        expect(spec === null ? problems.length > 0 : true).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ["0 7 * * 1", true],
  ["*/15 0-6,22,23 1-31/2 jan-MAR sun,7", true],
  ["0 7 * *", false],
  ["0 7 * * 1 2", false],
  ["60 * * * *", false],
  ["* 24 * * *", false],
  ["* * 0 * *", false],
  ["* * * foo *", false],
  ["5-1 * * * *", false],
  ["1-2-3 * * * *", false],
  ["*/0 * * * *", false],
  ["*/2/2 * * * *", false],
  ["5/2 * * * *", false],
  ["1, * * * *", false],
  ["-1 * * * *", false],
  ["1-99 * * * *", false],
])("the schedule %s: %s", (cron, expected) => {
  expect(isCron(cron)).toBe(expected);
});
