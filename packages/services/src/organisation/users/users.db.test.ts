import { isAppError } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createUser, deleteUser, getUser, getUserStats, listUsers, restoreUser, updateUser } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

const codeOf = (error: unknown) => (isAppError(error) ? error.code : error);

describe("users", () => {
  it("creates, reads, changes, deletes and restores a person, and the audit log tells of each", async () => {
    const school = await tenant.addSchool({ name: "SMP Contoh" });
    const created = await createUser(services, tenant.admin, {
      name: "Budi Santoso",
      email: "Budi@Demo.example",
      homeSchoolId: school,
    });
    expect(created).toMatchObject({
      name: "Budi Santoso",
      email: "budi@demo.example",
      homeSchoolName: "SMP Contoh",
      version: 1,
      can: { update: true, delete: true, restore: false },
    });
    const read = await getUser(services, tenant.admin, { id: created.id });
    expect(read).toEqual(created);
    const changed = await updateUser(services, tenant.admin, { id: created.id, version: 1, phone: "+62000123" });
    expect(changed).toMatchObject({ phone: "+62000123", version: 2 });
    await expect(
      updateUser(services, tenant.admin, { id: created.id, version: 1, name: "X" }).catch(codeOf),
    ).resolves.toBe("user.version_conflict");
    const gone = await deleteUser(services, tenant.admin, { id: created.id });
    expect(gone.deletedAt).not.toBeNull();
    const back = await restoreUser(services, tenant.admin, { id: created.id });
    expect(back.deletedAt).toBeNull();
    const events = await database.owner<{ action: string; version: number }[]>`
      select action, entity_version as version from gloria.audit_events where entity_id = ${created.id} order by entity_version`;
    expect(events.map((event) => `${event.action} ${event.version}`)).toEqual([
      "user.create 1",
      "user.update 2",
      "user.delete 3",
      "user.restore 4",
    ]);
  });

  it("lists, pages, searches and counts", async () => {
    const mine = await makeTenant(database);
    for (const name of ["Siti Nurhaliza", "Siti Nur Hayati", "Nurhayati", "Élise Wijaya", "Ahmad"])
      await mine.addUser({ name });
    const first = await listUsers(services, mine.admin, { limit: 2 });
    expect(first.items.map((user) => user.name)).toEqual(["Admin Yayasan", "Ahmad"]);
    const second = await listUsers(services, mine.admin, { limit: 2, cursor: first.nextCursor ?? "" });
    expect(second.items.map((user) => user.name)).toEqual(["Élise Wijaya", "Nurhayati"]);
    const search = async (q: string) => (await listUsers(services, mine.admin, { q })).items.map((user) => user.name);
    expect(await search("siti nur")).toEqual(["Siti Nur Hayati", "Siti Nurhaliza"]);
    expect(await search("elise")).toEqual(["Élise Wijaya"]);
    expect(await search("n")).toEqual(["Nurhayati", "Siti Nur Hayati", "Siti Nurhaliza"]);
    expect(await search("zzz")).toEqual([]);
    const near = await listUsers(services, mine.admin, { q: "nurhayatti" });
    expect(near.nearly).toBe(true);
    expect(near.items.map((user) => user.name)).toContain("Nurhayati");
    expect(await getUserStats(services, mine.admin)).toMatchObject({ total: 6, deleted: 0 });
  });

  it("denies and hides", async () => {
    const other = await makeTenant(database);
    const stranger = await tenant.addUser();
    await expect(getUser(services, tenant.as(stranger), { id: tenant.adminId }).catch(codeOf)).resolves.toBe(
      "access.denied",
    );
    await expect(getUser(services, tenant.admin, { id: other.adminId }).catch(codeOf)).resolves.toBe("user.not_found");
    await expect(updateUser(services, tenant.admin, { id: other.adminId, name: "X" }).catch(codeOf)).resolves.toBe(
      "user.not_found",
    );
    await expect(createUser(services, tenant.as(stranger), { name: "Y", nip: "1" }).catch(codeOf)).resolves.toBe(
      "access.denied",
    );
    const [denials] =
      await database.owner`select count(*)::int as n from gloria.audit_events where tenant_id = ${tenant.id} and action = 'access.denied' and actor_id = ${stranger}`;
    expect(denials?.["n"]).toBe(2);
  });

  it("never loses the last administrator", async () => {
    const alone = await makeTenant(database);
    const second = await alone.addUser();
    await alone.addGrant({ userId: second, code: "user:*", scope: "ALL" });
    await expect(
      updateUser(services, alone.admin, { id: alone.adminId, status: "suspended" }).catch(codeOf),
    ).resolves.toBe("access.last_administrator");
    await expect(deleteUser(services, alone.as(second), { id: alone.adminId }).catch(codeOf)).resolves.toBe(
      "access.last_administrator",
    );
  });
});
