import { withTenant } from "@gloria/db";
import { enqueueOutbox } from "@gloria/jobs";
import { createExport, getExport, openFile, sweepFiles } from "@gloria/services";
import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { expect, it } from "vitest";
import { waitFor } from "./wait-for.ts";
import { workerProcesses } from "./worker-processes.ts";

const database = testDatabase();
const { started, killed } = workerProcesses(database);
const people = 1_500;
/** An advisory lock that the second piece of a file waits for: as long as the test has it, a run stands still there. */
const gate = 471_101;

it("leaves one whole file, and nothing half of it to see, when its worker is killed in the middle of an export", {
  timeout: 90_000,
}, async () => {
  const services = testServices(database);
  const tenant = await makeTenant(database);
  await database.owner`insert into gloria.users (tenant_id, id, name, email, nip)
    select ${tenant.id}, gen_random_uuid(), 'Guru nomor ' || n, 'guru' || n || '@demo.example', 'N' || n
    from generate_series(1, ${people - 1}) n`;
  await database.owner.unsafe(`
    create function gloria.wait_at_gate() returns trigger language plpgsql as $$
    begin
      if new.seq >= 1 then perform pg_advisory_xact_lock_shared(${gate}); end if;
      return new;
    end $$;
    create trigger wait_at_gate before insert on gloria.file_chunks for each row execute function gloria.wait_at_gate()`);
  const keeper = await database.owner.reserve();
  await keeper`select pg_advisory_lock(${gate})`;

  const { id } = await createExport(services, tenant.admin, { kind: "users", format: "ndjson" });
  const first = await started();
  await waitFor(async () => {
    const [waiting] = await database.owner`
      select pid from pg_locks where locktype = 'advisory' and objid = ${gate} and not granted`;
    return waiting ?? null;
  }, 30_000);
  const second = await started();
  await killed(first);

  const dead = await getExport(services, tenant.admin, { id });
  expect(dead).toMatchObject({ status: "running", total: people, download: null, expired: false });
  const [half] = await database.owner<{ id: string; complete: boolean; size: number }[]>`
    select id, complete, size::int from gloria.files where tenant_id = ${tenant.id}`;
  expect(half).toMatchObject({ complete: false });
  expect(half?.size).toBeGreaterThan(0);
  await expect(openFile(services, tenant.admin, half?.id ?? "")).rejects.toMatchObject({ code: "file.not_found" });

  await keeper`select pg_advisory_unlock(${gate})`;
  keeper.release();
  // As time would have it: the dead run's lease is over, and the sweeper asks for another one.
  await database.owner`update gloria.exports set lease_until = now() where id = ${id}`;
  await withTenant(database.app, tenant.admin, (tx) =>
    enqueueOutbox(tx, "export.run", { tenantId: tenant.id, exportId: id }),
  );
  const made = await waitFor(async () => {
    const found = await getExport(services, tenant.admin, { id });
    return found.status === "done" ? found : null;
  }, 60_000);

  expect(made).toMatchObject({ done: people, total: people });
  const pieces: Buffer[] = [];
  for await (const piece of (await openFile(services, tenant.admin, made.download?.fileId ?? "")).bytes) {
    pieces.push(Buffer.from(piece));
  }
  const rows = Buffer.concat(pieces).toString().trimEnd().split("\n");
  expect(new Set(rows.map((row) => JSON.parse(row).nip)).size).toBe(people);
  expect(rows).toHaveLength(people);
  const complete = await database.owner`select id from gloria.files where tenant_id = ${tenant.id} and complete`;
  expect(complete).toEqual([{ id: made.download?.fileId }]);
  expect(await database.owner`select attempts from gloria.exports where id = ${id}`).toEqual([{ attempts: 2 }]);

  await database.owner`update gloria.files set touched_at = now() - interval '2 hours' where id = ${half?.id ?? null}`;
  await sweepFiles(services, new AbortController().signal);
  expect(await database.owner`select id from gloria.files where tenant_id = ${tenant.id}`).toEqual(complete);
  await killed(second);
});
