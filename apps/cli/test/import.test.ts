import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runGloria, runGloriaAtTerminal } from "./run-gloria.ts";

const database = testDatabase();
const folder = mkdtempSync(join(tmpdir(), "gloria-import-"));
let environment: Record<string, string>;
let tenant: TestTenant;

beforeAll(() => {
  environment = {
    GLORIA_HOME: folder,
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_URL: database.urls.app,
    DATABASE_SYSTEM_URL: database.urls.system,
    DATABASE_QUEUE_URL: database.urls.queue,
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  tenant = await makeTenant(database);
});

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const gloria = (...args: string[]) => runGloria(environment, ...args, "--tenant", tenant.code);
const peopleNamed = async (nip: string) =>
  (await database.owner`select 1 from gloria.users where tenant_id = ${tenant.id} and nip = ${nip}`).length;

describe("user import", () => {
  it("answers 3 where some rows are refused, and does nothing in a dry run", async () => {
    const file = written("some.csv", "NIP,Nama,Kode sekolah\n700,Siti Rahma,\n701,Budi,TIDAK-ADA\n");
    const dry = await gloria("user", "import", file, "--dry-run", "--json");
    expect(dry).toMatchObject({ code: 3 });
    expect(JSON.parse(dry.out)).toMatchObject({ status: "planned", counts: { create: 1, error: 1 } });
    expect(await peopleNamed("700")).toBe(0);
    const done = await gloria("user", "import", file, "--yes", "--json");
    expect(done).toMatchObject({ code: 3 });
    expect(JSON.parse(done.out)).toMatchObject({ status: "committed", results: { applied: 1 } });
    expect(await peopleNamed("700")).toBe(1);
  });

  it("shows a bar at a terminal and asks before it writes: 0 when every row is in, 5 when the answer is no", async () => {
    const file = written("all.csv", "NIP,Nama\n710,Siti Rahma\n711,Budi\n");
    const args = ["user", "import", file, "--tenant", tenant.code];
    const refused = await runGloriaAtTerminal(environment, "n\n", ...args);
    expect(refused).toMatchObject({ code: 5, err: expect.stringContaining("2 to create") });
    expect(await peopleNamed("710")).toBe(0);
    const done = await runGloriaAtTerminal(environment, "y\n", ...args);
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining("2 applied") });
    expect(done.err).toContain(`[${"#".repeat(20)}] 2 of 2 rows written`);
    expect(await peopleNamed("710")).toBe(1);
    const again = await gloria("user", "import", file, "--json");
    expect(again).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(again.out)).toMatchObject({ status: "planned", counts: { create: 0, update: 0, skip: 2 } });
  });

  it("answers 1 to a file that is no table of people, and says why", async () => {
    const file = written("other.csv", "Benda Aneh,Warna\n1,merah\n");
    const { code, out } = await gloria("user", "import", file, "--yes", "--json");
    expect(code).toBe(1);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ status: "failed", failure: "import.file_unreadable" });
    expect(answer.problems.length).toBeGreaterThan(0);
  });

  it("answers 2 without a file, with one that is not there, an unknown preset, or no tenant", async () => {
    const missing = join(folder, "nowhere.csv");
    expect(await gloria("user", "import", missing)).toMatchObject({ code: 2, err: expect.stringContaining(missing) });
    expect(await gloria("user", "import")).toMatchObject({ code: 2, err: expect.stringContaining("file") });
    const file = written("fine.csv", "NIP,Nama\n720,Siti\n");
    expect(await gloria("user", "import", file, "--preset", "excel")).toMatchObject({ code: 2 });
    expect(await runGloria(environment, "user", "import", file)).toMatchObject({
      code: 2,
      err: expect.stringContaining("--tenant"),
    });
    expect(await peopleNamed("720")).toBe(0);
  });
});

it("org import makes schools, and answers 3 where a row is refused", async () => {
  const heading = "Jenis,Kode,Nama,Jenjang,Kode Sekolah";
  const file = written("org.csv", `${heading}\nSekolah,SMA-9,SMA Sembilan,SMA,\nBagian,TU,Tata Usaha,,TIDAK-ADA\n`);
  const done = await gloria("org", "import", file, "--yes", "--json");
  expect(JSON.parse(done.out)).toMatchObject({ status: "committed", results: { applied: 1 }, counts: { error: 1 } });
  expect(done.code).toBe(3);
});
