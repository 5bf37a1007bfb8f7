import type { ChildProcess } from "node:child_process";
import type { ImportPhase } from "@gloria/contracts";
import { commitImport, createImport, runImport, type Services, storeFile, undoImport } from "@gloria/services";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import { describeLivingRows, hashLivingRows } from "./living-rows.ts";
import { waitFor } from "./wait-for.ts";
import { workerProcesses } from "./worker-processes.ts";

const database = testDatabase();
const { started, killed } = workerProcesses(database);
let services: Services;

beforeAll(() => {
  services = testServices(database);
});

/** Rows of the file: new people, some of them with a second position, people who are there, and a row in error. */
const newPeople = 1_440;
const knownPeople = 30;

function fileText(): string {
  const lines = ["NIP,Nama,Email,Kode sekolah,Kode jabatan,Kode peran"];
  for (let n = 0; n < newPeople; n += 1) {
    const [school, other] = n % 2 === 0 ? ["SMA-1", "SD-1"] : ["SD-1", "SMA-1"];
    lines.push(`7${n},Orang ${n},orang${n}@demo.example,${school},GURU,${n % 3 === 0 ? "teacher" : ""}`);
    if (n % 48 === 47) lines.push(`7${n},Orang ${n},orang${n}@demo.example,${other},GURU,`);
    if (n % 48 === 24) lines.push(`8${Math.floor(n / 48)},Nama Baru ${n},,SMA-1,,`);
  }
  lines.push("999,Salah,,TIDAK-ADA,,");
  return lines.join("\n");
}

async function foundation(): Promise<TestTenant> {
  const tenant = await makeTenant(database);
  for (const code of ["SMA-1", "SD-1"]) {
    const school = await tenant.addSchool({ code });
    await database.owner`insert into gloria.positions (tenant_id, id, school_id, code, name, level, headcount)
      values (${tenant.id}, gen_random_uuid(), ${school}, 'GURU', 'Guru', 5, 5000)`;
  }
  await database.owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, gen_random_uuid(), 'teacher', 'Guru')`;
  for (let n = 0; n < knownPeople; n += 1) {
    const id = await tenant.addUser({ name: `Nama Lama ${n}`, nip: `8${n}`, email: `lama${n}@demo.example` });
    await database.owner`update gloria.users set clerk_user_id = null where id = ${id}`;
  }
  await database.owner`update gloria.users set clerk_user_id = null, email = 'admin@demo.example' where id = ${tenant.adminId}`;
  return tenant;
}

/** Shown by a dry run, in this process. */
async function planned(tenant: TestTenant): Promise<string> {
  const file = await storeFile(
    services,
    tenant.admin,
    { name: "guru.csv", mediaType: "text/csv", purpose: "import", expiresAt: null },
    (async function* () {
      yield Buffer.from(fileText());
    })(),
    { maxBytes: 1_000_000 },
  );
  const { id } = await createImport(services, tenant.admin, { fileId: file.id, kind: "people" });
  await runHere(tenant, id);
  return id;
}

function runHere(tenant: TestTenant, importId: string): Promise<void> {
  return runImport(services, { tenantId: tenant.id, importId }, new AbortController().signal);
}

async function headOf(id: string): Promise<{ phase: ImportPhase; status: string; done: number; total: number }> {
  const [row] = await database.owner<{ phase: ImportPhase; status: string; done: number; total: number }[]>`
    select phase, status, done, total from gloria.imports where id = ${id}`;
  if (row === undefined) throw new Error("the import is gone");
  return row;
}

/** Kills the worker once some batches are committed and others are not, and lets its lease run out. */
async function killInTheMiddle(worker: ChildProcess, id: string): Promise<void> {
  await waitFor(async () => ((await headOf(id)).done > 0 ? true : null), 60_000);
  await killed(worker);
  const left = await headOf(id);
  expect(left.status).toBe("running");
  expect(left.done).toBeLessThan(left.total);
  await database.owner`update gloria.imports set lease_until = now() where id = ${id}`;
}

async function finished(id: string, status: string): Promise<void> {
  await waitFor(async () => ((await headOf(id)).status === status ? true : null), 60_000);
}

async function rowStates(id: string): Promise<readonly unknown[]> {
  return database.owner`
    select row_number, action, state, label, jsonb_path_query_array(problems, '$[*].code') as problems
    from gloria.import_rows where import_id = ${id} order by row_number`;
}

async function auditCounts(id: string): Promise<readonly unknown[]> {
  return database.owner`
    select action, count(*)::int as n from gloria.audit_events where batch_id = ${id}
      and action not like 'import.%' group by 1 order by 1`;
}

it("leaves nothing out and does nothing twice when workers are killed in the middle of commit and undo", {
  timeout: 180_000,
}, async () => {
  const [disturbed, undisturbed] = [await foundation(), await foundation()];
  const [id, calmId] = await Promise.all([planned(disturbed), planned(undisturbed)]);
  const before = await hashLivingRows(database, disturbed.id);
  await commitImport(services, undisturbed.admin, { id: calmId });
  const [first] = await Promise.all([started(), runHere(undisturbed, calmId)]);

  await commitImport(services, disturbed.admin, { id });
  await killInTheMiddle(first, id);
  const second = await started();
  await finished(id, "committed");
  expect(await headOf(id)).toEqual(await headOf(calmId));
  expect(await rowStates(id)).toEqual(await rowStates(calmId));
  expect(await describeLivingRows(database, disturbed.id)).toEqual(await describeLivingRows(database, undisturbed.id));
  expect(await auditCounts(id)).toEqual(await auditCounts(calmId));

  await undoImport(services, disturbed.admin, { id });
  await killInTheMiddle(second, id);
  await started();
  await finished(id, "undone");
  expect(await hashLivingRows(database, disturbed.id)).toEqual(before);
  const [states] = await database.owner<{ undone: number; rest: number }[]>`
    select count(*) filter (where state = 'undone')::int as undone, count(*) filter (where state <> 'undone' and action <> 'error')::int as rest
    from gloria.import_rows where import_id = ${id}`;
  expect(states).toEqual({ undone: newPeople + 2 * knownPeople, rest: 0 });
});
