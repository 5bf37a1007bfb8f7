import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeTenant, testDatabase } from "@gloria/testkit";
import { expect, it } from "vitest";
import { runGloria } from "./run-gloria.ts";

const database = testDatabase();

it("imports people out of a file: 3 where some rows are refused, and nothing in a dry run", async () => {
  const tenant = await makeTenant(database);
  const folder = mkdtempSync(join(tmpdir(), "gloria-import-"));
  const file = join(folder, "guru.csv");
  writeFileSync(file, "NIP,Nama,Kode sekolah\n700,Siti Rahma,\n701,Budi,TIDAK-ADA\n");
  const environment = {
    GLORIA_HOME: folder,
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_URL: database.urls.app,
    DATABASE_SYSTEM_URL: database.urls.system,
    DATABASE_QUEUE_URL: database.urls.queue,
  };
  const count = async () =>
    (await database.owner`select 1 from gloria.users where tenant_id = ${tenant.id} and nip = '700'`).length;
  try {
    const dry = await runGloria(environment, "user", "import", file, "--tenant", tenant.code, "--dry-run", "--json");
    expect(dry).toMatchObject({ code: 3 });
    expect(JSON.parse(dry.out)).toMatchObject({ status: "planned", counts: { create: 1, error: 1 } });
    expect(await count()).toBe(0);
    const done = await runGloria(environment, "user", "import", file, "--tenant", tenant.code, "--yes", "--json");
    expect(done).toMatchObject({ code: 3 });
    expect(JSON.parse(done.out)).toMatchObject({ status: "committed", results: { applied: 1 } });
    expect(await count()).toBe(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
