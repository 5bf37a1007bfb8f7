import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { meetCases } from "../test/meet-cases.ts";
import { checkedCodes, codes, instants, me, requests, rows } from "../test/random-facts.ts";
import { compileApart, compileWorld, worldQueries, worlds } from "../test/random-world.ts";
import { passes } from "../test/row-passes.ts";
import { propertyTimeout } from "../test/run-counts.ts";
import { accessOf } from "./access.ts";
import { decide } from "./decide.ts";
import type { Query } from "./decision.ts";
import { effective } from "./effective.ts";
import { FactsPool } from "./facts-pool.ts";
import { filterFor } from "./filter-for.ts";
import { compileLoaded } from "./load-facts.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

const questions = fc.oneof(
  { weight: 4, arbitrary: worldQueries },
  { weight: 1, arbitrary: fc.tuple(checkedCodes, requests).map(([code, request]): Query => ({ code, request })) },
);

test("however it is asked, alone or among many, with reasons or without, the answer is one", async () => {
  const seen = { allowed: 0, denied: 0 };
  const drawn = fc.tuple(
    worlds,
    fc.array(questions, { minLength: 5, maxLength: 5 }),
    fc.array(rows, { maxLength: 3 }),
    instants,
  );
  await meetCases(drawn, 1000, ([world, asked, list, at]) => {
    const open = { schoolId: null, strict: false };
    const alone = compileApart(world, at);
    const access = accessOf(alone, 7, at, open);
    // Read for many people at once, as lists and simulations do: with parts of theirs shared, whoever comes first.
    const pool = new FactsPool();
    const everybody = [...world.delegators.map((raw) => ({ raw, delegators: [] })), world];
    const many = everybody.map((each) => accessOf(compileLoaded({ epoch: 7, ...each }, at, pool), 7, at, open));
    const mine = many.find(({ userId }) => userId === me);
    const listed = new Set(effective(alone, at, undefined, codes).map(({ code }) => code));
    for (const query of asked) {
      const decision = decide(alone, query, at);
      seen[decision.allowed ? "allowed" : "denied"] += 1;
      expect(access.checkText(query)).toEqual(decision);
      expect(mine?.checkText(query)).toEqual(decision);
      expect(access.explain(query)?.decision).toEqual(decision);
      expect(decide(compileWorld(world, at), query, at)).toEqual(decision);
    }
    for (const code of codes) {
      expect(listed.has(code), code).toBe(decide(alone, { code }, at).allowed);
      const filter = filterFor(alone, code, at);
      for (const target of list) expect(passes(filter, target)).toBe(decide(alone, { code, target }, at).allowed);
    }
    return asked.length;
  });
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(100);
});
