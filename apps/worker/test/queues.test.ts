import { EventEmitter, once } from "node:events";
import { AppError, newId, silentLogger } from "@gloria/core";
import { type JobRun, type LaneWorkers, migrateQueue, openQueues, type Queues } from "@gloria/jobs";
import { startRedis, type TestRedis, testDatabase } from "@gloria/testkit";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mayRetry } from "../src/runtime/may-retry.ts";
import { waitFor } from "./wait-for.ts";

const database = testDatabase();

describe.each(["postgres", "redis"] as const)("queues on %s", (backend) => {
  let redis: TestRedis | null = null;
  let queues: Queues;
  let workers: LaneWorkers | null = null;
  const runs: JobRun[] = [];
  const ran = new EventEmitter<{ run: [] }>();
  let behave: (run: JobRun) => Promise<void> = async () => {};

  beforeAll(async () => {
    await migrateQueue({ ownerUrl: database.urls.owner, queueRole: new URL(database.urls.queue).username });
    if (backend === "redis") redis = await startRedis();
  });
  afterAll(async () => {
    await redis?.stop();
  });
  beforeEach(async () => {
    runs.length = 0;
    behave = async () => {};
    queues = await openQueues({
      queueUrl: database.urls.queue,
      redisUrl: redis?.url,
      redisPrefix: newId(),
      logger: silentLogger,
    });
  });
  afterEach(async () => {
    await workers?.close(5_000);
    workers = null;
    await queues.close();
  });

  const start = async () => {
    workers = await queues.startWorkers({
      async run(run) {
        runs.push(run);
        ran.emit("run");
        await behave(run);
      },
      mayRetry,
      concurrency: { critical: 2, transactional: 4, bulk: 1 },
      logger: silentLogger,
    });
  };
  /** A job may have run before anybody listens: what counts is the list. */
  const hasRun = async (times: number) => {
    while (runs.length < times) await once(ran, "run");
  };
  const ref = () => ({ tenantId: newId(), notificationId: newId() });
  const failedOnes = async () => (await queues.counts()).reduce((sum, { failed }) => sum + failed, 0);

  it("runs what was added, on every lane, with the payload as it was", async () => {
    const payload = ref();
    const ids = [newId(), newId(), newId()];
    await queues.add([
      { name: "notification.expand", payload, id: ids[0] ?? "" },
      { name: "notification.expand_critical", payload, id: ids[1] ?? "" },
      { name: "audit.ensure_partitions", payload: {}, id: ids[2] ?? "" },
    ]);
    await start();
    await hasRun(3);
    expect(runs.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(runs.find(({ name }) => name === "notification.expand")).toMatchObject({ payload, attempt: 1 });
  });

  it("knows a job by its id, waiting or done", async () => {
    const job = { name: "notification.expand", payload: ref(), id: newId() } as const;
    await queues.add([job, job]);
    await queues.add([job]);
    await start();
    await hasRun(1);
    await waitFor(async () => ((await queues.counts()).some(({ completed }) => completed > 0) ? true : null));
    await queues.add([job]);
    await queues.add([{ ...job, id: newId() }]);
    await hasRun(2);
    expect(runs.filter(({ id }) => id === job.id)).toHaveLength(1);
  });

  it("tries again what may end better", async () => {
    behave = async ({ attempt }) => {
      if (attempt < 3) throw new AppError("service.unavailable");
    };
    await start();
    await queues.add([{ name: "notification.expand_critical", payload: ref(), id: newId() }]);
    await hasRun(3);
    expect(runs.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it("does not try again what cannot", async () => {
    behave = async () => {
      throw new AppError("request.invalid");
    };
    const before = await failedOnes();
    await start();
    await queues.add([{ name: "notification.expand", payload: ref(), id: newId() }]);
    await waitFor(async () => ((await failedOnes()) > before ? true : null));
    expect(runs).toHaveLength(1);
  });

  it("finishes the running jobs before it closes, and tells long ones to come to an end", async () => {
    const events: string[] = [];
    behave = async ({ signal }) => {
      await once(signal, "abort");
      events.push("job ended");
    };
    await start();
    await queues.add([{ name: "notification.deliver", payload: ref(), id: newId() }]);
    await hasRun(1);
    await workers?.close(5_000);
    events.push("closed");
    expect(events).toEqual(["job ended", "closed"]);
    workers = null;
  });

  it("lets go of a job that does not end in time, and runs it again elsewhere", async () => {
    let release: () => void = () => {};
    behave = () => new Promise((resolve) => (release = resolve));
    await start();
    await queues.add([{ name: "notification.deliver", payload: ref(), id: newId() }]);
    await once(ran, "run");
    const startedAt = performance.now();
    await workers?.close(300);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    release();
    behave = async () => {};
    await start();
    await once(ran, "run");
    expect(runs[1]).toMatchObject({ id: runs[0]?.id, attempt: 2 });
  });

  it("replaces a schedule of the same key", async () => {
    await queues.schedule("daily", "audit.ensure_partitions", {}, "0 1 * * *");
    await queues.schedule("daily", "audit.ensure_partitions", {}, "0 2 * * *");
    const bulk = queues.boards.find((queue) => queue.name === "gloria-bulk");
    const schedulers = await bulk?.getJobSchedulers();
    expect(schedulers?.map(({ key, pattern }) => ({ key, pattern }))).toEqual([{ key: "daily", pattern: "0 2 * * *" }]);
  });
});

describe("the queue's schema", () => {
  it("is made once by many at a time", async () => {
    const queueRole = new URL(database.urls.queue).username;
    const versions = await Promise.all([1, 2, 3].map(() => migrateQueue({ ownerUrl: database.urls.owner, queueRole })));
    expect(new Set(versions).size).toBe(1);
  });

  it("is all that the queue role may see", async () => {
    const [rights] = await database.owner`
      select has_schema_privilege(${new URL(database.urls.queue).username}, 'bullmq', 'create') as queue,
             has_schema_privilege(${new URL(database.urls.queue).username}, 'gloria', 'usage') as product,
             has_schema_privilege(${new URL(database.urls.app).username}, 'bullmq', 'usage') as app`;
    expect(rights).toEqual({ queue: true, product: false, app: false });
  });
});
