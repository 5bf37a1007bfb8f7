import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { emptyFacts } from "../test/empty-facts.ts";
import { oracleAllows } from "../test/oracle.ts";
import { checkedCodes, instants, queries, requests } from "../test/random-facts.ts";
import { compileWorld, worldQueries, worlds } from "../test/random-world.ts";
import { propertyTimeout, runs } from "../test/run-counts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

test("decide agrees with the oracle on targets and regions, with every layer deciding often enough", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(worlds, worldQueries, instants, (world, query, at) => {
      const decision = decide(compileWorld(world, at), query, at);
      const kind = `${decision.layer} ${decision.reason}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      expect(decision.allowed).toBe(oracleAllows(world.raw, query, at, world.delegators));
    }),
    runs(2000),
  );
  // A world where nobody meets a layer would prove nothing about it.
  for (const kind of [
    "DIRECT allowed",
    "DIRECT denied_by_rule",
    "DELEGATION allowed",
    "RESOURCE allowed",
    "RESOURCE denied_by_rule",
    "ROLE allowed",
    "ROLE denied_by_rule",
    "POSITION allowed",
    "POSITION denied_by_rule",
    "GUARDRAIL forbidden",
    "null no_rule",
  ]) {
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThanOrEqual(3);
  }
});

test("decide agrees with the oracle on 'anywhere'", () => {
  const seen = { true: 0, false: 0 };
  fc.assert(
    fc.property(worlds, checkedCodes, requests, instants, (world, code, request, at) => {
      const { allowed } = decide(compileWorld(world, at), { code, request }, at);
      seen[`${allowed}`] += 1;
      expect(allowed).toBe(oracleAllows(world.raw, { code, request }, at, world.delegators));
    }),
    runs(1000),
  );
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(100);
});

test("empty facts deny everything", () => {
  const facts = compileFacts(emptyFacts, 0);
  fc.assert(
    fc.property(queries, instants, (query, at) => {
      expect(decide(facts, query, at).allowed).toBe(false);
      expect(decide(facts, { code: query.code }, at).allowed).toBe(false);
    }),
    runs(1000),
  );
});
