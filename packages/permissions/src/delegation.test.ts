import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { emptyFacts, grantOf, nowhere } from "../test/empty-facts.ts";
import { meetCases } from "../test/meet-cases.ts";
import { instants, me } from "../test/random-facts.ts";
import {
  compileDelegators,
  compileWorld,
  delegatingWorlds,
  type World,
  worldQueries,
  worlds,
} from "../test/random-world.ts";
import { propertyTimeout, runs } from "../test/run-counts.ts";
import { compileFacts } from "./compile-facts.ts";
import type { CompiledFacts } from "./compiled-facts.ts";
import { decide } from "./decide.ts";
import type { Decision, Query } from "./decision.ts";
import { delegationDepthMax, lineOf } from "./delegation.ts";
import type { RawDelegation, RawFacts } from "./raw-facts.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

describe("properties", () => {
  const drawn = fc.tuple(
    fc.oneof({ weight: 1, arbitrary: worlds }, { weight: 3, arbitrary: delegatingWorlds }),
    fc.array(worldQueries, { minLength: 6, maxLength: 6 }),
    instants,
    fc.nat(2),
  );
  /** Each question that a delegation answers is a case. */
  const delegatedCases = (
    judge: (
      world: World,
      query: Query,
      at: number,
      decided: { facts: CompiledFacts; decision: Decision; which: number },
    ) => void,
  ) =>
    meetCases(drawn, 1000, ([world, questions, at, which]) => {
      const facts = compileWorld(world, at);
      let met = 0;
      for (const asked of questions) {
        const query = asked.region?.scope === "OWN" ? ownedBy(asked.region.ownerId ?? me, asked) : asked;
        const decision = decide(facts, query, at);
        if (decision.layer !== "DELEGATION") continue;
        met += 1;
        judge(world, query, at, { facts, decision, which });
      }
      return met;
    });

  test("delegated is never more than the delegator's at that instant", async () => {
    await delegatedCases(({ raw, delegators }, query, at, { decision }) => {
      const row = raw.delegations.find(({ id }) => id === decision.ruleId);
      const delegator = delegators.find(({ userId }) => userId === row?.delegatorId);
      expect(delegator).toBeDefined();
      if (row === undefined || delegator === undefined) return;
      const theirs = { ...delegator, delegations: raw.delegations };
      expect(decide(compileWorld({ raw: theirs, delegators }, at), query, at).allowed).toBe(true);
    });
  });

  test("ending any link of a line ends all that came by it", async () => {
    const lengths = new Set<number>();
    await delegatedCases((world, query, at, { facts, decision, which }) => {
      const delegation = facts.delegations.find(({ id }) => id === decision.ruleId);
      expect(delegation).toBeDefined();
      if (delegation === undefined) return;
      const line = lineOf(delegation);
      const link = line[which % line.length];
      lengths.add(line.length);
      for (const without of [
        world.raw.delegations.filter(({ id }) => id !== link?.id),
        world.raw.delegations.map((row) => (row.id === link?.id ? { ...row, until: at } : row)),
      ]) {
        const after = decide(compileWorld({ ...world, raw: { ...world.raw, delegations: without } }, at), query, at);
        expect(after.ruleId).not.toBe(delegation.id);
      }
    });
    expect([...lengths].sort()).toEqual([1, 2, 3]);
  });

  test("any graph of delegations comes to an end, with an answer that adds only allows", () => {
    const people = [me, "a", "b", "c"] as const;
    const graph = fc.array(
      fc.record({
        delegatorId: fc.constantFrom(...people),
        delegateId: fc.constantFrom(...people),
        parentId: fc.option(fc.nat(9).map(String), { freq: 4 }),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(graph, fc.constantFrom(...people), (links, holder) => {
        const delegations = links.map(
          (link, id): RawDelegation => ({ ...link, ...always, id: String(id), codes: ["*:*"] }),
        );
        const of = (userId: string): RawFacts => ({
          ...emptyFacts,
          userId,
          delegations,
          grants: [grantOf({ subjectId: holder })],
        });
        const others = compileDelegators(people.map(of), 0);
        const facts = compileFacts(of(me), 0, undefined, others);
        const { allowed, layer } = decide(facts, { code: "user:read", target: {} }, 0);
        expect(allowed).toBe(layer === "DIRECT" || layer === "DELEGATION");
        for (const delegation of facts.delegations) {
          if (lineOf(delegation).length > delegationDepthMax) expect(delegation.delegator).toBeNull();
        }
        if (holder === me) expect(layer).toBe("DIRECT");
      }),
      runs(2000),
    );
  });
});

/** "Own" means the asker, and here two people are asked the same. */
function ownedBy(ownerId: string, { code, request }: Query): Query {
  return { code, request, region: { scope: "OWN", ownerId } };
}

const always = { from: null, until: null };
const target = { ownerId: "somebody", departmentIds: [], schoolIds: ["A"] };
const read: Query = { code: "user:read", target };

function person(userId: string, parts: Partial<RawFacts> = {}): RawFacts {
  return { ...emptyFacts, userId, ...parts };
}

function row(parts: Partial<RawDelegation>): RawDelegation {
  return { id: "d", delegatorId: "boss", delegateId: me, codes: ["user:read"], parentId: null, ...always, ...parts };
}

function check(delegations: readonly RawDelegation[], delegators: readonly RawFacts[], query = read, at = 0) {
  return decide(compileWorld({ raw: person(me, { delegations }), delegators }, at), query, at);
}

describe("examples", () => {
  const boss = person("boss", { grants: [grantOf({ subjectId: "boss" })] });

  test("it holds while the delegator holds, and names itself", () => {
    expect(check([row({})], [boss])).toEqual({ allowed: true, layer: "DELEGATION", ruleId: "d", reason: "allowed" });
    expect(check([row({})], [person("boss")]).reason).toBe("no_rule");
    expect(check([row({})], [{ ...boss, userActive: false }]).allowed).toBe(false);
    expect(check([row({})], []).allowed).toBe(false);
    expect(check([row({ codes: ["user:update"] })], [boss]).allowed).toBe(false);
  });

  test("the delegator's own things are meant, not the delegate's", () => {
    const own = person("boss", { grants: [grantOf({ subjectId: "boss", scope: "OWN" })] });
    const owned = (ownerId: string) => check([row({})], [own], { code: "user:read", target: { ...target, ownerId } });
    expect([owned("boss").allowed, owned(me).allowed]).toEqual([true, false]);
    const region = (ownerId?: string) =>
      check([row({})], [own], { code: "user:read", region: { scope: "OWN", ownerId } }).allowed;
    expect([region("boss"), region(), region(me)]).toEqual([true, false, false]);
  });

  test("what may not be delegated is not, nor what an acting holder may not do", () => {
    const all = person("boss", { grants: [grantOf({ subjectId: "boss", code: "*:*" })] });
    const query = (code: string): Query => ({ code, target });
    expect(check([row({ codes: ["*:*"] })], [all], query("role:assign")).allowed).toBe(false);
    expect(check([row({ codes: ["*:*"] })], [all], query("assignment:create")).allowed).toBe(true);
    const acting = person("boss", {
      grants: [grantOf({ subjectKind: "position", subjectId: "p", code: "*:*" })],
      positions: [{ assignmentId: "a", positionId: "p", code: "p", anchor: nowhere, acting: true, ...always }],
    });
    expect(check([row({ codes: ["*:*"] })], [acting], query("assignment:create")).allowed).toBe(false);
    expect(check([row({ codes: ["*:*"] })], [acting], query("assignment:read")).allowed).toBe(true);
  });

  test("three in a line, a fourth is worth nothing, and so is one who stands in it twice", () => {
    const names = ["p1", "p2", "p3", "p4"];
    const line = (length: number) =>
      names.slice(0, length).map((delegatorId, i) =>
        row({
          id: `${i}`,
          delegatorId,
          delegateId: names[i - 1] ?? me,
          parentId: i + 1 < length ? `${i + 1}` : null,
        }),
      );
    const holder = (length: number) =>
      names.map((name) => person(name, name === names[length - 1] ? { grants: [grantOf({ subjectId: name })] } : {}));
    const reached = [1, 2, 3, 4].map((length) => check(line(length), holder(length)).allowed);
    expect(reached).toEqual([true, true, true, false]);
    const circle = [row({ parentId: "back" }), row({ id: "back", delegatorId: me, delegateId: "boss", parentId: "d" })];
    expect(check(circle, [boss]).allowed).toBe(false);
  });

  test("the end of the link above ends it, also where the delegator holds the right themselves", () => {
    const parent = row({ id: "up", delegatorId: "chief", delegateId: "boss", until: 1000 });
    const people = [boss, person("chief", { grants: [grantOf({ subjectId: "chief" })] })];
    const at = (now: number) => check([row({ parentId: "up" }), parent], people, read, now).allowed;
    expect([at(999), at(1000)]).toEqual([true, false]);
    expect(check([row({ parentId: "gone" })], people).allowed).toBe(false);
  });

  test("nextChangeAt knows the windows of the whole line and of the delegators' rules", () => {
    const rows = [
      row({ parentId: "up", from: 50 }),
      row({ id: "up", delegatorId: "chief", delegateId: "boss", until: 40 }),
    ];
    const chief = person("chief", { grants: [grantOf({ subjectId: "chief", until: 30 })] });
    const compiled = compileWorld({ raw: person(me, { delegations: rows }), delegators: [boss, chief] }, 0);
    const [first, ...others] = [0, 30, 40, 50].map(
      (at) => compileWorld({ raw: person(me, { delegations: rows }), delegators: [boss, chief] }, at).nextChangeAt,
    );
    expect(compiled.nextChangeAt).toBe(first);
    expect([first, ...others]).toEqual([30, 40, 50, Infinity]);
  });
});
