import { AppError } from "@gloria/core";
import { describe, expect, test } from "vitest";
import { emptyFacts, grantOf } from "../test/empty-facts.ts";
import { accessOf, explainSensitiveAllows, explanationOfDenial, systemAccess } from "./access.ts";
import { compileFacts } from "./compile-facts.ts";
import type { RawFacts, RawGrant } from "./raw-facts.ts";

const grant = grantOf({ subjectId: "me" });
const raw: RawFacts = { ...emptyFacts, tenantId: "tenant", userId: "me", grants: [grant] };

const access = (schoolId: string | null, strict = true) => accessOf(compileFacts(raw, 0), 7, 0, { schoolId, strict });

test("a chosen school narrows targets, regions and lists, and leaves the foundation's own rows in sight", () => {
  const narrowed = access("A");
  expect(narrowed.can("user:read", { schoolIds: ["A"] })).toBe(true);
  expect(narrowed.can("user:read", { schoolIds: ["B", "A"] })).toBe(true);
  expect(narrowed.can("user:read", { schoolIds: [] })).toBe(true);
  expect(narrowed.check("user:read", { schoolIds: ["B"] }).reason).toBe("outside_chosen_school");
  expect(narrowed.checkRegion("user:read", { scope: "SCHOOL", schoolId: "B" }).allowed).toBe(false);
  expect(narrowed.checkRegion("user:read", { scope: "SCHOOL", schoolId: "A" }).allowed).toBe(true);
  expect(narrowed.checkRegion("user:read", { scope: "DEPARTMENT", departmentId: "d", schoolId: "B" }).allowed).toBe(
    false,
  );
  expect(narrowed.checkRegion("user:read", { scope: "DEPARTMENT", departmentId: "d", schoolId: null }).allowed).toBe(
    true,
  );
  const filter = { kind: "or", parts: [{ kind: "schoolless" }, { kind: "school", ids: ["A"] }] };
  expect(narrowed.filter("user:read")).toEqual(filter);
  expect(systemAccess({ schoolId: "A" }).filter("user:read")).toEqual(filter);
  expect(access(null).filter("user:read")).toEqual({ kind: "any" });
});

test("it never widens: what is denied stays denied, with its own reason", () => {
  expect(access("A").check("user:update", { schoolIds: ["A"] }).reason).toBe("no_rule");
  expect(access("A").filter("user:update")).toEqual({ kind: "none" });
});

test.each([
  [{ ownerId: "me" }, "OWN"],
  [{ ownerId: null, departmentIds: ["d"], schoolIds: ["A"] }, "DEPARTMENT"],
  [{ schoolIds: ["A"] }, "SCHOOL"],
  [{}, "ALL"],
  [undefined, null],
] as const)("a refusal of %j names the permission and the scope %s", (target, scopeNeeded) => {
  const refused = () => access(null).assert("user:update", target);
  expect(refused).toThrow(AppError);
  expect(refused).toThrow(
    expect.objectContaining({
      code: "access.denied",
      params: { permission: "user:update", scopeNeeded, reason: "no_rule" },
    }),
  );
});

test("assert passes what is allowed; regions have their own", () => {
  expect(() => access(null).assert("user:read", { schoolIds: ["A"] })).not.toThrow();
  expect(() => access(null).assertRegion("user:read", { scope: "ALL" })).not.toThrow();
  expect(() => access(null).assertRegion("user:update", { scope: "ALL" })).toThrow(AppError);
  expect(
    access(null)
      .effective()
      .map((entry) => entry.code),
  ).toEqual(["user:read"]);
});

test("an unknown code throws in development and is refused in production; from outside it is always refused", () => {
  const unknown = JSON.parse('"user:fly"');
  expect(() => access(null, true).check(unknown)).toThrow("user:fly");
  expect(access(null, false).check(unknown).allowed).toBe(false);
  expect(access(null, true).checkText({ code: "user:fly" }).reason).toBe("unknown_permission");
});

test("a part of Gloria itself acts without rules", () => {
  const system = systemAccess({ schoolId: null });
  system.assert("user:update");
  system.assertRegion("user:update", { scope: "ALL" });
  expect([system.can("user:update"), system.check("user:update").reason]).toEqual([true, "system_actor"]);
  expect(system.checkRegion("user:update", { scope: "ALL" }).allowed && system.checkText({ code: "x" }).allowed).toBe(
    true,
  );
  expect([system.effective(), system.filter("user:read")]).toEqual([[], { kind: "any" }]);
});

test("assertActive refuses a suspended person and a suspended tenant, each by its own code", () => {
  const of = (change: Partial<RawFacts>) =>
    accessOf(compileFacts({ ...raw, ...change }, 0), 7, 0, { schoolId: null, strict: true });
  expect(() => of({}).assertActive()).not.toThrow();
  expect(() => of({ userActive: false }).assertActive()).toThrow("auth.person_inactive");
  expect(() => of({ tenantActive: false }).assertActive()).toThrow("auth.tenant_inactive");
  expect(() => systemAccess({ schoolId: null }).assertActive()).not.toThrow();
});

test("conditions see the request, and a filter that hangs on it is not remembered", () => {
  const onWeb = { ...raw, grants: raw.grants.map((rule) => ({ ...rule, condition: 'request.channel == "web"' })) };
  const facts = compileFacts(onWeb, 0);
  const by = (channel: "web" | "job") =>
    accessOf(facts, 7, 0, { schoolId: null, strict: true, request: { ip: null, channel } });
  expect([by("web").can("user:read", {}), by("job").can("user:read", {})]).toEqual([true, false]);
  expect([by("web").filter("user:read"), by("job").filter("user:read")]).toEqual([{ kind: "any" }, { kind: "none" }]);
  expect(by("job").effective()).toEqual([]);
  expect(by("job").checkText({ code: "user:read", target: {}, request: { ip: null, channel: "web" } }).allowed).toBe(
    true,
  );
  const unsaid = accessOf(facts, 7, 0, { schoolId: null, strict: true });
  expect([unsaid.can("user:read", {}), unsaid.filter("user:read")]).toEqual([false, { kind: "none" }]);
});

test("an explanation has the decision of the check, narrowed and all", () => {
  const narrowed = access("A").explain({ code: "user:read", target: { schoolIds: ["B"] } });
  expect(narrowed?.decision.reason).toBe("outside_chosen_school");
  expect(narrowed?.deciding?.ruleId).toBe("grant");
  const asked = access(null).explain({ code: "user:read", target: {}, request: { ip: null, channel: "web" } });
  expect(asked?.decision.allowed).toBe(true);
  expect([narrowed?.epoch, narrowed?.at]).toEqual([7, 0]);
  expect(systemAccess({ schoolId: null }).explain({ code: "user:read" })).toBeNull();
});

describe("through somebody else's eyes", () => {
  const sensitiveOf = (schoolId: string): RawGrant => ({
    ...grant,
    code: "user.sensitive:read",
    scope: "SCHOOL",
    anchor: { schoolId, departmentId: null },
  });
  const addition = { module: "koperasi", group: "koperasi", delegable: true, definitiveOnly: false };
  const facts = compileFacts(
    {
      ...raw,
      additions: [
        { ...addition, code: "koperasi:read", sensitive: true },
        { ...addition, code: "koperasi:update", sensitive: false },
      ],
      grants: [
        ...["user:read", "user.sensitive:read", "koperasi:*"].map((code) => ({ ...grant, id: code, code })),
        // Their statuses tell a target, a region and "anywhere" apart.
        { ...sensitiveOf("B"), id: "of B" },
        { ...sensitiveOf("A"), id: "of A", effect: "DENY" as const, resource: { type: "user", id: "x" } },
      ],
    },
    0,
  );
  const by = (impersonated: boolean) => accessOf(facts, 7, 0, { schoolId: null, strict: true, impersonated });

  test("what is sensitive is refused, the tenant's own permissions too, and nothing else is", () => {
    const refused = { allowed: false, layer: "GUARDRAIL", ruleId: null, reason: "impersonated" };
    for (const code of ["user.sensitive:read", "koperasi:read"]) {
      expect(by(true).checkText({ code, target: {} })).toEqual(refused);
      expect(by(true).explain({ code, target: {} })?.decision).toEqual(refused);
      expect(by(false).checkText({ code, target: {} }).allowed).toBe(true);
    }
    for (const code of ["user:read", "koperasi:update"]) expect(by(true).checkText({ code }).allowed).toBe(true);
    expect(by(true).check("user.sensitive:update").reason).toBe("no_rule");
    expect([by(true).filter("user.sensitive:read"), by(true).filter("user:read")]).toEqual([
      { kind: "none" },
      { kind: "any" },
    ]);
    expect(by(false).filter("user.sensitive:read")).toEqual({ kind: "any" });
    const listed = (impersonated: boolean) => [
      ...new Set(
        by(impersonated)
          .effective()
          .map(({ code }) => code),
      ),
    ];
    expect(listed(true)).toEqual(["koperasi:update", "user:read"]);
    expect(listed(false)).toEqual(["koperasi:read", "koperasi:update", "user.sensitive:read", "user:read"]);
  });

  test("a school beside the chosen one is no reason for what nobody gave", () => {
    const narrowed = accessOf(facts, 7, 0, { schoolId: "A", strict: true });
    expect(narrowed.check("school:read", { schoolIds: ["B"] }).reason).toBe("no_rule");
    expect(narrowed.check("user:read", { schoolIds: ["B"] })).toEqual({
      allowed: false,
      layer: "GUARDRAIL",
      ruleId: null,
      reason: "outside_chosen_school",
    });
    expect(narrowed.check("user:read", { ownerId: "somebody" }).allowed).toBe(true);
  });

  test("each sensitive allow that was asserted is explained, and no other", () => {
    const access = by(false);
    access.assert("user:read", {});
    expect(explainSensitiveAllows(access)).toEqual([]);
    access.assert("user.sensitive:read", { ownerId: "me" });
    access.assertRegion("user:read", { scope: "ALL" });
    access.assertRegion("user.sensitive:read", { scope: "SCHOOL", schoolId: "C" });
    access.assert("user.sensitive:read");
    expect(() => access.assert("user.sensitive:update")).toThrow("access.denied");
    const code = "user.sensitive:read";
    const asked = [{ target: { ownerId: "me" } }, { region: { scope: "SCHOOL" as const, schoolId: "C" } }, {}];
    const explained = explainSensitiveAllows(access);
    expect(explained).toEqual(asked.map((place) => access.explain({ code, ...place })));
    expect(new Set(explained.map((one) => JSON.stringify(one.parts))).size).toBe(3);
    expect(explainSensitiveAllows(systemAccess({ schoolId: null }))).toEqual([]);
  });
});

test("a refusal is explained to whoever asks, by what was asked", () => {
  const refusalOf = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof AppError) return explanationOfDenial(error);
    }
    throw new Error("it was allowed");
  };
  const target = { schoolIds: ["B"] };
  const region = { scope: "SCHOOL" as const, schoolId: "B" };
  const narrowed = refusalOf(() => access("A").assert("user:read", target));
  expect(narrowed).toEqual(access("A").explain({ code: "user:read", target }));
  expect(narrowed?.decision.reason).toBe("outside_chosen_school");
  const refusals = [
    refusalOf(() => access(null).assert("user:update", target)),
    refusalOf(() => access(null).assertRegion("user:update", { scope: "ALL" })),
    refusalOf(() => access(null).assert("user:update")),
  ];
  expect(refusals).toEqual(
    [{ target }, { region: { scope: "ALL" as const } }, {}].map((place) =>
      access(null).explain({ code: "user:update", ...place }),
    ),
  );
  expect(new Set(refusals.map((one) => JSON.stringify(one?.nearMisses))).size).toBe(3);
  expect(refusalOf(() => access("A").assertRegion("user:read", region))?.decision.reason).toBe("outside_chosen_school");
  expect(explanationOfDenial(new AppError("access.denied"))).toBeNull();
});

test("explains by the request of the transaction, unless the question has its own", () => {
  const onWeb = compileFacts({ ...raw, grants: [{ ...grant, condition: 'request.channel == "web"' }] }, 0);
  const web = { ip: null, channel: "web" as const };
  const job = { ip: null, channel: "job" as const };
  const statuses = (own: typeof web | typeof job, asked?: typeof web | typeof job) =>
    accessOf(onWeb, 7, 0, { schoolId: null, strict: true, request: own })
      .explain({ code: "user:read", target: {}, ...(asked === undefined ? {} : { request: asked }) })
      ?.parts.flatMap(({ candidates }) => candidates.map(({ status }) => status));
  expect([statuses(web), statuses(job), statuses(job, web), statuses(web, job)]).toEqual([
    ["applies"],
    ["condition"],
    ["applies"],
    ["condition"],
  ]);
});

describe("a filter is remembered", () => {
  const windowed = { ...raw, grants: [{ ...grant, from: 10, until: 20 }] };
  const at = (facts: ReturnType<typeof compileFacts>, now: number) =>
    accessOf(facts, 7, now, { schoolId: null, strict: true }).filter("user:read");

  test("between the compilation and the next window boundary, and at no other instant", () => {
    const facts = compileFacts({ ...windowed, grants: [{ ...grant, scope: "OWN", from: 10, until: 20 }] }, 10);
    const known = at(facts, 10);
    expect(known).toEqual({ kind: "own", userId: "me" });
    expect(at(facts, 19)).toBe(known);
    expect(at(facts, 20)).toEqual({ kind: "none" });
    expect(at(facts, 9)).toEqual({ kind: "none" });
    expect(at(facts, 15)).toBe(known);
  });

  test("for each permission by itself, and not where a condition reads the time or the request", () => {
    const facts = compileFacts({ ...raw, grants: [{ ...grant, code: "user:*", scope: "OWN" }] }, 0);
    const access = accessOf(facts, 7, 0, { schoolId: null, strict: true });
    expect(access.filter("user:read")).toBe(access.filter("user:read"));
    expect(access.filter("user:update")).toBe(access.filter("user:update"));
    expect(access.filter("school:read")).toEqual({ kind: "none" });
    const clocked = compileFacts(
      { ...raw, grants: [{ ...grant, condition: 'now >= timestamp("1970-01-01T00:00:00.005Z")' }] },
      0,
    );
    expect([at(clocked, 4), at(clocked, 5), at(clocked, 4)]).toEqual([
      { kind: "none" },
      { kind: "any" },
      { kind: "none" },
    ]);
  });
});
