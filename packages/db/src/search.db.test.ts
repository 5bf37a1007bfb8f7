import { codeOf, makeTenant, type TestTenant, testDatabase, wellFormed } from "@gloria/testkit";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readTenant } from "./tenant-transaction.ts";

const database = testDatabase();
let tenant: TestTenant;
let other: TestTenant;

const names = [
  "Siti Nurhaliza",
  "Siti Nur Hayati",
  "Nurhayati",
  "Élise Wijaya",
  "I Made O'Brien-Putra",
  "Ana_Bela 100%",
  "Łukasz 😀 Süß",
  "Dr. Andi \\ Backslash",
  "X Æ A-12",
];

beforeAll(async () => {
  tenant = await makeTenant(database);
  other = await makeTenant(database);
  for (const name of names) await tenant.addUser({ name });
  await tenant.addUser({ name: "Ber Nip", nip: "1987.0012/A", email: "ber.nip@sekolah.example" });
  for (const name of names) await other.addUser({ name });
});

async function search(query: string, of: TestTenant = tenant, want = 50): Promise<string[]> {
  return readTenant(database.app, of.system, async (tx) => {
    const hits = await tx.sql.unsafe<{ name: string; tenant_id: string }[]>(
      `select u.name, u.tenant_id from gloria.search_users($1::text, null, null, null, null, $2::int) s join gloria.users u on u.id = s.id
       order by s.sort_name, s.id`,
      [query, want],
    );
    expect(hits.every((hit) => hit.tenant_id === of.id)).toBe(true);
    return hits.map((hit) => hit.name);
  });
}

async function nearly(query: string, of: TestTenant = tenant): Promise<string[]> {
  return readTenant(database.app, of.system, async (tx) => {
    const hits = await tx.sql.unsafe<{ name: string }[]>(
      "select u.name from gloria.search_users_nearly($1::text, null, 20) s join gloria.users u on u.id = s.id order by s.similarity desc",
      [query],
    );
    return hits.map((hit) => hit.name);
  });
}

describe("search_users", () => {
  it.each([
    ["siti", ["Siti Nur Hayati", "Siti Nurhaliza"]],
    ["SITI NUR", ["Siti Nur Hayati", "Siti Nurhaliza"]],
    ["nur siti", ["Siti Nur Hayati", "Siti Nurhaliza"]],
    ["s", ["Ber Nip", "Łukasz 😀 Süß", "Siti Nur Hayati", "Siti Nurhaliza"]],
    ["elise", ["Élise Wijaya"]],
    ["Élise", ["Élise Wijaya"]],
    ["suss", ["Łukasz 😀 Süß"]],
    ["o'brien", ["I Made O'Brien-Putra"]],
    ["putra", ["I Made O'Brien-Putra"]],
    ["bela 100%", ["Ana_Bela 100%"]],
    ["1987.0012", ["Ber Nip"]],
    ["ber.nip@sekolah", ["Ber Nip"]],
    ["urhaliza", []],
    ["%", []],
    ["_", []],
    ["\\", []],
    ["'", []],
    ["", []],
    ["   ", []],
    ["'; drop table gloria.users; --", []],
    ["siti' or '1'='1", []],
    ["siti%", ["Siti Nur Hayati", "Siti Nurhaliza"]],
  ])("%j finds %j", async (query, expected) => {
    expect(await search(query)).toEqual(expected);
  });

  it("finds everybody by their own name, however it is written", async () => {
    for (const name of names) expect(await search(name), name).toContain(name);
  });

  it("pages in order, each person once", async () => {
    const all = await search("a");
    const paged: string[] = [];
    await readTenant(database.app, tenant.system, async (tx) => {
      let after: [string, string] | null = null;
      for (let page = 0; page < 20; page++) {
        const hits: { id: string; sort_name: string }[] = await tx.sql.unsafe(
          "select id, sort_name from gloria.search_users('a', null, null, $1, $2::uuid, 2)",
          [after?.[0] ?? null, after?.[1] ?? null],
        );
        paged.push(...hits.map((hit) => hit.sort_name));
        const last = hits.at(-1);
        if (last === undefined) break;
        after = [last.sort_name, last.id];
      }
    });
    expect(paged).toHaveLength(all.length);
    expect([...paged].sort((left, right) => (left < right ? -1 : 1))).toEqual(paged);
  });

  it("answers nothing without a tenant, and never another's", async () => {
    const none = await database.app.sql`select * from gloria.search_users('siti', null, null, null, null, 50)`;
    expect(none).toHaveLength(0);
    expect(await database.app.sql`select * from gloria.search_users_nearly('nurhayatti', null, 50)`).toHaveLength(0);
    const empty = await makeTenant(database);
    expect(await search("siti", empty)).toEqual([]);
    expect(await nearly("nurhayatti", empty)).toEqual([]);
  });

  it("takes any text that can be stored, and refuses NUL", async () => {
    await expect(search("a\0b").catch(codeOf)).resolves.toBe("data.out_of_range");
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 60 }),
          fc.string({
            unit: fc.constantFrom("'", '"', "\\", "%", "_", "$", "{", "}", "a", " ", "ß", "😀", ",", "NULL"),
          }),
        ),
        async (text) => {
          const query = wellFormed(text).replaceAll("\0", "");
          expect(Array.isArray(await search(query))).toBe(true);
          expect(Array.isArray(await nearly(query))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("forgives a slip in a long word, nothing more", async () => {
    expect(await nearly("nurhayatti")).toContain("Nurhayati");
    expect(await nearly("wijayya")).toContain("Élise Wijaya");
    expect(await nearly("zzzzzzz")).toEqual([]);
    expect(await nearly("xyz")).toEqual([]);
  });
});
