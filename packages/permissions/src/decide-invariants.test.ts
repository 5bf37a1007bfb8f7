import { permissionCodes, permissionMatcher } from "@gloria/contracts";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { checkedCodes, codes, grants, guardrails, instants, me, regions, targets } from "../test/random-facts.ts";
import { changed, compileApart, compileWorld, type World, worldQueries, worlds } from "../test/random-world.ts";
import { propertyTimeout, runs } from "../test/run-counts.ts";
import { decide } from "./decide.ts";
import type { Decision, Query } from "./decision.ts";
import type { RawFacts, RawGrant, RawGuardrail } from "./raw-facts.ts";
import type { Region, Target } from "./scope-match.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

function check(world: World, query: Query, at: number): Decision {
  return decide(compileWorld(world, at), query, at);
}

const withGrant = (extra: RawGrant) => (raw: RawFacts) => ({ ...raw, grants: [...raw.grants, extra] });
const withGuardrail = (extra: RawGuardrail) => (raw: RawFacts) => ({ ...raw, guardrails: [...raw.guardrails, extra] });

const anyQuery = fc.oneof(
  { weight: 4, arbitrary: worldQueries },
  { weight: 1, arbitrary: checkedCodes.map((code): Query => ({ code })) },
);

test("neither the order nor the ids of the rules matter", () => {
  const shuffledWorld = fc.tuple(worlds, fc.infiniteStream(fc.nat())).map(([world, keys]) => {
    const shuffle = <Item>(items: readonly Item[]) =>
      items
        .map((item) => ({ item, key: keys.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item);
    const ids = new Map(world.raw.delegations.map(({ id }) => [id, `renamed ${keys.next().value} ${id}`]));
    const renamed = (id: string) => ids.get(id) ?? id;
    const other = changed(world, (raw) => ({
      ...raw,
      grants: shuffle(raw.grants).map((rule, index) => ({ ...rule, id: `${index}` })),
      guardrails: shuffle(raw.guardrails).map((rule, index) => ({ ...rule, id: `${index}` })),
      delegations: shuffle(raw.delegations).map((row) => ({
        ...row,
        id: renamed(row.id),
        parentId: row.parentId === null ? null : renamed(row.parentId),
      })),
      roleAssignments: shuffle(raw.roleAssignments).map((held, index) => ({ ...held, id: `${index}` })),
      positions: shuffle(raw.positions).map((held, index) => ({ ...held, assignmentId: `${index}` })),
      roleEdges: shuffle(raw.roleEdges),
      departments: shuffle(raw.departments),
    }));
    return [world, other] as const;
  });
  fc.assert(
    fc.property(shuffledWorld, anyQuery, instants, ([world, other], query, at) => {
      const [a, b] = [check(world, query, at), check(other, query, at)];
      expect(b.allowed).toBe(a.allowed);
      // "Anywhere" names whichever place it met first.
      if (query.target !== undefined || query.region !== undefined) {
        expect([b.layer, b.reason]).toEqual([a.layer, a.reason]);
      }
    }),
    runs(1000),
  );
});

/** Half of them the user's own, about everything and at every time, which tell more often. */
const telling = fc.oneof(
  grants,
  grants.map(
    (grant): RawGrant => ({
      ...grant,
      subjectKind: "user",
      subjectId: me,
      code: "*:*",
      resource: null,
      from: null,
      until: null,
    }),
  ),
);

test("one more ALLOW never takes away, one more DENY never gives", () => {
  const told = { ALLOW: 0, DENY: 0 };
  fc.assert(
    fc.property(worlds, telling, anyQuery, instants, (world, extra, query, at) => {
      const before = check(world, query, at).allowed;
      const after = check(changed(world, withGrant(extra)), query, at).allowed;
      if (extra.effect === "ALLOW") expect(after || !before).toBe(true);
      else expect(before || !after).toBe(true);
      if (before !== after) told[extra.effect] += 1;
    }),
    runs(1000),
  );
  expect(Math.min(told.ALLOW, told.DENY)).toBeGreaterThan(5);
});

test("one more guardrail never gives, whoever is forbidden", () => {
  fc.assert(
    fc.property(worlds, guardrails, anyQuery, instants, (world, extra, query, at) => {
      const before = check(world, query, at).allowed;
      expect(before || !check(changed(world, withGuardrail(extra)), query, at).allowed).toBe(true);
    }),
    runs(1000),
  );
});

test("what nothing else says, an unconditional guardrail on everything forbids", () => {
  const everything: RawGuardrail = {
    id: "stop",
    kind: "other",
    code: "*:*",
    resource: null,
    condition: null,
    from: null,
    until: null,
  };
  fc.assert(
    fc.property(worlds, anyQuery, instants, (world, query, at) => {
      expect(check(changed(world, withGuardrail(everything)), query, at).allowed).toBe(false);
    }),
    runs(1000),
  );
});

test("a wider scope at the same anchor reaches at least as far", () => {
  const scopes = ["OWN", "DEPARTMENT", "SCHOOL", "ALL"] as const;
  fc.assert(
    fc.property(worlds, grants, fc.constantFrom(0, 1, 2), anyQuery, instants, (world, extra, index, query, at) => {
      const [narrow, wide] = scopes
        .slice(index, index + 2)
        .map((scope) => check(changed(world, withGrant({ ...extra, scope })), query, at).allowed);
      if (extra.effect === "ALLOW") expect(wide === true || narrow === false).toBe(true);
      else expect(narrow === true || wide === false).toBe(true);
    }),
    runs(1000),
  );
});

test("`r:*` is the same as every catalogued action of r, one by one", () => {
  const seen = new Set<string>();
  const resources = ["user", "user.sensitive", "employee", "assignment", "platform.queue"];
  const asked = fc.constantFrom(...resources).chain((resource) => {
    const actions = permissionCodes.filter(permissionMatcher(`${resource}:*`));
    return fc.record({
      resource: fc.constant(resource),
      actions: fc.constant(actions),
      code: fc.constantFrom(...actions),
    });
  });
  fc.assert(
    fc.property(worlds, grants, asked, anyQuery, instants, (world, extra, { resource, actions, code }, place, at) => {
      const query = { ...place, code };
      const wild = changed(world, withGrant({ ...extra, code: `${resource}:*` }));
      const listed = changed(world, (raw) => ({
        ...raw,
        grants: [...raw.grants, ...actions.map((code, i) => ({ ...extra, id: `${i}`, code }))],
      }));
      const [a, b] = [check(wild, query, at), check(listed, query, at)];
      expect([a.allowed, a.layer]).toEqual([b.allowed, b.layer]);
      if (a.ruleId === extra.id) seen.add(code);
    }),
    runs(1000),
  );
  // Of every resource some action was decided by the wildcard.
  for (const resource of resources) expect([...seen].some(permissionMatcher(`${resource}:*`)), resource).toBe(true);
});

test("a thing of another tenant is never allowed", () => {
  fc.assert(
    fc.property(worlds, fc.constantFrom(...codes), targets, instants, (world, code, target, at) => {
      expect(check(world, { code, target: { ...target, tenantId: "tenant-2" } }, at).allowed).toBe(false);
    }),
    runs(1000),
  );
});

test("no answer changes before nextChangeAt, whoever's window it is, unless a condition reads the time", () => {
  fc.assert(
    fc.property(worlds, anyQuery, instants, (world, query, at) => {
      const facts = compileWorld(world, at);
      if (facts.readsNow) return;
      for (let later = at; later < Math.min(facts.nextChangeAt, 13); later++) {
        expect(decide(facts, query, later)).toEqual(decide(facts, query, at));
      }
    }),
    runs(1000),
  );
});

test("facts compiled once answer as facts compiled anew, at every instant", () => {
  fc.assert(
    fc.property(worlds, anyQuery, instants, instants, (world, query, early, late) => {
      expect(decide(compileWorld(world, early), query, late)).toEqual(check(world, query, late));
    }),
    runs(1000),
  );
});

test("parts shared with other people of the tenant change no answer", () => {
  fc.assert(
    fc.property(worlds, anyQuery, instants, (world, query, at) => {
      expect(check(world, query, at)).toEqual(decide(compileApart(world, at), query, at));
    }),
    runs(1000),
  );
});

test("grant, then revoke, is as if nothing had been", () => {
  fc.assert(
    fc.property(worlds, grants, anyQuery, instants, (world, extra, query, at) => {
      const before = check(world, query, at);
      const granted = changed(world, withGrant(extra));
      const revoked = changed(granted, (raw) => ({ ...raw, grants: raw.grants.filter((rule) => rule !== extra) }));
      expect(check(revoked, query, at)).toEqual(before);
      expect(check(changed(world, withGrant({ ...extra, until: at })), query, at)).toEqual(before);
    }),
    runs(1000),
  );
});

test("what covers a region covers everybody's things in it", () => {
  fc.assert(
    fc.property(worlds, fc.constantFrom(...codes), regions, instants, (world, code, region, at) => {
      if (region.scope === "OWN" || !check(world, { code, region }, at).allowed) return;
      expect(check(world, { code, target: insideOf(region) }, at).allowed).toBe(true);
    }),
    runs(2000),
  );
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
