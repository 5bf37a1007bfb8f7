import { permissionCodes } from "@gloria/contracts";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { codes, instants, rawFacts } from "../test/random-facts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";
import { effective } from "./effective.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

test("a code is listed exactly when it is allowed somewhere", () => {
  fc.assert(
    fc.property(rawFacts, fc.constantFrom(...codes), instants, (raw, code, at) => {
      const facts = compileFacts(raw, at);
      const listed = effective(facts, at).some((entry) => entry.code === code);
      expect(listed).toBe(decide(facts, { code }, at).allowed);
    }),
    { numRuns: 1000 },
  );
});

test("an entry without limits covers its whole scope, and ends when it says", () => {
  fc.assert(
    fc.property(rawFacts, instants, (raw, at) => {
      const facts = compileFacts(raw, at);
      for (const entry of effective(facts, at)) {
        expect(entry.until === null || entry.until > at).toBe(true);
        expect(entry.source.ruleId).not.toBe("");
        if (entry.limited || entry.resource !== null || entry.scope !== "ALL") continue;
        expect(decide(facts, { code: entry.code, region: { scope: "ALL" } }, at).allowed).toBe(true);
      }
    }),
    { numRuns: 1000 },
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
