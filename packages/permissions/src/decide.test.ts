import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { oracleAllows } from "../test/oracle.ts";
import {
  checkedCodes,
  codes,
  grants,
  instants,
  me,
  queries,
  rawFacts,
  regions,
  targets,
} from "../test/random-facts.ts";
import { compileFacts } from "./compile-facts.ts";
import { type Decision, decide, type Query } from "./decide.ts";
import type { RawFacts, RawGrant } from "./raw-facts.ts";
import type { Region, Target } from "./scope-match.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const runs = { numRuns: 3000 };

function check(raw: RawFacts, query: Query, at: number): Decision {
  return decide(compileFacts(raw, at), query, at);
}

const empty: RawFacts = {
  tenantId: "tenant-1",
  userId: me,
  tenantActive: true,
  userActive: true,
  homeSchoolId: null,
  platform: false,
  disabledModules: [],
  additions: [],
  grants: [],
  roleAssignments: [],
  roleEdges: [],
  positions: [],
  departments: [],
  guardrails: [],
  delegations: [],
};

const nowhere = { schoolId: null, departmentId: null };

function grant(parts: Partial<RawGrant>): RawGrant {
  return {
    id: "grant",
    subjectKind: "user",
    subjectId: me,
    code: "user:read",
    effect: "ALLOW",
    scope: "ALL",
    anchor: nowhere,
    resource: null,
    condition: null,
    from: null,
    until: null,
    ...parts,
  };
}

describe("decide", () => {
  test("agrees with the oracle on targets and regions", () => {
    let allowed = 0;
    let denied = 0;
    fc.assert(
      fc.property(rawFacts, queries, instants, (raw, query, at) => {
        const answer = check(raw, query, at).allowed;
        if (answer) allowed += 1;
        else denied += 1;
        expect(answer).toBe(oracleAllows(raw, query, at));
      }),
      { numRuns: 12_000 },
    );
    // The random world must be neither all open nor all shut, or this would prove nothing.
    expect(Math.min(allowed, denied)).toBeGreaterThan(1000);
  });

  test("agrees with the oracle on 'anywhere'", () => {
    fc.assert(
      fc.property(rawFacts, checkedCodes, instants, (raw, code, at) => {
        expect(check(raw, { code }, at).allowed).toBe(oracleAllows(raw, { code }, at));
      }),
      runs,
    );
  });

  test("empty facts deny everything", () => {
    fc.assert(
      fc.property(queries, instants, (query, at) => {
        expect(check(empty, query, at).allowed).toBe(false);
      }),
      runs,
    );
  });

  test("neither the order nor the ids of the rules matter", () => {
    const shuffled = fc.tuple(rawFacts, fc.infiniteStream(fc.nat())).map(([raw, keys]) => {
      const shuffle = <Item>(items: readonly Item[]) =>
        items
          .map((item) => ({ item, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const other: RawFacts = {
        ...raw,
        grants: shuffle(raw.grants).map((rule, index) => ({ ...rule, id: `${index}` })),
        roleAssignments: shuffle(raw.roleAssignments).map((held, index) => ({ ...held, id: `${index}` })),
        positions: shuffle(raw.positions).map((held, index) => ({ ...held, assignmentId: `${index}` })),
        roleEdges: shuffle(raw.roleEdges),
        departments: shuffle(raw.departments),
      };
      return [raw, other] as const;
    });
    fc.assert(
      fc.property(shuffled, queries, instants, ([raw, other], query, at) => {
        const [a, b] = [check(raw, query, at), check(other, query, at)];
        expect([b.allowed, b.layer, b.reason]).toEqual([a.allowed, a.layer, a.reason]);
      }),
      runs,
    );
  });

  test("one more ALLOW never takes away, one more DENY never gives", () => {
    fc.assert(
      fc.property(rawFacts, grants, queries, instants, (raw, extra, query, at) => {
        const before = check(raw, query, at).allowed;
        const after = check({ ...raw, grants: [...raw.grants, extra] }, query, at).allowed;
        if (extra.effect === "ALLOW") expect(after || !before).toBe(true);
        else expect(before || !after).toBe(true);
      }),
      runs,
    );
  });

  test("an applicable higher layer masks every change below", () => {
    const below = { DIRECT: ["role", "position", "department"], ROLE: ["position", "department"] } as const;
    fc.assert(
      fc.property(rawFacts, grants, queries, instants, (raw, extra, query, at) => {
        const before = check(raw, query, at);
        if (before.layer !== "DIRECT" && before.layer !== "ROLE") return;
        // A rule about one thing stands in the layer RESOURCE, which is below DIRECT but above ROLE.
        if (before.layer === "ROLE" && extra.resource !== null) return;
        if (!below[before.layer].some((kind) => kind === extra.subjectKind)) return;
        expect(check({ ...raw, grants: [...raw.grants, extra] }, query, at)).toEqual(before);
      }),
      { numRuns: 10_000 },
    );
  });

  test("a wider scope at the same anchor reaches at least as far", () => {
    const scopes = ["OWN", "DEPARTMENT", "SCHOOL", "ALL"] as const;
    fc.assert(
      fc.property(rawFacts, grants, fc.constantFrom(0, 1, 2), queries, instants, (raw, extra, index, query, at) => {
        const [narrow, wide] = scopes.slice(index, index + 2).map((scope) => {
          const rule: RawGrant = { ...extra, scope: scope ?? "OWN" };
          return check({ ...raw, grants: [...raw.grants, rule] }, query, at).allowed;
        });
        if (extra.effect === "ALLOW") expect(wide === true || narrow === false).toBe(true);
        else expect(narrow === true || wide === false).toBe(true);
      }),
      runs,
    );
  });

  test("`r:*` is the same as every action of r, one by one", () => {
    const actions = [
      "create",
      "read",
      "update",
      "delete",
      "restore",
      "export",
      "import",
      "print",
      "suspend",
      "merge",
      "purge",
      "impersonate",
    ];
    fc.assert(
      fc.property(rawFacts, grants, queries, instants, (raw, extra, query, at) => {
        const wild = [...raw.grants, { ...extra, code: "user:*" }];
        const listed = [
          ...raw.grants,
          ...actions.map((action, i) => ({ ...extra, id: `${i}`, code: `user:${action}` })),
        ];
        const [a, b] = [wild, listed].map((list) => check({ ...raw, grants: list }, query, at));
        expect([a?.allowed, a?.layer]).toEqual([b?.allowed, b?.layer]);
      }),
      runs,
    );
  });

  test("windows are half-open, with warm facts and no change between", () => {
    const facts = compileFacts({ ...empty, grants: [grant({ from: 1000, until: 2000 })] }, 0);
    const allowedAt = (at: number) => decide(facts, { code: "user:read", target: {} }, at).allowed;
    expect([999, 1000, 1999, 2000].map(allowedAt)).toEqual([false, true, true, false]);
    expect(facts.nextChangeAt).toBe(1000);
    expect(compileFacts({ ...empty, grants: [grant({ from: 1000, until: 2000 })] }, 1000).nextChangeAt).toBe(2000);
    expect(compileFacts({ ...empty, grants: [grant({ from: 1000, until: 2000 })] }, 2000).nextChangeAt).toBe(Infinity);
  });

  test("no answer changes before nextChangeAt", () => {
    fc.assert(
      fc.property(rawFacts, queries, instants, (raw, query, at) => {
        const facts = compileFacts(raw, at);
        for (let later = at; later < Math.min(facts.nextChangeAt, 12); later++) {
          expect(decide(facts, query, later)).toEqual(decide(facts, query, at));
        }
      }),
      runs,
    );
  });

  test("grant, then revoke, is as if nothing had been", () => {
    fc.assert(
      fc.property(rawFacts, grants, queries, instants, (raw, extra, query, at) => {
        const granted: RawFacts = { ...raw, grants: [...raw.grants, extra] };
        const revoked: RawFacts = { ...granted, grants: granted.grants.filter((rule) => rule !== extra) };
        expect(check(revoked, query, at)).toEqual(check(raw, query, at));
        const ended: RawFacts = { ...raw, grants: [...raw.grants, { ...extra, until: at }] };
        expect(check(ended, query, at)).toEqual(check(raw, query, at));
      }),
      runs,
    );
  });

  test("a thing of another tenant is never allowed", () => {
    fc.assert(
      fc.property(rawFacts, fc.constantFrom(...codes), targets, instants, (raw, code, target, at) => {
        expect(check(raw, { code, target: { ...target, tenantId: "tenant-2" } }, at).allowed).toBe(false);
      }),
      runs,
    );
  });

  test("the trace tells what was weighed and changes nothing", () => {
    fc.assert(
      fc.property(
        rawFacts,
        fc.oneof(
          queries,
          checkedCodes.map((code) => ({ code })),
        ),
        instants,
        (raw, query, at) => {
          const facts = compileFacts(raw, at);
          const trace = { candidates: [] };
          const traced: Decision & { candidates?: unknown } = decide(facts, query, at, trace);
          expect(traced).toEqual(decide(facts, query, at));
          const applying = trace.candidates.filter((candidate: { status: string }) => candidate.status === "applies");
          expect(applying.some((candidate: { rule: { id: string } }) => candidate.rule.id === traced.ruleId)).toBe(
            traced.ruleId !== null,
          );
        },
      ),
      runs,
    );
  });

  test("what covers a region covers everybody's things in it", () => {
    fc.assert(
      fc.property(rawFacts, fc.constantFrom(...codes), regions, instants, (raw, code, region, at) => {
        if (region.scope === "OWN" || !check(raw, { code, region }, at).allowed) return;
        expect(check(raw, { code, target: insideOf(region) }, at).allowed).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});

function insideOf(region: Region): Target {
  if (region.scope === "SCHOOL") return { ownerId: null, departmentIds: [], schoolIds: [region.schoolId] };
  if (region.scope !== "DEPARTMENT") return { ownerId: null, departmentIds: [], schoolIds: [] };
  return {
    ownerId: null,
    departmentIds: [region.departmentId],
    schoolIds: region.schoolId === null ? [] : [region.schoolId],
  };
}

describe("guardrails name themselves", () => {
  const allowAll: RawFacts = { ...empty, grants: [grant({ code: "*:*" })] };
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
      ...empty,
      grants: [grant({ subjectKind: "role", subjectId: "head", scope: "SCHOOL" })],
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
      grant({ id: "far", subjectKind: "role", subjectId: "parent", effect: "DENY" }),
      grant({ id: "near", subjectKind: "role", subjectId: "child" }),
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
      ...empty,
      grants: roleRules,
      roleEdges: [{ childId: "child", parentId: "parent" }],
      roleAssignments: [assigned("child")],
    };
    const query: Query = { code: "user:read", target: inSchool("A") };
    expect(check(raw, query, 0).ruleId).toBe("near");
    const both: RawFacts = { ...raw, roleAssignments: [assigned("child"), assigned("parent")] };
    expect(check(both, query, 0)).toMatchObject({ allowed: false, ruleId: "far", reason: "denied_by_rule" });
    const direct: RawFacts = { ...both, grants: [...roleRules, grant({ id: "direct" })] };
    expect(check(direct, query, 0)).toMatchObject({ allowed: true, layer: "DIRECT", ruleId: "direct" });
  });

  test("a DENY over school B leaves the region of school A alone", () => {
    const raw: RawFacts = {
      ...empty,
      grants: [
        grant({ id: "allow" }),
        grant({ id: "deny", effect: "DENY", scope: "SCHOOL", anchor: { schoolId: "B", departmentId: null } }),
      ],
    };
    const region = (schoolId: string) =>
      check(raw, { code: "user:read", region: { scope: "SCHOOL", schoolId } }, 0).allowed;
    expect([region("A"), region("B")]).toEqual([true, false]);
    expect(check(raw, { code: "user:read", region: { scope: "ALL" } }, 0).allowed).toBe(false);
  });

  test("what needs a definitive holder is refused to an acting one", () => {
    const raw = (acting: boolean): RawFacts => ({
      ...empty,
      grants: [grant({ subjectKind: "position", subjectId: "principal", code: "assignment:*" })],
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
      ...empty,
      grants: [grant({ scope: "DEPARTMENT", anchor: { schoolId: null, departmentId: "x" } })],
      departments: [
        { id: "x", parentId: "y", schoolId: null },
        { id: "y", parentId: "x", schoolId: null },
      ],
    };
    expect(check(raw, { code: "user:read", target: { departmentIds: ["y"] } }, 0).allowed).toBe(true);
  });
});
