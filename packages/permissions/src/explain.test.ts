import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { emptyFacts, grantOf, nowhere } from "../test/empty-facts.ts";
import { checkedCodes, instants, me, people } from "../test/random-facts.ts";
import { compileWorld, type World, worldQueries, worlds } from "../test/random-world.ts";
import { propertyTimeout, runs } from "../test/run-counts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";
import type { Query } from "./decision.ts";
import { type Explanation, explain } from "./explain.ts";
import { nearMissKinds } from "./near-misses.ts";
import type { RawFacts, RawGrant } from "./raw-facts.ts";
import type { Target } from "./scope-match.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

const anyQuery = fc.oneof(
  { weight: 3, arbitrary: worldQueries },
  { weight: 1, arbitrary: checkedCodes.map((code): Query => ({ code })) },
);

test("an explanation never differs from the check, and names what decided", () => {
  fc.assert(
    fc.property(worlds, anyQuery, instants, (world, query, at) => {
      const facts = compileWorld(world, at);
      const explanation = explain(facts, query, at, 7);
      const { decision, deciding, parts } = explanation;
      expect(decision).toEqual(decide(facts, query, at));
      expect(parts.map(({ layer }) => layer)).toEqual([
        "GUARDRAIL",
        "DIRECT",
        "DELEGATION",
        "RESOURCE",
        "ROLE",
        "POSITION",
      ]);
      expect(deciding?.ruleId ?? null).toBe(decision.ruleId);
      if (deciding !== null) expect([deciding.layer, deciding.status]).toEqual([decision.layer, "applies"]);
      const applying = parts.flatMap(({ candidates }) => candidates).filter(({ status }) => status === "applies");
      const effects = new Set(applying.map(({ effect }) => effect === "ALLOW"));
      // Whatever says the opposite, or stands behind, is overridden.
      expect([...effects]).toEqual(applying.length === 0 ? [] : [decision.allowed]);
      for (const { rolePath, subject } of parts.flatMap(({ candidates }) => candidates)) {
        if (subject?.kind === "role") expect(rolePath.at(-1)).toBe(subject.id);
      }
    }),
    runs(2000),
  );
});

test("near misses are told for a refusal only: the least missing first, at most ten, and each with what it lacks", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(worlds, anyQuery, instants, (world, query, at) => {
      const { decision, nearMisses } = explain(compileWorld(world, at), query, at, 7);
      for (const { kind } of nearMisses) seen.add(kind);
      if (decision.allowed) expect(nearMisses).toEqual([]);
      if (decision.reason === "no_rule") expect(nearMisses.length).toBeGreaterThan(0);
      expect(nearMisses.length).toBeLessThanOrEqual(10);
      const lacking = nearMisses.map(({ also }) => also.length);
      expect(lacking).toEqual(lacking.toSorted((a, b) => a - b));
      for (const miss of nearMisses) {
        const inPlace = miss.kind !== "too_narrow" && miss.kind !== "wrong_place";
        if (!inPlace) expect(miss.needed).not.toBeNull();
        if (miss.kind === "expired" || miss.kind === "not_started") expect(miss.window).not.toBeNull();
        if (miss.kind === "condition_false") expect(miss.condition).not.toBeNull();
        expect(miss.ruleId === null).toBe(miss.kind === "no_grant");
      }
      if (decision.reason === "forbidden") expect(nearMisses[0]?.kind).toBe("forbidden");
      if (decision.reason === "denied_by_rule") expect(nearMisses.map(({ kind }) => kind)).toContain("denied_by_rule");
    }),
    runs(2000),
  );
  // Few permissions need a definitive holder: an example below has one.
  const common = nearMissKinds.filter((kind) => kind !== "acting_only");
  expect(common.filter((kind) => !seen.has(kind))).toEqual([]);
});

test("a guardrail or a DENY that is named as the only thing amiss, taken away, no longer is", () => {
  fc.assert(
    fc.property(worlds, worldQueries, instants, (world, query, at) => {
      const { decision, nearMisses } = explain(compileWorld(world, at), query, at, 7);
      const named = new Set(nearMisses.map(({ ruleId }) => ruleId));
      if (decision.reason !== "forbidden" && decision.reason !== "denied_by_rule") return;
      const without = (raw: RawFacts) => ({
        ...raw,
        grants: raw.grants.filter(({ id }) => !named.has(id)),
        guardrails: raw.guardrails.filter(({ id }) => !named.has(id)),
      });
      const after = { raw: without(world.raw), delegators: world.delegators.map(without) };
      expect(decide(compileWorld(after, at), query, at).ruleId).not.toBe(decision.ruleId);
    }),
    runs(1000),
  );
});

const inSchool = (schoolId: string): Target => ({ ownerId: "somebody", departmentIds: [], schoolIds: [schoolId] });
const atSchool = (schoolId: string) => ({ schoolId, departmentId: null });
const always = { from: null, until: null };

function explained(parts: Partial<RawFacts>, query: Query, at = 0, delegators: World["delegators"] = []): Explanation {
  return explain(compileWorld({ raw: { ...emptyFacts, ...parts }, delegators }, at), query, at, 7);
}

function nearest(grants: readonly Partial<RawGrant>[], query: Query, at = 0) {
  return explained({ grants: grants.map(grantOf) }, query, at).nearMisses[0];
}

describe("examples", () => {
  const readB: Query = { code: "user:read", target: inSchool("B") };

  test("needs SCHOOL over B; holds SCHOOL over A", () => {
    expect(nearest([{ scope: "SCHOOL", anchor: atSchool("A") }], readB)).toMatchObject({
      kind: "wrong_place",
      also: [],
      code: "user:read",
      layer: "DIRECT",
      ruleId: "grant",
      needed: { scope: "SCHOOL", schoolIds: ["B"], departmentIds: [] },
      held: { scope: "SCHOOL", anchor: { schoolId: "A", departmentId: null }, resource: null },
    });
  });

  test("a scope too narrow at the right place is told by the next that would do", () => {
    expect(nearest([{ scope: "OWN" }], readB)).toMatchObject({
      kind: "too_narrow",
      needed: { scope: "SCHOOL", schoolIds: ["B"] },
    });
    expect(nearest([{ scope: "DEPARTMENT", anchor: atSchool("B") }], readB)).toMatchObject({
      kind: "too_narrow",
      needed: { scope: "SCHOOL", schoolIds: ["B"] },
    });
    const tenantWide: Query = { code: "user:read", target: { ownerId: null, departmentIds: [], schoolIds: [] } };
    expect(nearest([{ scope: "SCHOOL", anchor: atSchool("B") }], tenantWide)).toMatchObject({
      kind: "too_narrow",
      needed: { scope: "ALL", schoolIds: [], departmentIds: [] },
    });
    const inDepartment: Query = { code: "user:read", target: { ...inSchool("B"), departmentIds: ["x"] } };
    expect(nearest([{ scope: "OWN", anchor: { schoolId: "B", departmentId: "x" } }], inDepartment)).toMatchObject({
      kind: "too_narrow",
      needed: { scope: "DEPARTMENT", departmentIds: ["x"] },
    });
  });

  test("regions need the whole of themselves", () => {
    const region = (of: Query["region"]) =>
      nearest([{ scope: "SCHOOL", anchor: atSchool("A") }], { code: "user:read", region: of ?? { scope: "ALL" } });
    expect(region({ scope: "ALL" })).toMatchObject({ kind: "too_narrow", needed: { scope: "ALL" } });
    expect(region({ scope: "SCHOOL", schoolId: "B" })).toMatchObject({
      kind: "wrong_place",
      needed: { scope: "SCHOOL", schoolIds: ["B"] },
    });
    expect(region({ scope: "DEPARTMENT", departmentId: "x", schoolId: "B" })).toMatchObject({
      kind: "wrong_place",
      needed: { scope: "SCHOOL", schoolIds: ["B"] },
    });
    expect(region({ scope: "OWN", ownerId: "somebody" })).toMatchObject({
      kind: "too_narrow",
      needed: { scope: "ALL" },
    });
  });

  test("windows, conditions, acting and another thing", () => {
    expect(nearest([{ until: 5 }], readB, 5)).toMatchObject({ kind: "expired", window: { from: null, until: 5 } });
    expect(nearest([{ from: 5 }], readB, 4)).toMatchObject({ kind: "not_started", window: { from: 5, until: null } });
    expect(nearest([{ condition: '"head" in actor.roles' }], readB)).toMatchObject({
      kind: "condition_false",
      condition: '"head" in actor.roles',
      needed: null,
    });
    expect(nearest([{ until: 5, scope: "SCHOOL", anchor: atSchool("A") }], readB, 9)).toMatchObject({
      kind: "expired",
      also: ["wrong_place"],
    });
    expect(nearest([{ resource: { type: "user", id: "1" } }], readB)).toMatchObject({ kind: "wrong_place" });
    const acting = explained(
      {
        grants: [grantOf({ subjectKind: "position", subjectId: "p", code: "assignment:create" })],
        positions: [{ assignmentId: "a", positionId: "p", code: "p", anchor: nowhere, acting: true, ...always }],
      },
      { code: "assignment:create", target: inSchool("B") },
    );
    expect(acting.nearMisses).toMatchObject([{ kind: "acting_only", layer: "POSITION", ruleId: "grant" }]);
    expect(acting.parts[5]?.candidates).toMatchObject([{ status: "acting", acting: true, assignmentId: "a" }]);
  });

  test("nothing at all: the narrowest scope that would do", () => {
    expect(nearest([], readB)).toMatchObject({
      kind: "no_grant",
      ruleId: null,
      layer: null,
      needed: { scope: "SCHOOL", schoolIds: ["B"] },
    });
    expect(nearest([], { code: "user:read", target: { ownerId: me } })).toMatchObject({ needed: { scope: "OWN" } });
    expect(nearest([], { code: "user:fly" })).toBeUndefined();
  });

  test("the path leads from the assigned role up to the one that carries the grant", () => {
    const { deciding } = explained(
      {
        grants: [
          grantOf({ id: "far", subjectKind: "role", subjectId: "top" }),
          grantOf({ id: "aside", subjectKind: "department", subjectId: "dept", code: "user:update" }),
        ],
        roleAssignments: [{ id: "a", roleId: "low", code: "low", anchor: atSchool("A"), from: 1, until: 9 }],
        roleEdges: [
          { childId: "low", parentId: "mid" },
          { childId: "mid", parentId: "top" },
        ],
      },
      readB,
      5,
    );
    expect(deciding).toMatchObject({
      layer: "ROLE",
      status: "applies",
      ruleId: "far",
      effect: "ALLOW",
      codes: ["user:read"],
      scope: "ALL",
      anchor: { schoolId: "A", departmentId: null },
      window: { from: 1, until: 9 },
      subject: { kind: "role", id: "top" },
      assignmentId: "a",
      rolePath: ["low", "mid", "top"],
    });
  });

  test("a delegation shows its line, and why its delegator is refused", () => {
    const [boss, chief] = [people[0], people[1]];
    const rows = [
      { id: "d", delegatorId: boss, delegateId: me, codes: ["user:*"], parentId: "up", ...always },
      { id: "up", delegatorId: chief, delegateId: boss, codes: ["user:*"], parentId: null, ...always },
    ];
    const person = (userId: string, grants: RawGrant[]) => ({ ...emptyFacts, userId, grants });
    const holder = person(chief, [grantOf({ subjectId: chief })]);
    const told = (delegators: World["delegators"], code = "user:read", at = 0) =>
      explained({ delegations: rows }, { code, target: inSchool("B") }, at, delegators);
    expect(told([person(boss, []), holder]).deciding).toMatchObject({
      layer: "DELEGATION",
      ruleId: "d",
      scope: null,
      delegationLine: [
        { id: "d", delegatorId: boss, delegateId: me },
        { id: "up", delegatorId: chief, delegateId: boss },
      ],
      delegatorDecision: { allowed: true, layer: "DELEGATION", ruleId: "up" },
    });
    const lacking = told([person(boss, []), person(chief, [])]);
    expect(lacking.parts[2]?.candidates).toMatchObject([{ status: "inert" }]);
    expect(lacking.nearMisses).toMatchObject([
      { kind: "delegator_lacks", ruleId: "d", delegatorId: boss, delegatorReason: "no_rule" },
    ]);
    expect(told([holder]).nearMisses).toMatchObject([{ kind: "delegator_lacks", delegatorReason: null }]);
    expect(told([person(boss, []), holder], "user:purge").nearMisses[0]).toMatchObject({
      kind: "not_delegable",
      also: ["delegator_lacks"],
    });
  });

  test("a guardrail names itself, also where the person may do nothing at all", () => {
    const guardrail = {
      id: "hold",
      kind: "legal_hold" as const,
      code: "user:*",
      resource: null,
      condition: 'target.ownerId == "somebody"',
      ...always,
    };
    const told = explained({ grants: [grantOf({})], guardrails: [guardrail] }, readB);
    expect(told.decision).toEqual({ allowed: false, layer: "GUARDRAIL", ruleId: "hold", reason: "forbidden" });
    expect(told.deciding).toMatchObject({
      effect: "FORBID",
      guardrailKind: "legal_hold",
      condition: guardrail.condition,
    });
    expect(told.nearMisses).toMatchObject([{ kind: "forbidden", ruleId: "hold", layer: "GUARDRAIL" }]);
    expect(told.parts[1]?.candidates).toMatchObject([{ status: "overridden" }]);
    const suspended = explained({ userActive: false, grants: [grantOf({})], guardrails: [guardrail] }, readB);
    expect([suspended.decision.reason, suspended.deciding]).toEqual(["user_inactive", null]);
    expect(suspended.parts[0]?.candidates).toMatchObject([{ status: "overridden" }]);
  });

  test("it says of when and of which epoch it speaks", () => {
    const told = explain(compileFacts(emptyFacts, 3), readB, 3, 42);
    expect([told.userId, told.code, told.at, told.epoch]).toEqual([me, "user:read", 3, 42]);
  });
});
