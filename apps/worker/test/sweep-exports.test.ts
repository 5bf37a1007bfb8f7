import type { JobToAdd } from "@gloria/jobs";
import { createExport } from "@gloria/services";
import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { expect, it } from "vitest";
import { sweepExports } from "../src/handlers/sweep-exports.ts";
import type { JobContext } from "../src/runtime/job-context.ts";

const database = testDatabase();

it("runs again what a dead run has left, once a minute, and nothing that lives or waits its turn", async () => {
  const services = testServices(database);
  const tenant = await makeTenant(database);
  const ask = async () => (await createExport(services, tenant.admin, { kind: "users", format: "csv" })).id;
  const [dead, alive, forgotten, waiting] = [await ask(), await ask(), await ask(), await ask()];
  // As kill -9 leaves it: taken, its lease lapsed, its job gone from the queue.
  await database.owner`update gloria.exports set status = 'running', attempts = 1, lease_until = now() - interval '1 second' where id = ${dead}`;
  await database.owner`update gloria.exports set status = 'running', attempts = 1, lease_until = now() + interval '30 seconds' where id = ${alive}`;
  await database.owner`update gloria.exports set created_at = now() - interval '6 minutes' where id = ${forgotten}`;
  const added: JobToAdd[] = [];
  const context = {
    services: { ...services, clock: { now: () => new Date("2026-11-22T10:00:30Z") } },
    queues: { add: async (jobs: readonly JobToAdd[]) => void added.push(...jobs) },
  } as unknown as JobContext;
  for (let time = 0; time < 2; time += 1) await sweepExports(context, {}, new AbortController().signal);
  const ids = added.map((job) => ("exportId" in job.payload ? job.payload.exportId : ""));
  expect(new Set(ids)).toEqual(new Set([dead, forgotten]));
  expect(ids).not.toContain(waiting);
  expect(new Set(added.map((job) => job.id)).size).toBe(2);
});
