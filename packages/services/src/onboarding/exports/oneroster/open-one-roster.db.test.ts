import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { parse } from "csv-parse/sync";
import { beforeAll, expect, it } from "vitest";
import { fromBuffer } from "yauzl";
import type { Services } from "../../../platform/index.ts";
import { streamExport } from "../index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let school: string;
let teacher: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  school = await tenant.addSchool({ name: "SMA Satu" });
  teacher = await tenant.addUser({
    name: "Siti Nur Aminah",
    nip: "0077",
    email: "siti@demo.example",
    homeSchoolId: school,
  });
  await tenant.addUser({ name: "Sukarno", status: "suspended" });
  await database.owner`insert into gloria.positions (tenant_id, id, code, name, level, school_id)
    values (${tenant.id}, ${school}, 'G', 'Guru Matematika', 3, ${school})`;
  await database.owner`insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, valid_from, is_primary)
    values (${tenant.id}, gen_random_uuid(), ${teacher}, ${school}, ${school}, '2020-07-01', true)`;
});

async function archiveFor(ctx: TestTenant["admin"]): Promise<Record<string, Record<string, string>[]>> {
  const options = { locale: "id", timeZone: "Asia/Jakarta", onRows: async () => {} } as const;
  const pieces: Uint8Array[] = [];
  for await (const piece of await streamExport(services, ctx, { kind: "oneroster", format: "zip" }, options))
    pieces.push(piece);
  const texts = await unzip(Buffer.concat(pieces));
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, parse(text, { columns: true })]));
}

function unzip(bytes: Buffer): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const found: Record<string, string> = {};
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error);
      zip.on("error", reject);
      zip.on("end", () => resolve(found));
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure !== null) return reject(failure);
          const pieces: Buffer[] = [];
          stream.on("data", (piece: Buffer) => pieces.push(piece));
          stream.on("end", () => {
            found[entry.fileName] = Buffer.concat(pieces).toString();
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

it("is a bulk archive whose files refer to each other", async () => {
  const files = await archiveFor(tenant.admin);
  const manifest = Object.fromEntries((files["manifest.csv"] ?? []).map((row) => [row["propertyName"], row["value"]]));
  expect(manifest).toMatchObject({
    "manifest.version": "1.0",
    "oneroster.version": "1.2",
    "file.orgs": "bulk",
    "file.users": "bulk",
    "file.roles": "bulk",
    "file.academicSessions": "bulk",
    "file.classes": "absent",
    "file.enrollments": "absent",
  });
  expect(Object.keys(files)).toHaveLength(5);
  expect(files["orgs.csv"]).toMatchObject([
    { sourcedId: tenant.id, type: "district", parentSourcedId: "" },
    { sourcedId: school, name: "SMA Satu", type: "school", parentSourcedId: tenant.id },
  ]);
  const users = files["users.csv"] ?? [];
  expect(users.map((row) => row["sourcedId"]).sort()).toEqual([tenant.adminId, teacher].sort());
  expect(users.find((row) => row["sourcedId"] === teacher)).toMatchObject({
    status: "",
    dateLastModified: "",
    enabledUser: "true",
    givenName: "Siti Nur",
    familyName: "Aminah",
    identifier: "0077",
    email: "siti@demo.example",
    primaryOrgSourcedId: school,
  });
  expect(files["roles.csv"]).toMatchObject([
    { userSourcedId: teacher, roleType: "primary", role: "teacher", orgSourcedId: school, beginDate: "2020-07-01" },
  ]);
});

it("leaves out what its reader may not know", async () => {
  const reader = await tenant.addUser({ name: "Pembaca" });
  for (const code of [
    "export:create",
    "school:read",
    "school:export",
    "user:read",
    "user:export",
    "assignment:read",
    "assignment:export",
  ]) {
    await tenant.addGrant({ userId: reader, code, scope: "ALL" });
  }
  const files = await archiveFor(tenant.as(reader));
  const row = files["users.csv"]?.find((user) => user["sourcedId"] === teacher);
  expect(row).toMatchObject({ username: "0077", email: "", phone: "" });
});
