import { exportColumns, locales, type UserRow } from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { codeOf, makeOneOfEverything, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { listUsers } from "../../organisation/index.ts";
import { getFile, openFile, type Services } from "../../platform/index.ts";
import {
  cancelExport,
  columnTitle,
  createExport,
  deleteExport,
  findStalledExports,
  getExport,
  listExports,
  runExport,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let other: TestTenant;
let schoolId: string;
let elsewhere: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  other = await makeTenant(database);
  await makeOneOfEverything(database, tenant);
  schoolId = await tenant.addSchool({ name: "SMA Satu" });
  elsewhere = await tenant.addSchool({ name: "SMA Dua" });
  for (let index = 0; index < 450; index += 1) {
    await tenant.addUser({
      name: `Guru ${String(index).padStart(3, "0")}`,
      nip: `00${index}`,
      homeSchoolId: index % 3 === 0 ? schoolId : elsewhere,
      status: index % 5 === 0 ? "suspended" : "active",
    });
  }
}, 120_000);

const still = new AbortController().signal;

async function textOf(ctx: TenantContext, fileId: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of (await openFile(services, ctx, fileId)).bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function exported(ctx: TenantContext, input: Parameters<typeof createExport>[2]) {
  const { id } = await createExport(services, ctx, input);
  await runExport(services, { tenantId: ctx.tenantId, exportId: id }, still);
  const made = await getExport(services, ctx, { id });
  return { made, text: made.download === null ? "" : await textOf(ctx, made.download.fileId) };
}

async function everyUser(ctx: TenantContext, filter: object): Promise<UserRow[]> {
  const found: UserRow[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listUsers>> = await listUsers(services, ctx, {
      ...filter,
      limit: 100,
      ...(cursor === null ? {} : { cursor }),
    });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

const auditOf = (id: string) => database.owner<{ action: string }[]>`
  select action from gloria.audit_events where entity_id = ${id} order by occurred_at, id`;

async function schoolPerson(grants: readonly string[], scope: "SCHOOL" | "ALL" = "SCHOOL") {
  const userId = await tenant.addUser({ name: "Kepala", homeSchoolId: schoolId });
  for (const code of grants) {
    await tenant.addGrant({ userId, code, scope, ...(scope === "SCHOOL" ? { schoolId } : {}) });
  }
  // Whoever asked for it always sees their own.
  return { userId, ctx: tenant.as(userId) };
}

describe("an export of people", () => {
  it("has exactly the rows of the list for the same filter, in its order", async () => {
    const filter = { schoolId, status: "active", sort: "-name" } as const;
    const { made, text } = await exported(tenant.admin, { kind: "users", format: "json", filter });
    const listed = await everyUser(tenant.admin, filter);
    expect(listed.length).toBeGreaterThan(100);
    const keys = Object.keys(exportColumns.users);
    expect(JSON.parse(text)).toEqual(
      listed.map((row) => Object.fromEntries(keys.map((key) => [key, Reflect.get(row, key)]))),
    );
    expect(made).toMatchObject({ status: "done", done: listed.length, total: listed.length, expired: false });
    expect(made.download?.name).toMatch(/^gloria-users-\d{8}-\d{4}\.json$/);
    expect((await auditOf(made.id)).map((row) => row.action)).toEqual(["export.create"]);
  });

  it.each(["csv", "xlsx", "ndjson", "pdf"] as const)("is made as %s", async (format) => {
    const { made, text } = await exported(tenant.admin, { kind: "users", format, filter: { schoolId } });
    expect([made.status, made.error]).toEqual(["done", null]);
    const beginnings = { csv: "\uFEFFNIP;", xlsx: "PK", ndjson: "{", pdf: "%PDF-" };
    expect(text.startsWith(beginnings[format])).toBe(true);
  });

  it("has the chosen columns alone, in the order of the kind", async () => {
    const columns = ["name", "nip"];
    const { text } = await exported(tenant.admin, { kind: "users", format: "csv", filter: { q: "Guru 149" }, columns });
    expect(text).toBe("\uFEFFNIP;Nama\r\n00149;Guru 149\r\n");
  });

  it("has of a school-scoped requester's foundation their school alone, however much they may read", async () => {
    const { userId, ctx } = await schoolPerson(["export:create", "export:read", "user:export"]);
    await tenant.addGrant({ userId, code: "user:read", scope: "ALL" });
    const { text } = await exported(ctx, { kind: "users", format: "json" });
    const rows: Record<string, unknown>[] = JSON.parse(text);
    expect(rows.length).toBe(151);
    expect(new Set(rows.map((row) => row["homeSchoolName"]))).toEqual(new Set(["SMA Satu"]));
  });

  it("is masked where the requester may not read what is sensitive", async () => {
    const { ctx } = await schoolPerson(["export:create", "export:read", "user:export", "user:read"]);
    const { text } = await exported(ctx, { kind: "users", format: "json", filter: { q: "Guru 000" } });
    expect(JSON.parse(text)).toMatchObject([{ nip: "000", name: "Guru 000", email: "•••••", phone: null }]);
    const full = await schoolPerson([
      "export:create",
      "export:read",
      "user:export",
      "user:read",
      "user.sensitive:read",
    ]);
    const { text: plain } = await exported(full.ctx, { kind: "users", format: "json", filter: { q: "Guru 000" } });
    expect(JSON.parse(plain)[0].email).toMatch(/@demo.example$/);
  });

  it("is refused to who lacks any of the permissions it needs, and names what is wrong with a request", async () => {
    for (const grants of [["export:create"], ["user:export", "user:read"], []]) {
      const { ctx } = await schoolPerson(grants);
      expect(await createExport(services, ctx, { kind: "users", format: "csv" }).catch(codeOf)).toBe("access.denied");
    }
    const bad = createExport(services, tenant.admin, {
      kind: "users",
      format: "csv",
      filter: { status: "gone", colour: "red" },
      columns: ["name", "secret"],
    });
    await expect(bad).rejects.toMatchObject({
      code: "request.invalid",
      errors: [{ path: "columns.1" }, { path: "filter.status" }, { path: "filter.colour" }],
    });
    const zip = createExport(services, tenant.admin, { kind: "users", format: "zip" });
    await expect(zip).rejects.toMatchObject({ errors: [{ path: "format", code: "export.format" }] });
  });

  it("fails, and says so, when the requester has lost the right before the worker came", async () => {
    const { userId, ctx } = await schoolPerson(["export:create", "export:read", "user:export", "user:read"]);
    const { id } = await createExport(services, ctx, { kind: "users", format: "csv" });
    await database.owner`update gloria.grants set ended_at = now() where tenant_id = ${tenant.id} and subject_id = ${userId}`;
    await runExport(services, { tenantId: tenant.id, exportId: id }, still);
    const made = await getExport(services, tenant.admin, { id });
    expect(made).toMatchObject({ status: "failed", error: { code: "access.denied" }, download: null });
    const [told] = await database.owner<{ data: object }[]>`
      select data from gloria.notifications where tenant_id = ${tenant.id} and entity_id = ${id}`;
    expect(told?.data).toEqual({ kind: "users", format: "csv", status: "failed", rows: 0 });
  });
});

it.each([
  { kind: "users", format: "csv", filter: { sort: "-createdAt" } },
  { kind: "users", format: "csv", filter: { q: "guru 01" } },
  { kind: "users", format: "csv", filter: { q: "wulna sari" } },
  { kind: "employees", format: "json", filter: {} },
  { kind: "employees", format: "csv", filter: { q: "wul" } },
  { kind: "assignments", format: "xlsx", filter: {} },
  { kind: "assignments", format: "ndjson", filter: { asOf: "2019-01-01" } },
  { kind: "organisation", format: "pdf", filter: {} },
  { kind: "oneroster", format: "zip", filter: {} },
] as const)("knows how many rows there will be before the first: $kind $filter", async (input) => {
  for (const filter of [input.filter, { ...input.filter, schoolId }]) {
    const { id } = await createExport(services, tenant.admin, { ...input, filter });
    const aborted = AbortSignal.abort(new Error("the worker goes down"));
    await runExport(services, { tenantId: tenant.id, exportId: id }, aborted).catch(() => null);
    const told = await getExport(services, tenant.admin, { id });
    if (told.status !== "done") expect(told.done).toBe(0);
    await runExport(services, { tenantId: tenant.id, exportId: id }, still);
    const made = await getExport(services, tenant.admin, { id });
    expect(made).toMatchObject({ status: "done", done: made.total });
    expect(told.total).toBe(made.total);
  }
});

describe("other kinds", () => {
  it("have assignments with who holds them, and the organisation in one table", async () => {
    const { text } = await exported(tenant.admin, { kind: "assignments", format: "json" });
    expect(JSON.parse(text)).toMatchObject([
      {
        userName: "Wulan Sari",
        positionCode: "STU",
        departmentName: "Tata Usaha",
        validFrom: "2020-01-01",
        isPrimary: true,
      },
    ]);
    const { text: all } = await exported(tenant.admin, { kind: "organisation", format: "json" });
    const rows: { type: string; name: string; parentName: string | null }[] = JSON.parse(all);
    expect(rows.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "school SD Contoh",
      "school SMA Dua",
      "school SMA Satu",
      "department Tata Usaha",
      "position Kepala Sekolah",
      "position Staf TU",
    ]);
    expect(rows.at(-1)?.parentName).toBe("Tata Usaha");
  });

  it("have employees as their list has them, and refuse specific columns without the right", async () => {
    const { text } = await exported(tenant.admin, { kind: "employees", format: "json" });
    const [row] = JSON.parse(text);
    expect(row).toMatchObject({ name: "Wulan Sari", schoolName: "SD Contoh" });
    expect(Object.keys(row)).not.toContain("nik");
    const columns = ["nip", "nik"];
    const chosen = await exported(tenant.admin, { kind: "employees", format: "json", columns });
    expect(Object.keys(JSON.parse(chosen.text)[0])).toEqual(columns);
    const { ctx } = await schoolPerson(["export:create", "employee:read", "employee:export"], "ALL");
    const refused = createExport(services, ctx, { kind: "employees", format: "json", columns });
    await expect(refused).rejects.toMatchObject({ params: { permission: "employee.sensitive:export" } });
  });

  it("have a OneRoster archive", async () => {
    const { made, text } = await exported(tenant.admin, { kind: "oneroster", format: "zip" });
    expect([made.status, made.error]).toEqual(["done", null]);
    for (const name of ["manifest.csv", "orgs.csv", "users.csv", "roles.csv", "academicSessions.csv"]) {
      expect(text).toContain(name);
    }
  });

  it("name every column in both languages", () => {
    const keys = Object.values(exportColumns).flatMap((columns) => Object.keys(columns));
    expect(locales.flatMap((locale) => keys.filter((key) => columnTitle(locale, key) === null))).toEqual([]);
  });
});

describe("an export under way", () => {
  it("leaves nothing behind when it is cancelled, and stays cancelled", async () => {
    const { id } = await createExport(services, tenant.admin, { kind: "users", format: "csv" });
    const running = { ...services, clock: { now: () => new Date() } };
    const ref = { tenantId: tenant.id, exportId: id };
    const before = await database.owner<{ n: number }[]>`select count(*)::int as n from gloria.files`;
    // Cancelled between its being taken and its file being complete.
    await database.owner`create or replace function gloria.cancel_now() returns trigger language plpgsql as $$ begin
      update gloria.exports set status = 'cancelled' where tenant_id = new.tenant_id and status = 'running'; return new; end $$`;
    await database.owner`create trigger cancel_now after insert on gloria.files for each row execute function gloria.cancel_now()`;
    await runExport(running, ref, still);
    await database.owner`drop trigger cancel_now on gloria.files`;
    await database.owner`drop function gloria.cancel_now()`;
    expect(await getExport(services, tenant.admin, { id })).toMatchObject({ status: "cancelled", download: null });
    expect(await database.owner<{ n: number }[]>`select count(*)::int as n from gloria.files`).toEqual(before);
    await runExport(services, ref, still);
    expect((await getExport(services, tenant.admin, { id })).status).toBe("cancelled");
    const queued = await createExport(services, tenant.admin, { kind: "users", format: "csv" });
    expect(await cancelExport(services, tenant.admin, { id: queued.id })).toMatchObject({ status: "cancelled" });
    expect((await auditOf(queued.id)).map((row) => row.action)).toEqual(["export.create", "export.cancel"]);
  });

  it("is made by one run at a time; after a crash, by the next one from the beginning", async () => {
    const { id } = await createExport(services, tenant.admin, { kind: "users", format: "csv", filter: { schoolId } });
    const ref = { tenantId: tenant.id, exportId: id };
    // A run that was killed: it had the lease, had written a part, and says nothing more.
    await database.owner`update gloria.exports set status = 'running', lease_id = ${newId()}, attempts = 1, done = 200,
      lease_until = now() + interval '30 seconds' where id = ${id}`;
    expect(await runExport(services, ref, still).catch(codeOf)).toBe("service.unavailable");
    expect(await findStalledExports(services)).not.toContainEqual(ref);
    await database.owner`update gloria.exports set lease_until = now() - interval '1 second' where id = ${id}`;
    expect(await findStalledExports(services)).toContainEqual(ref);
    const runs = await Promise.allSettled([runExport(services, ref, still), runExport(services, ref, still)]);
    expect(runs.filter((run) => run.status === "fulfilled").length).toBeGreaterThan(0);
    const made = await getExport(services, tenant.admin, { id });
    const there = await everyUser(tenant.admin, { schoolId });
    expect(made).toMatchObject({ status: "done", done: there.length });
    const [row] = await database.owner<{ n: number }[]>`
      select count(*)::int as n from gloria.files where tenant_id = ${tenant.id} and name = ${made.download?.name ?? ""} and id <> ${made.download?.fileId ?? ""}
        and not complete`;
    expect(row?.n).toBe(0);
  });

  it("is let go for another run when it fails in passing, and given up when it does so too often", async () => {
    const { id } = await createExport(services, tenant.admin, { kind: "users", format: "csv" });
    const ref = { tenantId: tenant.id, exportId: id };
    const aborted = AbortSignal.abort(new Error("the worker goes down"));
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await expect(runExport(services, ref, aborted)).rejects.toThrow("the worker goes down");
      const made = await getExport(services, tenant.admin, { id });
      expect(made.status).toBe(attempt < 5 ? "running" : "failed");
    }
    expect((await getExport(services, tenant.admin, { id })).error?.code).toBe("service.internal");
  });
});

describe("an export that is done", () => {
  it("is its requester's, and nobody else's without the right; another tenant does not find it", async () => {
    const { userId, ctx } = await schoolPerson(["export:create", "export:read", "user:export", "user:read"]);
    const { made } = await exported(ctx, { kind: "users", format: "csv" });
    const stranger = await schoolPerson(["user:read"]);
    expect(await getExport(services, stranger.ctx, { id: made.id }).catch(codeOf)).toBe("access.denied");
    for (const verb of [getExport, cancelExport, deleteExport]) {
      expect(await verb(services, other.admin, { id: made.id }).catch(codeOf)).toBe("export.not_found");
    }
    const mine = await listExports(services, ctx, {});
    expect(new Set(mine.items.map((item) => item.requestedBy))).toEqual(new Set([userId]));
    expect((await listExports(services, tenant.admin, { limit: 2 })).items).toHaveLength(2);
    const [reader] = await database.owner<{ codes: string[]; owner: string }[]>`
      select reader_permissions as codes, created_by as owner from gloria.files where id = ${made.download?.fileId ?? ""}`;
    expect(reader).toEqual({ codes: ["export:read", "user:export"], owner: userId });
  });

  it.each(["user:export", "user.sensitive:read"])("is no longer its requester's to read without %s", async (lost) => {
    const needed = ["export:create", "export:read", "user:export", "user:read", "user.sensitive:read"];
    const { userId, ctx } = await schoolPerson(needed);
    const { made } = await exported(ctx, { kind: "users", format: "csv" });
    const file = { id: made.download?.fileId ?? "" };
    expect(await getFile(services, ctx, file)).toMatchObject(file);
    await database.owner`update gloria.grants set ended_at = now()
      where tenant_id = ${tenant.id} and subject_id = ${userId} and code = ${lost}`;
    expect(await getFile(services, ctx, file).catch(codeOf)).toBe("access.denied");
    expect(await getFile(services, tenant.admin, file)).toMatchObject(file);
  });

  it("expires with its file, and goes with it when it is deleted", async () => {
    const { made } = await exported(tenant.admin, { kind: "users", format: "csv", filter: { schoolId } });
    const fileId = made.download?.fileId ?? "";
    await database.owner`update gloria.files set expires_at = now() where id = ${fileId}`;
    expect(await getExport(services, tenant.admin, { id: made.id })).toMatchObject({ expired: true, download: null });
    expect(await openFile(services, tenant.admin, fileId).catch(codeOf)).toBe("file.expired");
    await deleteExport(services, tenant.admin, { id: made.id });
    expect(await openFile(services, tenant.admin, fileId).catch(codeOf)).toBe("file.not_found");
    expect(await getExport(services, tenant.admin, { id: made.id }).catch(codeOf)).toBe("export.not_found");
    expect((await auditOf(made.id)).map((row) => row.action)).toEqual(["export.create", "export.delete"]);
  });
});
