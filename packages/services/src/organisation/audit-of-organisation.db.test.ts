import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { getAuditLog, getEntityHistory, listAuditLogs, type Services } from "../platform/index.ts";
import { createSchool, createUser, deleteUser, updateSchool, updateUser } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

describe("the audit log", () => {
  it("tells what was changed, by whom, from where", async () => {
    const made = await createUser(services, tenant.admin, { name: "Tini", nip: "T1" });
    await updateUser(services, tenant.admin, { id: made.id, phone: "+62000111", nip: null });
    const { items } = await listAuditLogs(services, tenant.admin, { entityId: made.id });
    expect(items.map((event) => event.action)).toEqual(["user.update", "user.create"]);
    expect(items[0]).toMatchObject({
      actor: { kind: "user", id: tenant.adminId, name: "Admin Yayasan" },
      entityType: "user",
      entityLabel: "Tini",
      entityVersion: 2,
      outcome: "success",
      changes: [
        { path: "nip", op: "remove", from: "T1", class: "personal" },
        { path: "phone", op: "add", to: "+62000111", class: "personal" },
      ],
    });
    const one = await getAuditLog(services, tenant.admin, { id: items[1]?.id ?? "" });
    expect(one).toMatchObject({
      ip: "127.0.0.1",
      userAgent: "test",
      requestId: tenant.admin.origin.requestId,
      snapshot: { name: "Tini", nip: "T1" },
    });
  });

  it("gives an entity's state at any instant, also across a snapshot", async () => {
    const made = await createUser(services, tenant.admin, { name: "V1", username: "versi" });
    const instants: { at: string; name: string }[] = [];
    for (let version = 2; version <= 23; version++) {
      const changed = await updateUser(services, tenant.admin, { id: made.id, name: `V${version}` });
      instants.push({ at: changed.updatedAt, name: changed.name });
    }
    for (const { at, name } of [instants[0], instants[10], instants[18], instants[20], instants.at(-1)].filter(
      (one) => one !== undefined,
    )) {
      const history = await getEntityHistory(services, tenant.admin, { type: "user", id: made.id, at, limit: 1 });
      expect(history.state, at).toMatchObject({ name, username: "versi" });
    }
    const before = await getEntityHistory(services, tenant.admin, {
      type: "user",
      id: made.id,
      at: "2020-01-01T00:00:00Z",
    });
    expect(before.state).toBeNull();
    expect(before.items).toHaveLength(23);
    await deleteUser(services, tenant.admin, { id: made.id });
    const [gone] = (await getEntityHistory(services, tenant.admin, { type: "user", id: made.id })).items;
    expect(gone).toMatchObject({ action: "user.delete", snapshot: { name: "V23" } });
  });

  it("is filtered, searched, and paged, each event once", async () => {
    const mine = await makeTenant(database);
    const school = await createSchool(services, mine.admin, { name: "SD Log", code: "LOG", level: "SD" });
    for (let index = 0; index < 6; index++)
      await updateSchool(services, mine.admin, { id: school.id, city: `Kota ${index}` });
    const stranger = mine.as(await mine.addUser());
    await createSchool(services, stranger, { name: "X", code: "X", level: "SD" }).catch(() => {});
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listAuditLogs(services, mine.admin, { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((event) => event.id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
    const count = async (input: Parameters<typeof listAuditLogs>[2]) =>
      (await listAuditLogs(services, mine.admin, input)).items.length;
    expect(await count({ action: "school.update" })).toBe(6);
    expect(await count({ category: "access" })).toBe(1);
    expect(await count({ outcome: "denied" })).toBe(1);
    expect(await count({ actorId: mine.adminId })).toBe(7);
    expect(await count({ schoolId: school.id })).toBe(7);
    expect(await count({ q: "sd log" })).toBe(7);
    expect(await count({ q: "%" })).toBe(0);
    expect(await count({ until: "2020-01-01T00:00:00Z" })).toBe(0);
    expect(await count({ from: "2020-01-01T00:00:00+07:00" })).toBe(8);
  });

  it("shows a principal what concerns their school, and everybody else nothing; reading agrees with the list", async () => {
    const mine = await makeTenant(database);
    const [a, b] = [
      await createSchool(services, mine.admin, { name: "A", code: "A", level: "SD" }),
      await createSchool(services, mine.admin, { name: "B", code: "B", level: "SD" }),
    ];
    const principal = await mine.addUser();
    await mine.addGrant({ userId: principal, code: "audit:read", scope: "SCHOOL", schoolId: a.id });
    const all = (await listAuditLogs(services, mine.admin, {})).items;
    const seen = (await listAuditLogs(services, mine.as(principal), {})).items.map((event) => event.id);
    for (const { id } of all) {
      const read = await getAuditLog(services, mine.as(principal), { id }).catch(codeOf);
      expect(typeof read === "object").toBe(seen.includes(id));
    }
    expect(seen).toHaveLength(1);
    expect((await getEntityHistory(services, mine.as(principal), { type: "school", id: b.id })).items).toEqual([]);
    const stranger = mine.as(await mine.addUser());
    await expect(listAuditLogs(services, stranger, {}).catch(codeOf)).resolves.toBe("access.denied");
    await expect(getEntityHistory(services, stranger, { type: "school", id: a.id }).catch(codeOf)).resolves.toBe(
      "access.denied",
    );
  });

  it("hides another tenant's events as if there were none", async () => {
    const other = await makeTenant(database);
    const theirs = await createSchool(services, other.admin, { name: "Lain", code: "L", level: "SD" });
    const [event] = (await listAuditLogs(services, other.admin, {})).items;
    for (const id of [event?.id ?? "", newId()])
      await expect(getAuditLog(services, tenant.admin, { id }).catch(codeOf)).resolves.toBe("audit.not_found");
    expect(
      await getEntityHistory(services, tenant.admin, { type: "school", id: theirs.id, at: new Date().toISOString() }),
    ).toEqual({ items: [], nextCursor: null, state: null });
  });
});
