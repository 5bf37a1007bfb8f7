import { newId, silentLogger } from "@gloria/core";
import { migrateQueue, openQueues } from "@gloria/jobs";
import { makeOneOfEverything, makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningWorker, startWorker } from "../src/runtime/start-worker.ts";
import { waitFor } from "./wait-for.ts";

const database = testDatabase();
let worker: RunningWorker;

beforeAll(async () => {
  await migrateQueue({ ownerUrl: database.urls.owner, queueRole: new URL(database.urls.queue).username });
  const { app: appUrl, system: systemUrl, queue: queueUrl, owner: ownerUrl } = database.urls;
  worker = await startWorker({
    config: { database: { appUrl, systemUrl, queueUrl, ownerUrl }, redisUrl: null, resend: null },
    services: testServices(database),
  });
});
afterAll(() => worker.stop(5_000));

describe("the hourly sweep of assignments", () => {
  it("brings the end of an acting to the holder's inbox, in every tenant, once", async () => {
    const tenants = [await makeTenant(database), await makeTenant(database)];
    for (const tenant of tenants) {
      const { userId, positionId, schoolId } = await makeOneOfEverything(database, tenant);
      await database.owner`delete from gloria.assignments where tenant_id = ${tenant.id}`;
      await database.owner`insert into gloria.assignments
        (tenant_id, id, user_id, position_id, school_id, kind, valid_from, valid_until, created_at)
        values (${tenant.id}, ${newId()}, ${userId}, ${positionId}, ${schoolId}, 'PLT', current_date - 20, current_date + 6,
          now() - interval '20 days')`;
      await database.owner`delete from gloria.attempt_counters where tenant_id = ${tenant.id}`;
      await database.owner`insert into gloria.attempt_counters (tenant_id, subject, window_started_at)
        values (${tenant.id}, 'invitation ip 10.0.0.1', now() - interval '16 minutes'),
          (${tenant.id}, 'invitation ip 10.0.0.2', now() - interval '10 minutes')`;
    }
    const queues = await openQueues({ queueUrl: database.urls.queue, redisUrl: null, logger: silentLogger });
    for (const id of ["sweep-1", "sweep-2"]) await queues.add([{ name: "assignment.sweep", payload: {}, id }]);
    await waitFor(async () => {
      const bulk = (await queues.counts()).find(({ lane }) => lane === "bulk");
      const arrived = await database.owner`
        select distinct tenant_id from gloria.inbox_items where type = 'assignment.ends_soon'`;
      return arrived.length === 2 && bulk !== undefined && bulk.waiting + bulk.active === 0 ? arrived : null;
    });
    await queues.close();
    const told = await database.owner<{ n: number }[]>`
      select count(*)::int as n from gloria.notifications where type = 'assignment.ends_soon' group by tenant_id`;
    expect(told.map((row) => row.n)).toEqual([1, 1]);
    const attempts = await database.owner<{ subject: string }[]>`select subject from gloria.attempt_counters`;
    expect(attempts.map((row) => row.subject)).toEqual(["invitation ip 10.0.0.2", "invitation ip 10.0.0.2"]);
  });
});
