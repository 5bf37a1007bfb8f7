import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { deliverWelcome } from "../../../test/deliver-welcome.ts";
import type { Services } from "../../platform/index.ts";
import { getCapturedMessage, listCapturedMessages } from "../index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let siti: string;
let budi: string;
let schoolId: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool();
  siti = await tenant.addUser({ name: "Siti Rahma", email: "siti@demo.example", homeSchoolId: schoolId });
  budi = await tenant.addUser({ name: "Budi Santoso", email: "budi@demo.example" });
  for (const userId of [siti, budi]) await deliverWelcome(database, tenant, userId);
});

describe("the local outbox", () => {
  it("lists what was captured, newest first, without its text", async () => {
    const page = await listCapturedMessages(services, tenant.admin, {});
    expect(page.items.map((item) => item.address)).toEqual(["budi@demo.example", "siti@demo.example"]);
    expect(page.items[0]).toMatchObject({ subject: "Selamat datang di Yayasan Uji", recipientName: "Budi Santoso" });
    expect(page.items[0]).not.toHaveProperty("html");
    const first = await listCapturedMessages(services, tenant.admin, { limit: 1 });
    const second = await listCapturedMessages(services, tenant.admin, { limit: 1, cursor: first.nextCursor ?? "" });
    expect(second.items[0]?.address).toBe("siti@demo.example");
  });

  it("finds by address, name and subject, and takes % and _ as they are", async () => {
    const found = async (q: string) =>
      (await listCapturedMessages(services, tenant.admin, { q })).items.map((item) => item.address);
    expect(await found("SITI@")).toEqual(["siti@demo.example"]);
    expect(await found("budi san")).toEqual(["budi@demo.example"]);
    expect(await found("selamat")).toHaveLength(2);
    expect(await found("%")).toEqual([]);
    expect(await found("_iti")).toEqual([]);
  });

  it("shows one whole, and writes down who read it", async () => {
    const id = (await listCapturedMessages(services, tenant.admin, { recipientId: siti })).items[0]?.id ?? "";
    const message = await getCapturedMessage(services, tenant.admin, { id });
    expect(message.html).toContain("Siti Rahma");
    expect(message.text).toContain("https://gloria.demo.example");
    expect(message.from).toMatch(/^"Yayasan t-.*" <no-reply@gloria\.demo\.example>$/);
    expect(message.headers).toMatchObject({ "Auto-Submitted": "auto-generated", "Content-Language": "id" });
    const audit = await database.owner`
      select actor_id, entity_type, entity_label from gloria.audit_events
      where tenant_id = ${tenant.id} and action = 'outbox.read' and entity_id = ${id}`;
    expect(audit).toEqual([
      { actor_id: tenant.adminId, entity_type: "captured_message", entity_label: "Selamat datang di Yayasan Uji" },
    ]);
  });

  it("is closed without the permission, and the refusal is written down", async () => {
    const id = (await listCapturedMessages(services, tenant.admin, { recipientId: siti })).items[0]?.id ?? "";
    const nobody = await tenant.addUser({ name: "Tanpa Izin" });
    await expect(listCapturedMessages(services, tenant.as(nobody), {})).rejects.toMatchObject({
      code: "access.denied",
    });
    await expect(getCapturedMessage(services, tenant.as(nobody), { id })).rejects.toMatchObject({
      code: "access.denied",
    });
    const denials = await database.owner`
      select count(*)::int as n from gloria.audit_events where tenant_id = ${tenant.id} and action = 'access.denied' and actor_id = ${nobody}`;
    expect(denials).toEqual([{ n: 2 }]);
  });

  it("shows a person their own mail, and a school's reader the school's", async () => {
    await tenant.addGrant({ userId: budi, code: "outbox:read", scope: "OWN" });
    expect((await listCapturedMessages(services, tenant.as(budi), {})).items.map((item) => item.address)).toEqual([
      "budi@demo.example",
    ]);
    const principal = await tenant.addUser({ name: "Kepala Sekolah", homeSchoolId: schoolId });
    await tenant.addGrant({ userId: principal, code: "outbox:read", scope: "SCHOOL", schoolId });
    expect((await listCapturedMessages(services, tenant.as(principal), {})).items.map((item) => item.address)).toEqual([
      "siti@demo.example",
    ]);
    const budis = (await listCapturedMessages(services, tenant.admin, { recipientId: budi })).items[0]?.id ?? "";
    await expect(getCapturedMessage(services, tenant.as(principal), { id: budis })).rejects.toMatchObject({
      code: "outbox.not_found",
    });
  });

  it("holds nothing of another foundation", async () => {
    const id = (await listCapturedMessages(services, tenant.admin, {})).items[0]?.id ?? "";
    const other = await makeTenant(database);
    expect((await listCapturedMessages(services, other.admin, {})).items).toEqual([]);
    await expect(getCapturedMessage(services, other.admin, { id })).rejects.toMatchObject({ code: "outbox.not_found" });
  });
});
