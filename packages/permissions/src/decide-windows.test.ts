import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { emptyFacts, grantOf, nowhere } from "../test/empty-facts.ts";
import { meetCases } from "../test/meet-cases.ts";
import { oracleAllows } from "../test/oracle.ts";
import { me } from "../test/random-facts.ts";
import { changed, openWorlds, type World, worldQueries, worlds } from "../test/random-world.ts";
import { propertyTimeout } from "../test/run-counts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";
import { EpochCache } from "./epoch-cache.ts";
import type { RawFacts, RawWindow } from "./raw-facts.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

const always = { from: null, until: null };
const right = { code: "*:*", scope: "ALL" as const };

/** One more right that ends, by everything that can have an end. */
const endings: Readonly<Record<string, (raw: RawFacts, open: RawWindow) => RawFacts>> = {
  grant: (raw, open) => ({ ...raw, grants: [...raw.grants, grantOf({ id: "ending", ...right, ...open })] }),
  roleGrant: (raw, open) => ({ ...withRole(raw, always), grants: [...raw.grants, ofRole(open)] }),
  inheritedGrant: (raw, open) => ({
    ...withRole(raw, always),
    roleEdges: [...raw.roleEdges, { childId: "role-ending", parentId: "role-above" }],
    grants: [...raw.grants, { ...ofRole(open), subjectId: "role-above" }],
  }),
  roleAssignment: (raw, open) => ({ ...withRole(raw, open), grants: [...raw.grants, ofRole(always)] }),
  positionGrant: (raw, open) => ({ ...withPosition(raw, always), grants: [...raw.grants, ofPosition(open)] }),
  position: (raw, open) => ({ ...withPosition(raw, open), grants: [...raw.grants, ofPosition(always)] }),
  departmentGrant: (raw, open) => ({
    ...withPosition(raw, always),
    grants: [...raw.grants, { ...ofPosition(open), subjectKind: "department", subjectId: "a-top" }],
  }),
  delegation: (raw, open) => withDelegation(raw, open, always),
  delegatorsGrant: (raw, open) => withDelegation(raw, always, open),
};

const ofRole = (open: RawWindow) =>
  grantOf({ id: "ending", subjectKind: "role", subjectId: "role-ending", ...right, ...open });
const ofPosition = (open: RawWindow) =>
  grantOf({ id: "ending", subjectKind: "position", subjectId: "position-ending", ...right, ...open });

function withRole(raw: RawFacts, open: RawWindow): RawFacts {
  const held = { id: "ending", roleId: "role-ending", code: "baru", anchor: nowhere, ...open };
  return { ...raw, roleAssignments: [...raw.roleAssignments, held] };
}

function withPosition(raw: RawFacts, open: RawWindow): RawFacts {
  const anchor = { schoolId: null, departmentId: "a-sub" };
  const held = { assignmentId: "ending", positionId: "position-ending", code: "baru", anchor, acting: false, ...open };
  return { ...raw, positions: [...raw.positions, held] };
}

function withDelegation(raw: RawFacts, open: RawWindow, held: RawWindow): RawFacts {
  const row = { id: "ending", delegatorId: "user-d1", delegateId: me, codes: ["*:*"], parentId: null, ...open };
  return {
    ...raw,
    delegations: raw.userId === me ? [...raw.delegations, row] : raw.delegations,
    grants: [...raw.grants, grantOf({ id: "held", subjectId: "user-d1", ...right, ...held })],
  };
}

test("what one window alone allows is allowed at its last millisecond and no longer, with a warm cache and no write between", async () => {
  const seen = new Map<string, number>();
  const drawn = fc.tuple(
    fc.oneof({ weight: 1, arbitrary: worlds }, { weight: 4, arbitrary: openWorlds }),
    fc.array(fc.tuple(worldQueries, fc.constantFrom(...Object.keys(endings))), { minLength: 6, maxLength: 6 }),
    fc.integer({ min: 2, max: 10 }),
    fc.option(fc.constant(1)),
  );
  await meetCases(drawn, 1000, async ([world, questions, until, from]) => {
    let met = 0;
    for (const [query, ending] of questions) {
      const ended = (open: RawWindow) => changed(world, (raw) => endings[ending]?.(raw, open) ?? raw);
      const allowed = ({ raw, delegators }: World, at: number) => oracleAllows(raw, query, at, delegators);
      const withEnd = ended({ from, until });
      if (!allowed(withEnd, until - 1) || allowed(withEnd, until)) continue;
      // Something else may end at the same instant: then it is not this one alone.
      if (!allowed(ended({ from, until: null }), until)) continue;
      met += 1;
      seen.set(ending, (seen.get(ending) ?? 0) + 1);
      const cache = new EpochCache({ maxBytes: 1_000_000 });
      let loads = 0;
      const answers: boolean[] = [];
      for (const at of [until - 1, until - 1, until, until]) {
        const { facts } = await cache.get("tenant-1", me, 1, at, async () => {
          loads += 1;
          return { epoch: 1, ...withEnd };
        });
        answers.push(decide(facts, query, at).allowed);
      }
      expect(answers, JSON.stringify({ ending, query, until })).toEqual([true, true, false, false]);
      expect(loads).toBe(2);
    }
    return met;
  });
  for (const ending of Object.keys(endings)) expect(seen.get(ending) ?? 0, ending).toBeGreaterThanOrEqual(10);
});

test("windows are half-open, with warm facts and no change between", () => {
  const raw = { ...emptyFacts, grants: [grantOf({ from: 1000, until: 2000 })] };
  const facts = compileFacts(raw, 0);
  const allowedAt = (at: number) => decide(facts, { code: "user:read", target: {} }, at).allowed;
  expect([999, 1000, 1999, 2000].map(allowedAt)).toEqual([false, true, true, false]);
  expect([0, 1000, 2000].map((at) => compileFacts(raw, at).nextChangeAt)).toEqual([1000, 2000, Infinity]);
});
