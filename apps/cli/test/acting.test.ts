import { newId } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { runGloria } from "./run-gloria.ts";

const database = testDatabase();
let environment: Record<string, string>;
let tenant: TestTenant;

beforeAll(async () => {
  environment = {
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_URL: database.urls.app,
    DATABASE_SYSTEM_URL: database.urls.system,
    DATABASE_QUEUE_URL: database.urls.queue,
  };
  tenant = await makeTenant(database);
  const schoolId = await tenant.addSchool({ code: "SMA-1", name: "SMA Satu" });
  for (const code of ["KEPSEK", "KEPSEK-2"]) {
    await database.owner`insert into gloria.positions (tenant_id, id, code, name, level, school_id)
      values (${tenant.id}, ${newId()}, ${code}, ${`Kepala ${code}`}, 4, ${schoolId})`;
  }
  await tenant.addUser({ name: "Siti Rahma", nip: "198001" });
});

const gloria = (...args: string[]) => runGloria(environment, "--tenant", tenant.code, "acting", ...args);
const day = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const seat = ["--nip", "198001", "--position", "kepsek", "--school", "SMA-1"];
const list = async (...args: string[]) => JSON.parse((await gloria("list", "--json", ...args)).out).items;

describe("gloria acting", () => {
  it("lets somebody act, lists it and ends it; a dry run shows it and changes nothing", async () => {
    const wanted = ["set", ...seat, "--kind", "PLT", "--until", day(30), "--decree", "1/SK"];
    const dry = await gloria("--dry-run", ...wanted);
    expect(dry).toMatchObject({
      code: 0,
      out: expect.stringContaining("Would let act: Siti Rahma, PLT Kepala KEPSEK,"),
    });
    expect(await list()).toEqual([]);
    const made = await gloria(...wanted, "--json");
    expect(JSON.parse(made.out)).toMatchObject({
      dryRun: false,
      assignment: { userName: "Siti Rahma", kind: "PLT", validFrom: day(0), validUntil: day(30), ftePercent: 20 },
      warnings: [],
    });
    expect(await list("--kind", "PLT", "--school", "SMA-1")).toMatchObject([{ userName: "Siti Rahma", daysLeft: 30 }]);
    expect(await list("--within", "29")).toEqual([]);
    expect((await gloria("list")).out).toMatch(/NAME +KIND +POSITION +SCHOOL[\s\S]*Siti Rahma +PLT/);
    const again = await gloria(...wanted, "--locale", "en");
    expect(again).toMatchObject({ code: 5, out: "" });
    const ended = await gloria("end", ...seat, "--on", day(3), "--reason", "Pejabat baru");
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining(`to ${day(3)}.`) });
    expect(await list()).toMatchObject([{ validUntil: day(3) }]);
    const events = await database.owner<{ action: string; by: string }[]>`
      select action, actor_name as by from gloria.audit_events where tenant_id = ${tenant.id} order by occurred_at, id`;
    expect(events.map((event) => [event.action, event.by])).toEqual([
      ["assignment.create", "cli"],
      ["assignment.end", "cli"],
    ]);
  });

  it("says by its exit code what is wrong", async () => {
    const until = ["--kind", "PLT", "--until", day(9)];
    expect((await gloria("set", ...seat, "--kind", "PLT")).code).toBe(2);
    expect((await gloria("set", ...seat, "--kind", "PLX", "--until", day(9))).code).toBe(2);
    expect((await gloria("set", ...seat, "--kind", "PLT", "--until", "soon")).code).toBe(2);
    expect((await gloria("list", "--within", "x")).code).toBe(2);
    expect((await runGloria(environment, "acting", "list")).code).toBe(2);
    expect((await gloria("set", "--nip", "nobody", "--position", "KEPSEK", "--school", "SMA-1", ...until)).code).toBe(
      4,
    );
    expect((await gloria("set", "--nip", "198001", "--position", "KEPSEK", ...until)).code).toBe(4);
    const free = ["--nip", "198001", "--position", "KEPSEK-2", "--school", "SMA-1"];
    expect((await gloria("end", ...free)).code).toBe(4);
    const long = await gloria("set", ...free, "--kind", "PLT", "--until", day(100), "--json");
    expect(long.code).toBe(5);
    expect(JSON.parse(long.err)).toMatchObject({ code: "assignment.acting_too_long" });
  });
});
