import { systemClock } from "@gloria/core";
import { runExport } from "@gloria/services";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const house = apiHouse(database);
let tenant: TestTenant;
let token: string;

beforeAll(async () => {
  tenant = await makeTenant(database);
  const userId = await tenant.addUser({ name: "Sari", email: "sari@demo.example", nip: "0099" });
  for (const code of ["export:create", "export:read", "user:read", "user:export", "user.sensitive:read"]) {
    await tenant.addGrant({ userId, code, scope: "ALL" });
  }
  token = await house.tokenOf("sari@demo.example");
});

/** What the worker would do. */
async function work(exportId: string): Promise<void> {
  const services = { ...testServices(database), clock: systemClock };
  await runExport(services, { tenantId: tenant.id, exportId }, new AbortController().signal);
}

describe("exports over REST", () => {
  it("are accepted, followed and downloaded until they expire", async () => {
    const body = { kind: "users", format: "csv", filter: { status: "active" }, columns: ["nip", "name"] };
    const asked = await house.call("POST", "/exports", { token, body });
    expect([asked.status, asked.headers.get("location")]).toEqual([202, `/api/v1/exports/${asked.body.id}`]);
    expect(asked.body).toMatchObject({ status: "queued", done: 0, total: null, download: null, can: { cancel: true } });
    await work(asked.body.id);
    const done = await house.call("GET", `/exports/${asked.body.id}`, { token });
    expect(done.body).toMatchObject({ status: "done", done: 2, total: 2, expired: false });
    const file = await house.call("GET", `.${done.body.download.path}`, { token });
    expect(file.text).toBe("NIP;Nama\r\n;Admin Yayasan\r\n0099;Sari\r\n");
    expect(file.headers.get("content-disposition")).toContain(`filename="${done.body.download.name}"`);
    const [audited] = await database.owner<{ n: number }[]>`
      select count(*)::int as n from gloria.audit_events where action = 'file.download' and entity_id = ${done.body.download.fileId}`;
    expect(audited?.n).toBe(1);
    await database.owner`update gloria.files set expires_at = now() where id = ${done.body.download.fileId}`;
    const late = await house.call("GET", `.${done.body.download.path}`, { token });
    expect([late.status, late.body.code]).toEqual([410, "file.expired"]);
    expect((await house.call("GET", `/exports/${asked.body.id}`, { token })).body).toMatchObject({ expired: true });
  });

  it("are asked for once when the same request comes twice", async () => {
    const send = () =>
      house.call("POST", "/exports", {
        token,
        body: { kind: "users", format: "json" },
        headers: { "idempotency-key": "ekspor-1" },
      });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body.id).toBe(first.body.id);
  });

  it("are cancelled and deleted, and say in the caller's language why one failed", async () => {
    const made = async (format: string) =>
      (await house.call("POST", "/exports", { token, body: { kind: "users", format } })).body.id;
    const stopped = await made("csv");
    expect((await house.call("POST", `/exports/${stopped}/cancel`, { token })).body.status).toBe("cancelled");
    expect((await house.call("DELETE", `/exports/${stopped}`, { token })).body).toEqual({ done: true });
    expect((await house.call("GET", `/exports/${stopped}`, { token })).status).toBe(404);
    await database.owner`insert into gloria.users (tenant_id, id, name) select ${tenant.id}, gen_random_uuid(), 'Orang ' || n from generate_series(1, 5000) n`;
    const long = await made("pdf");
    await work(long);
    const failed = await house.call("GET", `/exports/${long}`, { token, headers: { "accept-language": "en" } });
    expect(failed.body).toMatchObject({
      status: "failed",
      error: { code: "export.pdf_too_long", message: expect.stringContaining("at most 5000 rows") },
    });
    const [file] = await database.owner<
      { n: number }[]
    >`select count(*)::int as n from gloria.files where not complete`;
    expect(file?.n).toBe(0);
  });
});
