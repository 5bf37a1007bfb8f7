import { describe, expect, test } from "vitest";
import { emptyFacts, grantOf, nowhere } from "../test/empty-facts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";
import type { Decision, Query } from "./decision.ts";
import type { RawFacts } from "./raw-facts.ts";
import type { Target } from "./scope-match.ts";

function check(raw: RawFacts, query: Query, at: number): Decision {
  return decide(compileFacts(raw, at), query, at);
}

describe("guardrails name themselves", () => {
  const allowAll: RawFacts = { ...emptyFacts, grants: [grantOf({ code: "*:*" })] };
  test.each<[string, Partial<RawFacts>, Query, Decision["reason"]]>([
    ["suspended tenant", { tenantActive: false }, { code: "user:read" }, "tenant_inactive"],
    ["suspended user", { userActive: false }, { code: "user:read" }, "user_inactive"],
    ["unknown code", {}, { code: "user:fly" }, "unknown_permission"],
    ["wildcard in a check", {}, { code: "user:*" }, "unknown_permission"],
    ["another tenant's row", {}, { code: "user:read", target: { tenantId: "tenant-2" } }, "other_tenant"],
    ["operators' code", {}, { code: "platform.queue:read" }, "platform_only"],
    ["module switched off", { disabledModules: ["organisation"] }, { code: "user:read" }, "module_disabled"],
  ])("%s", (_name, change, query, reason) => {
    expect(check({ ...allowAll, ...change }, query, 0)).toEqual({
      allowed: false,
      layer: "GUARDRAIL",
      ruleId: null,
      reason,
    });
  });

  test("operators hold platform codes", () => {
    expect(check({ ...allowAll, platform: true }, { code: "platform.queue:read" }, 0).allowed).toBe(true);
  });
});

describe("the examples of the model", () => {
  const inSchool = (schoolId: string): Target => ({ ownerId: "someone", departmentIds: [], schoolIds: [schoolId] });

  test("head of school A and teacher at B: SCHOOL rights at A only", () => {
    const raw: RawFacts = {
      ...emptyFacts,
      grants: [grantOf({ subjectKind: "role", subjectId: "head", scope: "SCHOOL" })],
      roleAssignments: [
        {
          id: "1",
          roleId: "head",
          code: "code",
          anchor: { schoolId: "A", departmentId: null },
          from: null,
          until: null,
        },
        {
          id: "2",
          roleId: "teacher",
          code: "code",
          anchor: { schoolId: "B", departmentId: null },
          from: null,
          until: null,
        },
      ],
    };
    expect(check(raw, { code: "user:read", target: inSchool("A") }, 0)).toEqual({
      allowed: true,
      layer: "ROLE",
      ruleId: "grant",
      reason: "allowed",
    });
    expect(check(raw, { code: "user:read", target: inSchool("B") }, 0).reason).toBe("no_rule");
  });

  test("a direct ALLOW overrides a role's DENY; the nearer role decides; across roles DENY wins", () => {
    const roleRules = [
      grantOf({ id: "far", subjectKind: "role", subjectId: "parent", effect: "DENY" }),
      grantOf({ id: "near", subjectKind: "role", subjectId: "child" }),
    ];
    const assigned = (roleId: string) => ({
      id: roleId,
      roleId,
      code: roleId,
      anchor: nowhere,
      from: null,
      until: null,
    });
    const raw: RawFacts = {
      ...emptyFacts,
      grants: roleRules,
      roleEdges: [{ childId: "child", parentId: "parent" }],
      roleAssignments: [assigned("child")],
    };
    const query: Query = { code: "user:read", target: inSchool("A") };
    expect(check(raw, query, 0).ruleId).toBe("near");
    const both: RawFacts = { ...raw, roleAssignments: [assigned("child"), assigned("parent")] };
    expect(check(both, query, 0)).toMatchObject({ allowed: false, ruleId: "far", reason: "denied_by_rule" });
    const direct: RawFacts = { ...both, grants: [...roleRules, grantOf({ id: "direct" })] };
    expect(check(direct, query, 0)).toMatchObject({ allowed: true, layer: "DIRECT", ruleId: "direct" });
  });

  test("a DENY over school B leaves the region of school A alone", () => {
    const raw: RawFacts = {
      ...emptyFacts,
      grants: [
        grantOf({ id: "allow" }),
        grantOf({ id: "deny", effect: "DENY", scope: "SCHOOL", anchor: { schoolId: "B", departmentId: null } }),
      ],
    };
    const region = (schoolId: string) =>
      check(raw, { code: "user:read", region: { scope: "SCHOOL", schoolId } }, 0).allowed;
    expect([region("A"), region("B")]).toEqual([true, false]);
    expect(check(raw, { code: "user:read", region: { scope: "ALL" } }, 0).allowed).toBe(false);
  });

  test("what needs a definitive holder is refused to an acting one", () => {
    const raw = (acting: boolean): RawFacts => ({
      ...emptyFacts,
      grants: [grantOf({ subjectKind: "position", subjectId: "principal", code: "assignment:*" })],
      positions: [
        {
          assignmentId: "1",
          positionId: "principal",
          code: "principal",
          anchor: nowhere,
          acting,
          from: null,
          until: null,
        },
      ],
    });
    const query = (code: string): Query => ({ code, target: inSchool("A") });
    expect(check(raw(false), query("assignment:create"), 0)).toMatchObject({ allowed: true, layer: "POSITION" });
    expect(check(raw(true), query("assignment:create"), 0).allowed).toBe(false);
    expect(check(raw(true), query("assignment:read"), 0).allowed).toBe(true);
  });

  test("a circle of departments, which the database refuses, does not hang", () => {
    const raw: RawFacts = {
      ...emptyFacts,
      grants: [grantOf({ scope: "DEPARTMENT", anchor: { schoolId: null, departmentId: "x" } })],
      departments: [
        { id: "x", parentId: "y", schoolId: null },
        { id: "y", parentId: "x", schoolId: null },
      ],
    };
    expect(check(raw, { code: "user:read", target: { departmentIds: ["y"] } }, 0).allowed).toBe(true);
  });
});
