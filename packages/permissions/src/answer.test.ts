import { findPermission, type PermissionDefinition } from "@gloria/contracts";
import { describe, expect, test } from "vitest";
import { emptyFacts, grantOf } from "../test/empty-facts.ts";
import { me } from "../test/random-facts.ts";
import { allowProbes } from "./allow-probes.ts";
import { delegationStatus } from "./answer.ts";
import { compileFacts } from "./compile-facts.ts";
import type { CompiledFacts } from "./compiled-facts.ts";
import { decide } from "./decide.ts";
import type { RawDelegation, RawFacts, RawGrant } from "./raw-facts.ts";
import type { Trace } from "./trace.ts";

const school = (schoolId: string) => ({ schoolId, departmentId: null });
const always = { from: null, until: null };
const resource = { type: "document", id: "x" };

function permissionOf(code: string): PermissionDefinition {
  const found = findPermission(code);
  if (found === null) throw new Error(`there is no ${code}`);
  return found;
}

function delegationOf(parts: Partial<RawDelegation>): RawDelegation {
  return { id: "d", delegatorId: "a", delegateId: me, codes: ["user:read"], parentId: null, ...always, ...parts };
}

/** The user's facts with those of people who delegate, each with some grants. */
function withDelegators(raw: Partial<RawFacts>, people: Readonly<Record<string, readonly Partial<RawGrant>[]>>) {
  const delegators = new Map(
    Object.entries(people).map(([userId, grants]) => [
      userId,
      compileFacts(
        { ...emptyFacts, userId, grants: grants.map((parts) => grantOf({ subjectId: userId, ...parts })) },
        0,
      ),
    ]),
  );
  return compileFacts({ ...emptyFacts, ...raw }, 0, undefined, delegators);
}

describe("asked about anywhere", () => {
  const anywhere = (facts: CompiledFacts, code = "user:read") => {
    const trace: Trace = { candidates: [], question: null };
    const decision = decide(facts, { code }, 0);
    expect(decide(facts, { code }, 0, trace)).toEqual(decision);
    return { decision, target: trace.question?.target };
  };

  test("the first place where it is allowed is named", () => {
    const facts = compileFacts(
      {
        ...emptyFacts,
        grants: [
          grantOf({ id: "a", scope: "SCHOOL", anchor: school("school-a") }),
          grantOf({ id: "b", scope: "SCHOOL", anchor: school("school-b") }),
        ],
      },
      0,
    );
    expect(anywhere(facts)).toEqual({
      decision: { allowed: true, layer: "DIRECT", ruleId: "a", reason: "allowed" },
      target: { ownerId: null, departmentIds: [], schoolIds: ["school-a"] },
    });
  });

  test("the first that is refused is named where all are", () => {
    const at = (schoolId: string) => ({ scope: "SCHOOL", anchor: school(schoolId) }) as const;
    const facts = compileFacts(
      {
        ...emptyFacts,
        grants: ["school-a", "school-b"].flatMap((id) => [
          grantOf({ id: `allow ${id}`, ...at(id) }),
          grantOf({ id: `deny ${id}`, ...at(id), effect: "DENY" }),
        ]),
      },
      0,
    );
    expect(anywhere(facts)).toEqual({
      decision: { allowed: false, layer: "DIRECT", ruleId: "deny school-a", reason: "denied_by_rule" },
      target: { ownerId: null, departmentIds: [], schoolIds: ["school-a"] },
    });
  });

  test("a guardrail stands also where nothing is allowed", () => {
    const guardrails = [
      { id: "g", kind: "other", code: "user:*", resource: null, condition: null, ...always },
    ] as const;
    expect(anywhere(compileFacts({ ...emptyFacts, guardrails }, 0)).decision).toMatchObject({
      reason: "forbidden",
      ruleId: "g",
    });
  });

  test("nobody looks for a place of somebody who may do nothing at all", () => {
    const { decision, target } = anywhere(compileFacts({ ...emptyFacts, userActive: false, grants: [grantOf({})] }, 0));
    expect(decision.reason).toBe("user_inactive");
    expect(target).toBeUndefined();
  });

  test("a condition on the thing may be met by some thing", () => {
    const facts = (condition: string, effect: "ALLOW" | "DENY" = "ALLOW") =>
      compileFacts(
        {
          ...emptyFacts,
          grants: [grantOf({ condition, effect }), grantOf({ id: "other" })].slice(0, effect === "DENY" ? 2 : 1),
        },
        0,
      );
    expect(anywhere(facts('target.status == "active"')).decision.allowed).toBe(true);
    expect(anywhere(facts('target.status == "active"', "DENY")).decision.allowed).toBe(true);
    expect(anywhere(facts("actor.schoolId == null && false")).decision.allowed).toBe(false);
  });

  test("a right that came down a line of two is found where its holder has it", () => {
    const delegations = [
      delegationOf({ id: "top", delegatorId: "b", delegateId: "a" }),
      delegationOf({ id: "end", parentId: "top" }),
    ];
    const facts = withDelegators({ delegations }, { a: [], b: [{ scope: "SCHOOL", anchor: school("school-a") }] });
    expect(anywhere(facts)).toMatchObject({
      decision: { allowed: true, layer: "DELEGATION", ruleId: "end" },
      target: { schoolIds: ["school-a"] },
    });
  });
});

test("a permission that the tenant added is one like any other", () => {
  const addition = { module: "extra", group: "extra", delegable: true, sensitive: false, definitiveOnly: false };
  const grants = [grantOf({ code: "extra.thing:read" })];
  const query = { code: "extra.thing:read", target: {} };
  const added = compileFacts({ ...emptyFacts, additions: [{ ...addition, code: "extra.thing:read" }], grants }, 0);
  expect(decide(added, query, 0).allowed).toBe(true);
  expect(decide(compileFacts({ ...emptyFacts, grants }, 0), query, 0).reason).toBe("unknown_permission");
});

test("of rules about one thing a DENY wins, whoever brings it along", () => {
  const raw = (own: "ALLOW" | "DENY", role: "ALLOW" | "DENY"): RawFacts => ({
    ...emptyFacts,
    grants: [
      grantOf({ id: "own", resource, effect: own }),
      grantOf({ id: "role", subjectKind: "role", subjectId: "r", resource, effect: role }),
    ],
    roleAssignments: [{ id: "assigned", roleId: "r", code: "r", anchor: school("school-a"), ...always }],
  });
  const ruleOf = (own: "ALLOW" | "DENY", role: "ALLOW" | "DENY") => {
    const { allowed, ruleId } = decide(compileFacts(raw(own, role), 0), { code: "user:read", target: { resource } }, 0);
    return [allowed, ruleId];
  };
  expect(ruleOf("ALLOW", "ALLOW")).toEqual([true, "own"]);
  expect(ruleOf("DENY", "ALLOW")).toEqual([false, "own"]);
  expect(ruleOf("ALLOW", "DENY")).toEqual([false, "role"]);
});

describe("delegations", () => {
  const statusOf = (parts: Partial<RawDelegation>, code = "user:read", at = 0) => {
    const facts = withDelegators({ delegations: [delegationOf(parts)] }, { a: [{ code: "*:*" }] });
    const [delegation] = facts.delegations;
    if (delegation === undefined) throw new Error("there is no delegation");
    const permission = permissionOf(code);
    return delegationStatus(delegation, {
      facts,
      permission,
      at,
      request: undefined,
      target: {},
      region: undefined,
      anywhere: false,
    });
  };

  test("say why they do not count", () => {
    expect(statusOf({})).toBe("applies");
    expect(statusOf({}, "school:read")).toBe("other_permission");
    expect(statusOf({ until: 5 }, "user:read", 5)).toBe("expired");
    expect(statusOf({ from: 5 }, "user:read", 4)).toBe("not_started");
    expect(statusOf({ codes: ["user:*"] }, "user:purge")).toBe("not_delegable");
    expect(statusOf({ delegatorId: "nobody" })).toBe("inert");
  });

  test("name each of their permissions, and begin and end as they say", () => {
    expect(statusOf({ codes: ["school:read", "user:read"] })).toBe("applies");
    // An instant before 1970 is one, too.
    expect(statusOf({}, "user:read", -1)).toBe("applies");
    expect(statusOf({ from: -5 }, "user:read", -1)).toBe("applies");
  });

  test.each([[["b", "a", "c"]], [["c", "b", "a"]], [["a", "b", "c"]]])("%j: the first by id counts", (ids) => {
    const facts = withDelegators({ delegations: ids.map((id) => delegationOf({ id })) }, { a: [{}] });
    expect(facts.delegations.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(decide(facts, { code: "user:read", target: {} }, 0).ruleId).toBe("a");
  });

  test("that come back to where they went out are worth nothing, also where the delegator holds the right", () => {
    const delegations = [
      delegationOf({ id: "out", delegatorId: me, delegateId: "a" }),
      delegationOf({ id: "back", parentId: "out" }),
    ];
    const facts = withDelegators({ delegations }, { a: [{}], [me]: [] });
    expect(decide(facts, { code: "user:read", target: {} }, 0).allowed).toBe(false);
  });

  test("ask the delegator about the delegate's own things", () => {
    const facts = withDelegators(
      { delegations: [delegationOf({})] },
      { a: [{ id: "all" }, { id: "own", scope: "OWN", effect: "DENY" }] },
    );
    expect(decide(facts, { code: "user:read", region: { scope: "OWN" } }, 0).allowed).toBe(true);
    expect(decide(facts, { code: "user:read", region: { scope: "OWN", ownerId: "a" } }, 0).allowed).toBe(false);
  });
});

test("probes name a place of each ALLOW and a thing of its holder's own, by layer", () => {
  const role = { subjectKind: "role", subjectId: "r" } as const;
  const position = { subjectKind: "position", subjectId: "p" } as const;
  const facts = withDelegators(
    {
      grants: [
        grantOf({ id: "direct" }),
        grantOf({ id: "denied", effect: "DENY" }),
        grantOf({ id: "over", until: 0 }),
        grantOf({ id: "about", resource }),
        grantOf({ id: "not about", resource, effect: "DENY" }),
        grantOf({ id: "role", ...role, scope: "SCHOOL" }),
        grantOf({ id: "position", ...position, scope: "DEPARTMENT" }),
      ],
      roleAssignments: [{ id: "assigned", roleId: "r", code: "r", anchor: school("school-a"), ...always }],
      positions: [
        {
          assignmentId: "held",
          positionId: "p",
          code: "p",
          anchor: { schoolId: null, departmentId: "a-top" },
          acting: false,
          ...always,
        },
      ],
      departments: [{ id: "a-top", parentId: null, schoolId: "school-a" }],
      delegations: [
        delegationOf({}),
        delegationOf({ id: "over", until: 0 }),
        delegationOf({ id: "other", codes: ["user:update"] }),
      ],
    },
    { a: [{ id: "theirs", scope: "SCHOOL", anchor: school("school-b") }] },
  );
  const inquiry = { facts, permission: permissionOf("user:read"), at: 0, request: undefined };
  const found = [...allowProbes(inquiry)].map(({ layer, rule, ownerId, probe, delegation }) => [
    layer,
    rule.id,
    ownerId,
    delegation?.id ?? null,
    probe,
  ]);
  const none = { departmentIds: [], schoolIds: [] };
  const mine = { ownerId: me, ...none };
  expect(found).toEqual([
    ["RESOURCE", "about", me, null, { ownerId: null, ...none, resource }],
    ["RESOURCE", "about", me, null, { ...mine, resource }],
    ["DIRECT", "direct", me, null, { ownerId: null, ...none }],
    ["DIRECT", "direct", me, null, mine],
    ["ROLE", "role", me, null, { ownerId: null, departmentIds: [], schoolIds: ["school-a"] }],
    ["ROLE", "role", me, null, mine],
    ["POSITION", "position", me, null, { ownerId: null, departmentIds: ["a-top"], schoolIds: ["school-a"] }],
    ["POSITION", "position", me, null, mine],
    ["DELEGATION", "theirs", "a", "d", { ownerId: null, departmentIds: [], schoolIds: ["school-b"] }],
    ["DELEGATION", "theirs", "a", "d", { ownerId: "a", ...none }],
  ]);
  const purge = { ...inquiry, permission: permissionOf("user:purge") };
  expect([
    ...allowProbes({
      ...purge,
      facts: withDelegators({ delegations: [delegationOf({ codes: ["user:*"] })] }, { a: [{ code: "*:*" }] }),
    }),
  ]).toEqual([]);
});

const nobody = { departmentIds: [], schoolIds: [] };
const inA = { departmentIds: [], schoolIds: ["school-a"] };
const top = { departmentIds: ["a-top"], schoolIds: ["school-a"] };
const wide = { departmentIds: ["wide"], schoolIds: [] };

test.each([
  ["ALL", null, null, [nobody]],
  ["ALL", "school-a", "a-top", [nobody]],
  ["SCHOOL", null, null, []],
  ["SCHOOL", "school-a", null, [inA]],
  ["SCHOOL", "school-a", "a-top", [inA, top]],
  ["SCHOOL", null, "wide", [wide]],
  ["SCHOOL", "school-a", "wide", [inA, wide]],
  ["DEPARTMENT", null, null, []],
  ["DEPARTMENT", "school-a", null, []],
  ["DEPARTMENT", "school-a", "a-top", [top]],
  ["DEPARTMENT", null, "wide", [wide]],
  ["OWN", "school-a", "a-top", []],
] as const)("probes of %s at school %s and department %s", (scope, schoolId, departmentId, places) => {
  const facts = compileFacts(
    {
      ...emptyFacts,
      grants: [grantOf({ scope, anchor: { schoolId, departmentId } })],
      departments: [
        { id: "a-top", parentId: null, schoolId: "school-a" },
        { id: "wide", parentId: null, schoolId: null },
      ],
    },
    0,
  );
  const inquiry = { facts, permission: permissionOf("user:read"), at: 0, request: undefined };
  expect([...allowProbes(inquiry)].map(({ probe }) => probe)).toEqual([
    ...places.map((place) => ({ ownerId: null, ...place })),
    { ownerId: me, ...nobody },
  ]);
});
