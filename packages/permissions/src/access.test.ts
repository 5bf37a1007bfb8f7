import { AppError } from "@gloria/core";
import { expect, test } from "vitest";
import { accessOf, systemAccess } from "./access.ts";
import { compileFacts } from "./compile-facts.ts";
import type { RawFacts } from "./raw-facts.ts";

const raw: RawFacts = {
  tenantId: "tenant",
  userId: "me",
  tenantActive: true,
  userActive: true,
  homeSchoolId: null,
  platform: false,
  disabledModules: [],
  additions: [],
  grants: [
    {
      id: "grant",
      subjectKind: "user",
      subjectId: "me",
      code: "user:read",
      effect: "ALLOW",
      scope: "ALL",
      anchor: { schoolId: null, departmentId: null },
      resource: null,
      condition: null,
      from: null,
      until: null,
    },
  ],
  roleAssignments: [],
  roleEdges: [],
  positions: [],
  departments: [],
  guardrails: [],
  delegations: [],
};

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
