import { bulkAssign, createExport, getExport, getPermissionBatch } from "@gloria/services";
import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import { waitFor } from "./wait-for.ts";
import { workerProcesses } from "./worker-processes.ts";

const database = testDatabase();
const { started } = workerProcesses(database);
const people = 1_200;
/** An advisory lock that a batch waits for at its 600th item: as long as the test has it, a run stands still there. */
const gate = 471_105;
/** The same for the second piece of an export's file. */
const exportGate = 471_106;

beforeAll(async () => {
  await database.owner.unsafe(`
    create function gloria.wait_at_gate() returns trigger language plpgsql as $$
    begin
      if new.item_number = 600 then perform pg_advisory_xact_lock_shared(${gate}); end if;
      return new;
    end $$;
    create trigger wait_at_gate before update on gloria.permission_batch_items
      for each row execute function gloria.wait_at_gate();
    create function gloria.wait_at_export_gate() returns trigger language plpgsql as $$
    begin
      if new.seq >= 1 then perform pg_advisory_xact_lock_shared(${exportGate}); end if;
      return new;
    end $$;
    create trigger wait_at_export_gate before insert on gloria.file_chunks
      for each row execute function gloria.wait_at_export_gate()`);
});

function standsAt(number: number): Promise<object> {
  return waitFor(async () => {
    const [waiting] = await database.owner`
      select pid from pg_locks where locktype = 'advisory' and objid = ${number} and not granted`;
    return waiting ?? null;
  }, 60_000);
}

it.each([
  { lost: "user:read", status: "done", failure: null },
  { lost: "permission:assign", status: "failed", failure: "access.denied" },
])(
  "a long job does nothing more that its person may not do any more: $lost",
  {
    timeout: 180_000,
  },
  async ({ lost, status, failure }) => {
    const services = testServices(database);
    const tenant = await makeTenant(database);
    const userId = await tenant.addUser();
    for (const code of ["permission:assign", "user:read"]) await tenant.addGrant({ userId, code, scope: "ALL" });
    await database.owner`insert into gloria.users (tenant_id, id, name, email)
    select ${tenant.id}, gen_random_uuid(), 'Guru ' || n, 'guru' || n || '@demo.example' from generate_series(1, ${people}) n`;
    const ids = await database.owner<{ id: string }[]>`
    select id from gloria.users where tenant_id = ${tenant.id} and email like 'guru%'`;
    const keeper = await database.owner.reserve();
    await keeper`select pg_advisory_lock(${gate})`;
    await started();
    const { id } = await bulkAssign(services, tenant.as(userId), {
      userIds: ids.map((row) => row.id),
      rights: [{ grant: { code: "user:read", scope: "ALL" } }],
      reason: "Tahun ajaran baru",
    });
    await standsAt(gate);

    // It stands in line behind the batch under way, which has begun before it.
    const revoked = database.owner<{ epoch: number }[]>`
    update gloria.grants set ended_at = now()
    where tenant_id = ${tenant.id} and subject_id = ${userId} and code = ${lost} and ended_at is null
    returning ended_epoch::int as epoch`;
    const revoking = revoked.execute();
    await waitFor(async () => {
      const [waiting] = await keeper`
      select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%update gloria.grants set ended_at%'`;
      return waiting ?? null;
    }, 30_000);
    await keeper`select pg_advisory_unlock(${gate})`;
    keeper.release();
    const [end] = await revoking;
    const batch = await waitFor(async () => {
      const found = await getPermissionBatch(services, tenant.admin, { id });
      return found.status === "running" ? null : found;
    }, 90_000);

    expect(batch).toMatchObject({ status, failure });
    const [made] = await database.owner<{ before: number; after: number }[]>`
    select count(*) filter (where created_epoch < ${end?.epoch ?? 0})::int as before,
      count(*) filter (where created_epoch > ${end?.epoch ?? 0})::int as after
    from gloria.grants where tenant_id = ${tenant.id} and subject_id = any (${ids.map((row) => row.id)}::uuid[])`;
    expect(made?.after).toBe(0);
    expect(made?.before).toBeGreaterThanOrEqual(600);
    expect(made?.before).toBeLessThan(people);
  },
);

it("a file that is being made is given up when its person may not have it any more", { timeout: 180_000 }, async () => {
  const services = testServices(database);
  const tenant = await makeTenant(database);
  const userId = await tenant.addUser();
  for (const code of ["export:*", "user:*"]) await tenant.addGrant({ userId, code, scope: "ALL" });
  await database.owner`insert into gloria.users (tenant_id, id, name, email, nip)
    select ${tenant.id}, gen_random_uuid(), 'Guru nomor ' || n, 'guru' || n || '@demo.example', 'N' || n
    from generate_series(1, ${people * 5}) n`;
  const keeper = await database.owner.reserve();
  await keeper`select pg_advisory_lock(${exportGate})`;
  await started();
  const { id } = await createExport(services, tenant.as(userId), { kind: "users", format: "ndjson" });
  await standsAt(exportGate);
  await keeper`update gloria.grants set ended_at = now()
    where tenant_id = ${tenant.id} and subject_id = ${userId} and code = 'user:*'`;
  await keeper`select pg_advisory_unlock(${exportGate})`;
  keeper.release();
  const end = await waitFor(async () => {
    const found = await getExport(services, tenant.admin, { id });
    return found.status === "running" ? null : found;
  }, 90_000);

  expect(end).toMatchObject({ status: "failed", error: { code: "access.denied" }, download: null });
  expect(await database.owner`select id from gloria.files where tenant_id = ${tenant.id} and complete`).toEqual([]);
});
