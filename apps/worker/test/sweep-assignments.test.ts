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
