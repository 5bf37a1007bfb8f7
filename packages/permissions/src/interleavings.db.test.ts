import { readTenant } from "@gloria/db";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import type { TransactionSql } from "postgres";
import { expect, test, vi } from "vitest";
import { meetCases } from "../test/meet-cases.ts";
import {
  act,
  deedNames,
  type Happened,
  happen,
  histories,
  makeStage,
  questionsOn,
  type Stage,
} from "../test/random-history.ts";
import { propertyTimeout } from "../test/run-counts.ts";
import { decide } from "./decide.ts";
import { compileLoaded, type LoadedFacts, loadFactsOf } from "./load-facts.ts";
import { Permissions } from "./permissions.ts";

// Hundreds of transactions, each looked at.
vi.setConfig({ testTimeout: propertyTimeout });

const database = testDatabase();

interface Seen {
  readonly epoch: number;
  readonly facts: readonly LoadedFacts[];
}

async function makeTown(): Promise<{ tenant: TestTenant; stage: Stage }> {
  const tenant = await makeTenant(database);
  return { tenant, stage: await makeStage(database, tenant) };
}

const see = ({ system }: TestTenant, { users }: Stage): Promise<Seen> =>
  readTenant(database.app, system, async (tx) => {
    const [{ epoch }, facts] = await Promise.all([tx.opening, loadFactsOf(tx, users)]);
    return { epoch, facts };
  });

test("whatever is granted, revoked, moved and runs out between the checks of two processes, what they remember is what stands there", async () => {
  const done = new Set<string>();
  const seen = { allowed: 0, denied: 0, hits: 0 };
  await meetCases(
    histories,
    1000,
    async (history) => {
      const { tenant, stage } = await makeTown();
      const questions = questionsOn(stage);
      const processes = [1, 2].map(() => new Permissions({ maxBytes: 10_000_000, strict: false }));
      let cases = 0;
      /** Both in one snapshot, so it may also be asked while something is being changed. */
      const check = (permissions: Permissions, atLeast: number) =>
        readTenant(database.app, tenant.system, async (tx) => {
          const { epoch, now } = await tx.opening;
          expect(epoch).toBeGreaterThanOrEqual(atLeast);
          const remembered = [];
          for (const userId of stage.users) remembered.push(await permissions.accessOfUser(tx, userId));
          const loaded = await loadFactsOf(tx, stage.users);
          for (const [person, facts] of loaded.entries()) {
            const compiled = compileLoaded(facts, now.getTime());
            for (const query of questions) {
              const uncached = decide(compiled, { ...query, request: tx.ctx.origin }, now.getTime());
              seen[uncached.allowed ? "allowed" : "denied"] += 1;
              expect(remembered[person]?.checkText(query)).toEqual(uncached);
            }
            cases += 1;
          }
          return epoch;
        });
      let epoch = 0;
      for (const [turn, steps] of history.entries()) {
        // One process asks while it happens, the other one had asked before; both ask when it has been committed.
        const [during] = await Promise.all([
          check(processes[turn % 2] ?? raise(), epoch),
          happen(database.owner, stage, steps),
        ]);
        for (const permissions of processes) epoch = await check(permissions, Math.max(epoch, during));
        for (const { deed } of steps) done.add(deed);
      }
      for (const { counters } of processes) seen.hits += counters.hits;
      return cases;
    },
    4,
  );
  // Of so few histories one deed or another may be missing; the test of the past waits for every one.
  expect(done.size).toBeGreaterThan(deedNames.length * 0.8);
  // A cache that never answers would be right, too.
  expect(Math.min(seen.allowed, seen.denied, seen.hits)).toBeGreaterThan(100);
});

class TakenBack extends Error {}

test("every mutation raises its tenant's epoch by one, none that is taken back does, and no other tenant notices", async () => {
  const met = { committed: 0, takenBack: 0, others: 0, silent: 0 };
  await meetCases(
    histories,
    1000,
    async (history) => {
      const [here, there] = [await makeTown(), await makeTown()];
      const before = { committed: met.committed, takenBack: met.takenBack };
      let state = await see(here.tenant, here.stage);
      const elsewhere = await see(there.tenant, there.stage);
      for (const [turn, steps] of history.entries()) {
        await takeBack(here, steps, state.epoch, turn % 8 === 0);
        met.takenBack += 1;
        const happened = await happen(database.owner, here.stage, steps);
        const next = await see(here.tenant, here.stage);
        expectRaised(next.epoch - state.epoch, happened);
        if (next.epoch === state.epoch) {
          met.silent += 1;
          expect(next.facts).toEqual(state.facts);
        } else met.committed += 1;
        state = next;
        expect(await see(there.tenant, there.stage)).toEqual(elsewhere);
        met.others += there.stage.users.length;
      }
      return met.committed - before.committed + met.takenBack - before.takenBack;
    },
    4,
  );
  expect(met.others).toBeGreaterThanOrEqual(1000);
  expect(met.silent).toBeGreaterThan(5);
});

function expectRaised(by: number, { deciding, perhaps }: Happened): void {
  if (deciding > 0) expect(by).toBe(1);
  else expect(by).toBeLessThanOrEqual(perhaps ? 1 : 0);
}

/** A part of a transaction, or all of it, that is taken back: inside it the epoch rises, and behind it it has not. */
async function takeBack(
  { tenant, stage }: { tenant: TestTenant; stage: Stage },
  steps: Parameters<typeof act>[2],
  epoch: number,
  whole: boolean,
) {
  const epochIn = async (sql: TransactionSql) => {
    const [row] = await sql<
      { epoch: string }[]
    >`select epoch from gloria.permission_epochs where tenant_id = ${tenant.id}`;
    return Number(row?.epoch);
  };
  const attempt = async (sql: TransactionSql) => {
    const happened = await act(sql, stage, steps);
    expectRaised((await epochIn(sql)) - epoch, happened);
    throw new TakenBack();
  };
  const outcome = database.owner.begin(async (sql) => {
    if (whole) return attempt(sql);
    await sql.savepoint(attempt).catch(refuseOther);
    return epochIn(sql);
  });
  expect(await outcome.catch(refuseOther)).toBe(whole ? undefined : epoch);
}

function refuseOther(error: unknown): void {
  if (!(error instanceof TakenBack)) throw error;
}

function raise(): never {
  throw new Error("there are two processes");
}
