import { readTenant } from "@gloria/db";
import { makeTenant, testDatabase } from "@gloria/testkit";
import { expect, test, vi } from "vitest";
import { meetCases } from "../test/meet-cases.ts";
import { deedNames, happen, histories, makeStage, questionsOn, type Step } from "../test/random-history.ts";
import { propertyTimeout } from "../test/run-counts.ts";
import { decide } from "./decide.ts";
import { compileLoaded, type LoadedFacts, loadFacts, loadFactsOf, loadFactsOfAsOf } from "./load-facts.ts";

// Hundreds of transactions, each looked at.
vi.setConfig({ testTimeout: propertyTimeout });

const database = testDatabase();

/** Facts are sets: their order means nothing. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder).sort((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, inOrder(part)] as const)
      .sort(([x], [y]) => (x < y ? -1 : 1)),
  );
}

const facts = ({ raw, delegators }: LoadedFacts) => inOrder({ raw, delegators });

test("what was loaded when an epoch was current is what is loaded and answered as of that epoch, for one and for many", async () => {
  const done = new Set<string>();
  const seen = { allowed: 0, denied: 0 };
  // A case is one epoch and one person, with all that is asked of them.
  const judge = async (history: Step[][]) => {
    const tenant = await makeTenant(database);
    const stage = await makeStage(database, tenant);
    const questions = questionsOn(stage);
    const answersOf = (loaded: LoadedFacts, at: Date) => {
      const compiled = compileLoaded(loaded, at.getTime());
      return questions.map((query) => decide(compiled, query, at.getTime()));
    };
    const then: { epoch: number; at: Date; facts: unknown[]; answers: unknown[] }[] = [];
    const look = (which: number) =>
      readTenant(database.app, tenant.system, async (tx) => {
        const { epoch, now } = await tx.opening;
        const many = await loadFactsOf(tx, stage.users);
        const alone = many[which % many.length];
        if (alone === undefined) throw new Error("everybody was loaded");
        const one = await loadFacts(tx, alone.raw.userId);
        expect(facts(one)).toEqual(facts(alone));
        expect(new Set([one, ...many].map((loaded) => loaded.epoch))).toEqual(new Set([epoch]));
        const answers = many.map((loaded) => answersOf(loaded, now));
        for (const { allowed } of answers.flat()) seen[allowed ? "allowed" : "denied"] += 1;
        then.push({ epoch, at: now, facts: many.map(facts), answers });
      });
    await look(0);
    for (const [which, steps] of history.entries()) {
      await happen(database.owner, stage, steps);
      await look(which);
      for (const { deed } of steps) done.add(deed);
    }
    await readTenant(database.app, tenant.system, async (tx) => {
      for (const past of then) {
        const again = await loadFactsOfAsOf(tx, stage.users, past);
        expect(again.map(facts)).toEqual(past.facts);
        expect(again.map((loaded) => answersOf(loaded, past.at))).toEqual(past.answers);
      }
    });
    return then.length * stage.users.length;
  };
  await meetCases(histories, 1000, judge, 4);
  // A deed that never happened would prove nothing.
  expect([...done].sort()).toEqual([...deedNames].sort());
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(500);
});
