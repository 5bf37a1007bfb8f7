import { describe, expect, test } from "vitest";
import { emptyFacts, grantOf, nowhere } from "../test/empty-facts.ts";
import { me } from "../test/random-facts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";
import { FactsPool } from "./facts-pool.ts";
import type { RawFacts, RawGrant } from "./raw-facts.ts";

const always = { from: null, until: null };
const departments = [
  { id: "top", parentId: null, schoolId: "A" },
  { id: "mid", parentId: "top", schoolId: "A" },
  { id: "low", parentId: "mid", schoolId: null },
  { id: "side", parentId: "top", schoolId: "A" },
];
const edges = [
  { childId: "r1", parentId: "r2" },
  { childId: "r2", parentId: "r3" },
  { childId: "r1", parentId: "r3" },
];
const ofRole = (id: string, subjectId: string, parts: Partial<RawGrant> = {}) =>
  grantOf({ id, subjectKind: "role", subjectId, ...parts });
const role = (roleId: string, parts: object = {}) => ({
  id: `has-${roleId}`,
  roleId,
  code: roleId,
  anchor: nowhere,
  ...always,
  ...parts,
});
const position = (departmentId: string | null, parts: object = {}) => ({
  assignmentId: `at-${departmentId}`,
  positionId: "p",
  code: "p",
  anchor: { schoolId: null, departmentId },
  acting: false,
  ...always,
  ...parts,
});
const compiled = (parts: Partial<RawFacts>, at = 0, pool?: FactsPool) =>
  compileFacts({ ...emptyFacts, departments, ...parts }, at, pool);
const stepsOf = (facts: ReturnType<typeof compiled>, code = "user:read") =>
  facts.roles.map(({ chain }) =>
    chain.stepsFor(code).map(({ distance, rules }) => [distance, ...rules.map(({ id }) => id)]),
  );

describe("a role's chain", () => {
  test("has each role at its shortest distance, and leaves out those without rules", () => {
    const grants = [ofRole("own", "r1"), ofRole("far", "r3"), ofRole("other", "r9")];
    expect(stepsOf(compiled({ grants, roleEdges: edges, roleAssignments: [role("r1")] }))).toEqual([
      [
        [0, "own"],
        [1, "far"],
      ],
    ]);
    const chain = compiled({ grants, roleEdges: edges.slice(0, 2), roleAssignments: [role("r1")] }).roles[0]?.chain;
    expect(chain?.stepsFor("user:read").map(({ distance }) => distance)).toEqual([0, 2]);
    expect(chain?.pathTo("r3")).toEqual(["r1", "r2", "r3"]);
  });

  test("comes to an end where roles take over from one another, and never comes back to its head", () => {
    const circle = [...edges, { childId: "r3", parentId: "r1" }, { childId: "r3", parentId: "r2" }];
    const facts = compiled({ grants: [ofRole("own", "r1")], roleEdges: circle, roleAssignments: [role("r1")] });
    expect(stepsOf(facts)).toEqual([[[0, "own"]]]);
    expect(facts.roles[0]?.chain.pathTo("r1")).toEqual(["r1"]);
  });

  test("is the way by the first of two that are equally near, whatever the order of the rows", () => {
    const diamond = [
      { childId: "head", parentId: "b" },
      { childId: "head", parentId: "a" },
      { childId: "a", parentId: "foot" },
      { childId: "b", parentId: "foot" },
    ];
    for (const roleEdges of [diamond, diamond.toReversed()]) {
      const facts = compiled({ grants: [ofRole("g", "foot")], roleEdges, roleAssignments: [role("head")] });
      expect(facts.roles[0]?.chain.pathTo("foot")).toEqual(["head", "a", "foot"]);
    }
  });
});

describe("a position's chain", () => {
  const ofDepartments = ["top", "mid", "low", "side"].map((id) =>
    grantOf({ id: `of ${id}`, subjectKind: "department", subjectId: id }),
  );
  const own = grantOf({ id: "own", subjectKind: "position", subjectId: "p" });
  const rulesOf = (departmentId: string | null, pool = new FactsPool()) =>
    compiled({ grants: [own, ...ofDepartments], positions: [position(departmentId)] }, 0, pool).positions.flatMap(
      ({ chain }) => chain.rulesFor("user:read").map(({ id }) => id),
    );

  test("is of the position and of the department that it is held in, with all above", () => {
    expect(rulesOf("low")).toEqual(["of low", "of mid", "of top", "own"]);
    expect(rulesOf("top")).toEqual(["of top", "own"]);
    expect(rulesOf(null)).toEqual(["own"]);
    expect(rulesOf("gone")).toEqual(["own"]);
  });

  test("is shared by those who hold it in the same department, and by no others", () => {
    const pool = new FactsPool();
    expect(rulesOf("low", pool)).toHaveLength(4);
    expect(rulesOf("side", pool)).toEqual(["of side", "of top", "own"]);
    expect(rulesOf(null, pool)).toEqual(["own"]);
    expect([...pool.positions.keys()].sort()).toEqual(["p ", "p low", "p side"]);
  });
});

test("people of one pool share roles, positions and anchors, and the second one costs only their own", () => {
  const parts = {
    grants: [ofRole("g", "r1"), grantOf({ id: "h", subjectKind: "position", subjectId: "p" })],
    roleAssignments: [role("r1", { anchor: { schoolId: "A", departmentId: "mid" } })],
    positions: [position("mid")],
  };
  const pool = new FactsPool();
  const [first, second] = [compiled(parts, 0, pool), compiled({ ...parts, userId: "other" }, 0, pool)];
  expect(second.roles[0]?.chain).toBe(first.roles[0]?.chain);
  expect(second.positions[0]?.chain).toBe(first.positions[0]?.chain);
  expect(second.roles[0]?.anchor).toBe(first.roles[0]?.anchor);
  expect(second.roleChains).toEqual(first.roleChains);
  // The entry and two holdings; the first one made two chains of one rule each, and one anchor with five ids.
  expect(second.bytes).toBe(600 + 2 * 160);
  // The position's anchor has its department's school, as the role's has: it is one.
  expect(first.bytes).toBe(second.bytes + 2 * (160 + 240) + 160 + 4 * 80);
});

test("an anchor that is no department has no ids to be counted", () => {
  expect(compiled({ roleAssignments: [role("r1")] }).bytes).toBe(600 + 160 + 160 + 160);
});

test("a delegation counts with every link of its line", () => {
  const rows = [
    { id: "d", delegatorId: "boss", delegateId: me, codes: ["user:*"], parentId: "up", ...always },
    { id: "up", delegatorId: "chief", delegateId: "boss", codes: ["user:*"], parentId: null, ...always },
  ];
  const people = new Map(["boss", "chief"].map((userId) => [userId, compiled({ userId, delegations: [] })]));
  const { bytes } = compileFacts({ ...emptyFacts, delegations: rows }, 0, undefined, people);
  expect(bytes).toBe(600 + 2 * 400);
});

describe("an anchor", () => {
  const anchorOf = (schoolId: string | null, departmentId: string | null) =>
    compiled({ roleAssignments: [role("r1", { anchor: { schoolId, departmentId } })] }).roles[0]?.anchor;

  test("knows what lies below and above, and the school of its department", () => {
    expect(anchorOf(null, "mid")).toEqual({
      schoolId: "A",
      departmentId: "mid",
      departmentSchoolId: "A",
      subtree: new Set(["mid", "low"]),
      lineage: new Set(["mid", "top"]),
    });
    expect(anchorOf("B", "low")).toMatchObject({ schoolId: "B", departmentSchoolId: null });
    expect(anchorOf(null, "low")).toMatchObject({ schoolId: null, lineage: new Set(["low", "mid", "top"]) });
    expect(anchorOf("B", null)).toEqual({
      schoolId: "B",
      departmentId: null,
      departmentSchoolId: null,
      subtree: null,
      lineage: null,
    });
    expect(anchorOf(null, "gone")).toMatchObject({ departmentSchoolId: null, lineage: new Set(["gone"]) });
  });

  test("is another one for another place", () => {
    const pool = new FactsPool();
    const places = [
      [null, null],
      ["A", null],
      [null, "A"],
      ["B", "mid"],
      [null, "mid"],
    ] as const;
    compiled(
      {
        roleAssignments: places.map(([schoolId, departmentId], n) =>
          role("r1", { id: `${n}`, anchor: { schoolId, departmentId } }),
        ),
      },
      0,
      pool,
    );
    expect([...pool.anchors.keys()]).toEqual([" ", "A ", " A", "B mid", "A mid"]);
  });
});

test("holdings come by the ids of their assignments and own rules by their anchors, so that one rule decides in any order", () => {
  const grants = ["B", "A", "C"].map((schoolId) => grantOf({ id: schoolId, anchor: { schoolId, departmentId: null } }));
  const held = ["c", "a", "b"].map((id) => role("r1", { id }));
  const seats = ["z", "x", "y"].map((assignmentId) => position(null, { assignmentId }));
  for (const turn of [<Item>(list: Item[]) => list, <Item>(list: Item[]) => list.toReversed()]) {
    const facts = compiled({ grants: turn(grants), roleAssignments: turn(held), positions: turn(seats) });
    expect(facts.direct.map(({ anchor }) => anchor.schoolId)).toEqual(["A", "B", "C"]);
    expect(facts.roles.map(({ assignmentId }) => assignmentId)).toEqual(["a", "b", "c"]);
    expect(facts.positions.map(({ assignmentId }) => assignmentId)).toEqual(["x", "y", "z"]);
    expect(decide(facts, { code: "user:read", target: {} }, 0).ruleId).toBe("A");
  }
});

describe("windows", () => {
  test("of holdings are half-open, and those without bounds say so", () => {
    const windows = [always, { from: 3, until: null }, { from: null, until: 9 }, { from: 3, until: 9 }];
    const { roles } = compiled({ roleAssignments: windows.map((open, n) => role("r1", { id: `${n}`, ...open })) });
    expect(roles.map(({ isTimeless, from, until }) => [isTimeless, from, until])).toEqual([
      [true, -Infinity, Infinity],
      [false, 3, Infinity],
      [false, -Infinity, 9],
      [false, 3, 9],
    ]);
    const { direct } = compiled({ grants: [grantOf({ from: 3 })] });
    expect(direct.map(({ kind, isTimeless, code }) => [kind, isTimeless, code])).toEqual([["user", true, null]]);
    const rules = compiled({ grants: windows.map((open, n) => grantOf({ id: `${n}`, ...open })) }).direct[0]?.chain;
    expect(rules?.rulesFor("user:read").map(({ isTimeless }) => isTimeless)).toEqual([true, false, false, false]);
  });

  test("say when something changes next, whatever has them", () => {
    const guardrail = {
      id: "g",
      kind: "other" as const,
      code: "user:*",
      resource: null,
      condition: null,
      from: 40,
      until: null,
    };
    const delegation = {
      id: "d",
      delegatorId: "boss",
      delegateId: me,
      codes: ["user:*"],
      parentId: null,
      from: 50,
      until: 90,
    };
    const parts = {
      grants: [grantOf({ until: 10 })],
      roleAssignments: [role("r1", { from: 20 })],
      positions: [position(null, { until: 30 })],
      guardrails: [guardrail],
      delegations: [delegation],
    };
    const next = (at: number) => compiled(parts, at).nextChangeAt;
    expect([0, 10, 20, 30, 40, 50, 90].map(next)).toEqual([10, 20, 30, 40, 50, 90, Infinity]);
    const boss = compiled({ userId: "boss", grants: [grantOf({ subjectId: "boss", until: 60 })], delegations: [] });
    const withBoss = (at: number) =>
      compileFacts({ ...emptyFacts, delegations: [delegation] }, at, undefined, new Map([["boss", boss]])).nextChangeAt;
    expect([0, 50, 60].map(withBoss)).toEqual([50, 60, 90]);
  });
});

test("facts say whether anything of them reads the time or the request, be it one rule of many or a delegator's", () => {
  const reads = ({ readsNow, readsRequest }: { readsNow: boolean; readsRequest: boolean }) => [readsNow, readsRequest];
  const now = 'now > timestamp("2026-01-01T00:00:00Z")';
  const request = 'request.channel == "web"';
  const guardrail = { id: "g", kind: "other" as const, code: "user:*", resource: null, ...always };
  const others = { roleAssignments: [role("r1")], positions: [position(null)] };
  expect(reads(compiled(others))).toEqual([false, false]);
  expect(reads(compiled({ ...others, grants: [grantOf({ condition: now })] }))).toEqual([true, false]);
  expect(reads(compiled({ ...others, guardrails: [{ ...guardrail, condition: request }] }))).toEqual([false, true]);
  expect(reads(compiled({ ...others, guardrails: [{ ...guardrail, condition: now }] }))).toEqual([true, false]);
  const boss = compiled({ userId: "boss", grants: [grantOf({ subjectId: "boss", condition: request })] });
  const delegations = [
    { id: "d", delegatorId: "boss", delegateId: me, codes: ["user:*"], parentId: null, ...always },
    { id: "e", delegatorId: "nobody", delegateId: me, codes: ["user:*"], parentId: null, ...always },
  ];
  const people = new Map([["boss", boss]]);
  expect(reads(compileFacts({ ...emptyFacts, ...others, delegations }, 0, undefined, people))).toEqual([false, true]);
});

test("holdings say what they are, and who acts", () => {
  const facts = compiled({
    grants: [grantOf({})],
    roleAssignments: [role("r1")],
    positions: [position(null, { acting: true }), position("top")],
  });
  const said = [...facts.direct, ...facts.roles, ...facts.positions].map(({ kind, subjectId, code, acting }) => [
    kind,
    subjectId,
    code,
    acting,
  ]);
  expect(said).toEqual([
    ["user", me, null, false],
    ["role", "r1", "r1", false],
    ["position", "p", "p", true],
    ["position", "p", "p", false],
  ]);
  expect([facts.disabledModules, compiled({ disabledModules: ["access"] }).disabledModules]).toEqual([
    null,
    new Set(["access"]),
  ]);
});
