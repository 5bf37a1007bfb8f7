import { permissionCodes } from "@gloria/contracts";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { codes, instants, requests } from "../test/random-facts.ts";
import { compileWorld, worlds } from "../test/random-world.ts";
import { propertyTimeout, runs } from "../test/run-counts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";
import { effective } from "./effective.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

test("a code is listed exactly when it is allowed somewhere", () => {
  fc.assert(
    fc.property(worlds, requests, instants, (world, request, at) => {
      const facts = compileWorld(world, at);
      const listed = new Set(effective(facts, at, request, codes).map(({ code }) => code));
      for (const code of codes) expect(listed.has(code), code).toBe(decide(facts, { code, request }, at).allowed);
    }),
    runs(1000),
  );
});

test("an entry without limits covers its whole scope, and ends when it says", () => {
  let delegated = 0;
  fc.assert(
    fc.property(worlds, instants, (world, at) => {
      const facts = compileWorld(world, at);
      for (const entry of effective(facts, at, undefined, codes)) {
        const { source } = entry;
        expect(entry.until === null || entry.until > at).toBe(true);
        expect(source.layer === "DELEGATION").toBe(source.delegationId !== null);
        if (source.layer === "DELEGATION") delegated += 1;
        const row = world.raw.delegations.find(({ id }) => id === source.delegationId);
        expect(source.delegatorId).toBe(row?.delegatorId ?? null);
        if (entry.limited || entry.resource !== null || entry.scope !== "ALL") continue;
        expect(decide(facts, { code: entry.code, region: { scope: "ALL" } }, at).allowed).toBe(true);
      }
    }),
    runs(1000),
  );
  expect(delegated).toBeGreaterThan(50);
});

test("asked for some permissions alone it lists what it lists of them among all", () => {
  fc.assert(
    fc.property(worlds, requests, instants, fc.subarray([...codes]), (world, request, at, some) => {
      const facts = compileWorld(world, at);
      const wanted = new Set<string>(some);
      expect(effective(facts, at, request, some)).toEqual(
        effective(facts, at, request).filter(({ code }) => wanted.has(code)),
      );
    }),
    runs(100),
  );
});

test("`*:*` lists the catalogue, without the operators' codes", () => {
  const facts = compileFacts(
    {
      tenantId: "t",
      userId: "u",
      tenantActive: true,
      userActive: true,
      homeSchoolId: null,
      platform: false,
      disabledModules: [],
      additions: [],
      grants: [
        {
          id: "g",
          subjectKind: "role",
          subjectId: "r",
          code: "*:*",
          effect: "ALLOW",
          scope: "SCHOOL",
          anchor: { schoolId: null, departmentId: null },
          resource: null,
          condition: null,
          from: null,
          until: 5000,
        },
      ],
      roleAssignments: [
        { id: "ra", roleId: "r", code: "code", anchor: { schoolId: "s", departmentId: null }, from: null, until: 4000 },
      ],
      roleEdges: [],
      positions: [],
      departments: [],
      guardrails: [],
      delegations: [],
    },
    0,
  );
  const entries = effective(facts, 0);
  expect(entries.map((entry) => entry.code)).toEqual(
    permissionCodes.filter((code) => !code.startsWith("platform.")).sort(),
  );
  expect(entries[0]).toMatchObject({
    scope: "SCHOOL",
    anchor: { schoolId: "s", departmentId: null },
    source: { layer: "ROLE", ruleId: "g", roleId: "r", positionId: null, assignmentId: "ra" },
    until: 4000,
    limited: false,
  });
});
