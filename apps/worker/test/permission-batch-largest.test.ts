import { permissionBatchMax } from "@gloria/contracts";
import {
  bulkAssign,
  cancelPermissionBatch,
  getPermissionBatch,
  resumePermissionBatch,
  runPermissionBatch,
} from "@gloria/services";
import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { expect, it } from "vitest";
import { waitFor } from "./wait-for.ts";

const database = testDatabase();
const isFull = process.env["GLORIA_TEST_FULL"] === "1";

it.runIf(isFull)(
  "the largest batch is cancelled in the middle and resumed, and one item more is refused",
  {
    timeout: 600_000,
  },
  async () => {
    const services = testServices(database);
    const tenant = await makeTenant(database);
    await database.owner`insert into gloria.users (tenant_id, id, name, email)
    select ${tenant.id}, gen_random_uuid(), 'Guru ' || n, 'guru' || n || '@demo.example'
    from generate_series(1, ${permissionBatchMax}) n`;
    const rows = await database.owner<{ id: string }[]>`
    select id from gloria.users where tenant_id = ${tenant.id} and id <> ${tenant.adminId}`;
    const userIds = rows.map(({ id }) => id);
    const grant = { code: "user:read", scope: "ALL" } as const;
    const reason = "Tahun ajaran baru";
    // Two rights of half the people and one more.
    const tooMany = {
      userIds: userIds.slice(0, permissionBatchMax / 2 + 1),
      rights: [{ grant }, { grant: { ...grant, code: "school:read" } }],
    };
    await expect(bulkAssign(services, tenant.admin, { ...tooMany, reason })).rejects.toMatchObject({
      code: "permission_batch.too_many",
    });

    const { id } = await bulkAssign(services, tenant.admin, { userIds, rights: [{ grant }], reason });
    const run = () => runPermissionBatch(services, { tenantId: tenant.id, batchId: id }, new AbortController().signal);
    const startedAt = performance.now();
    const first = run();
    await waitFor(async () => {
      const { progress } = await getPermissionBatch(services, tenant.admin, { id });
      return progress.done >= permissionBatchMax / 4 ? progress : null;
    }, 300_000);
    await cancelPermissionBatch(services, tenant.admin, { id });
    await first;
    const cancelled = await getPermissionBatch(services, tenant.admin, { id });
    expect(cancelled).toMatchObject({ status: "cancelled", progress: { total: permissionBatchMax } });
    expect(cancelled.progress.done).toBeLessThan(permissionBatchMax);
    const made = () => database.owner<{ open: number; holders: number }[]>`
    select count(*)::int as open, count(distinct subject_id)::int as holders from gloria.grants
    where tenant_id = ${tenant.id} and code = 'user:read' and ended_at is null`;
    expect(await made()).toEqual([{ open: cancelled.progress.done, holders: cancelled.progress.done }]);

    await resumePermissionBatch(services, tenant.admin, { id });
    await run();
    const seconds = (performance.now() - startedAt) / 1000;
    process.stdout.write(
      `${permissionBatchMax} items, cancelled after ${cancelled.progress.done} and resumed: ${seconds.toFixed(1)} s\n`,
    );
    expect(await getPermissionBatch(services, tenant.admin, { id })).toMatchObject({
      status: "done",
      results: { made: permissionBatchMax, waiting: 0, refused: 0, present: 0 },
    });
    expect(await made()).toEqual([{ open: permissionBatchMax, holders: permissionBatchMax }]);
  },
);
