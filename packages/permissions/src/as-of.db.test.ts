import { readTenant } from "@gloria/db";
import { makeTenant, testDatabase } from "@gloria/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deedNames, happen, histories, makeStage } from "../test/random-history.ts";
import { type LoadedFacts, loadFacts, loadFactsOf, loadFactsOfAsOf } from "./load-facts.ts";

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

test("what was loaded when an epoch was current is what is loaded as of that epoch, for one and for many", async () => {
  const done = new Set<string>();
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const tenant = await makeTenant(database);
      const stage = await makeStage(database, tenant);
      const then: { epoch: number; at: Date; facts: unknown[] }[] = [];
      const look = () =>
        readTenant(database.app, tenant.system, async (tx) => {
          const { epoch, now } = await tx.opening;
          const each = [];
          for (const userId of stage.users) each.push(await loadFacts(tx, userId));
          const many = await loadFactsOf(tx, stage.users);
          expect(many.map(facts)).toEqual(each.map(facts));
          expect(new Set([...each, ...many].map((one) => one.epoch))).toEqual(new Set([epoch]));
          then.push({ epoch, at: now, facts: each.map(facts) });
        });
      await look();
      for (const steps of history) {
        await happen(database.owner, stage, steps);
        await look();
        for (const { deed } of steps) done.add(deed);
      }
      await readTenant(database.app, tenant.system, async (tx) => {
        for (const { epoch, at, facts: loaded } of then) {
          const again = await loadFactsOfAsOf(tx, stage.users, { epoch, at });
          expect(again.map(facts)).toEqual(loaded);
        }
      });
    }),
    { numRuns: 12 },
  );
  // A deed that never happened would prove nothing.
  expect([...done].sort()).toEqual([...deedNames].sort());
}, 120_000);
