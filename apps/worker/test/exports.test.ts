import { migrateQueue } from "@gloria/jobs";
import { createExport, getExport, openFile } from "@gloria/services";
import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningWorker, startWorker } from "../src/runtime/start-worker.ts";
import { waitFor } from "./wait-for.ts";

const database = testDatabase();
let worker: RunningWorker;

beforeAll(async () => {
  await migrateQueue({ ownerUrl: database.urls.owner, queueRole: new URL(database.urls.queue).username });
  worker = await startWorker({
    config: { database: { ...urlsOf(), ownerUrl: database.urls.owner }, redisUrl: null, resend: null },
    services: testServices(database),
  });
});
afterAll(() => worker.stop(5_000));

function urlsOf() {
  const { app, system, queue } = database.urls;
  return { appUrl: app, systemUrl: system, queueUrl: queue };
}

it("makes an export that was asked for, and tells its requester", async () => {
  const services = testServices(database);
  const tenant = await makeTenant(database);
  const { id } = await createExport(services, tenant.admin, { kind: "users", format: "csv", columns: ["name"] });
  const made = await waitFor(async () => {
    const found = await getExport(services, tenant.admin, { id });
    return found.status === "done" ? found : null;
  });
  const pieces: Buffer[] = [];
  for await (const piece of (await openFile(services, tenant.admin, made.download?.fileId ?? "")).bytes)
    pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe("\uFEFFNama\r\nAdmin Yayasan\r\n");
  const told = await waitFor(async () => {
    const rows = await database.owner`
      select user_id, type from gloria.inbox_items where tenant_id = ${tenant.id}`;
    return rows.length > 0 ? rows : null;
  });
  expect(told).toEqual([{ user_id: tenant.adminId, type: "export.finished" }]);
});
