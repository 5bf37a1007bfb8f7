import type { ChildProcess } from "node:child_process";
import { bulkAssign, getPermissionBatch, takeBackPermissionBatch } from "@gloria/services";
import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { expect, it } from "vitest";
import { waitFor } from "./wait-for.ts";
import { workerProcesses } from "./worker-processes.ts";

const database = testDatabase();
const { started, killed } = workerProcesses(database);
const people = 1_200;
/** An advisory lock that a batch waits for at its 600th item: as long as the test has it, a run stands still there. */
const gate = 471_104;

it("gives every right once, and takes every one back once, when workers are killed in the middle", {
  timeout: 180_000,
}, async () => {
  const services = testServices(database);
  const tenant = await makeTenant(database);
  await database.owner`insert into gloria.users (tenant_id, id, name, email)
    select ${tenant.id}, gen_random_uuid(), 'Guru ' || n, 'guru' || n || '@demo.example' from generate_series(1, ${people}) n`;
  const ids = await database.owner<{ id: string }[]>`
    select id from gloria.users where tenant_id = ${tenant.id} and id <> ${tenant.adminId}`;
  await database.owner.unsafe(`
    create function gloria.wait_at_gate() returns trigger language plpgsql as $$
    begin
      if new.item_number = 600 then perform pg_advisory_xact_lock_shared(${gate}); end if;
      return new;
    end $$;
    create trigger wait_at_gate before update on gloria.permission_batch_items
      for each row execute function gloria.wait_at_gate()`);
  const keeper = await database.owner.reserve();

  /** Kills the worker while it stands at the gate; the one that finishes instead. */
  async function killInTheMiddle(worker: ChildProcess, id: string, status: string): Promise<ChildProcess> {
    await waitFor(async () => {
      const [waiting] = await database.owner`
        select pid from pg_locks where locktype = 'advisory' and objid = ${gate} and not granted`;
      return waiting ?? null;
    }, 60_000);
    await killed(worker);
    const left = await getPermissionBatch(services, tenant.admin, { id });
    expect(left.status).toBe("running");
    expect(left.progress.done).toBe(500);
    await keeper`select pg_advisory_unlock(${gate})`;
    // As time would have it: the dead run's lease is over, and the sweeper finds it.
    await database.owner`update gloria.permission_batches set lease_until = now() where id = ${id}`;
    const next = await started();
    await waitFor(async () => {
      const found = await getPermissionBatch(services, tenant.admin, { id });
      return found.status === status ? found : null;
    }, 60_000);
    return next;
  }

  const first = await started();
  await keeper`select pg_advisory_lock(${gate})`;
  const { id } = await bulkAssign(services, tenant.admin, {
    userIds: ids.map((row) => row.id),
    rights: [{ grant: { code: "user:read", scope: "ALL" } }],
    reason: "Tahun ajaran baru",
  });
  const second = await killInTheMiddle(first, id, "done");
  expect(await getPermissionBatch(services, tenant.admin, { id })).toMatchObject({
    progress: { done: people, total: people },
    results: { made: people, waiting: 0, refused: 0, present: 0 },
  });
  const counted = () => database.owner<{ open: number; holders: number; made: number; ended: number }[]>`
    select count(*) filter (where ended_at is null)::int as open,
      count(distinct subject_id) filter (where ended_at is null)::int as holders,
      (select count(*)::int from gloria.audit_events where batch_id = ${id} and action = 'grant.create') as made,
      (select count(*)::int from gloria.audit_events where batch_id = ${id} and action = 'grant.end') as ended
    from gloria.grants where tenant_id = ${tenant.id} and code = 'user:read'`;
  expect(await counted()).toEqual([{ open: people, holders: people, made: people, ended: 0 }]);

  await keeper`select pg_advisory_lock(${gate})`;
  await takeBackPermissionBatch(services, tenant.admin, { id });
  await killInTheMiddle(second, id, "taken_back");
  keeper.release();
  expect(await getPermissionBatch(services, tenant.admin, { id })).toMatchObject({
    results: { takenBack: people, kept: 0, made: 0 },
  });
  expect(await counted()).toEqual([{ open: 0, holders: 0, made: people, ended: people }]);
});
