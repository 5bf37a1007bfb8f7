import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { getUser } from "../../organisation/index.ts";
import type { Services } from "../../platform/index.ts";
import { createGrant, endGrant } from "../grants/index.ts";
import {
  checkModuleAccess,
  createModule,
  endModuleAccess,
  grantModuleAccess,
  listModules,
  listRoleModuleAccess,
  listUserModuleAccess,
  updateModule,
} from "../modules/index.ts";
import { createRole, grantToRole } from "../roles/index.ts";
import {
  createPermission,
  createPermissionGroup,
  deletePermission,
  getPermission,
  getPermissionByCode,
  getPermissionStatistics,
  listPermissionGroups,
  listPermissions,
  updatePermission,
  updatePermissionGroup,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

const errorOf = (error: unknown) => {
  const { code, params } = error as { code?: unknown; params?: unknown };
  return { code, params };
};
const direct = (userId: string, code: string, scope: "OWN" | "DEPARTMENT" | "SCHOOL" | "ALL" = "ALL") =>
  ({ subjectKind: "user", subjectId: userId, code, scope }) as const;

describe("the catalogue", () => {
  it("lists Gloria's and the tenant's permissions in both languages", async () => {
    const page = await listPermissions(services, tenant.admin, { q: "impersonate" });
    expect(page.items).toMatchObject([
      { code: "user:impersonate", name: "Pengguna: lihat sebagai mereka", source: "catalogue", can: { update: false } },
    ]);
    const english = await listPermissions(services, { ...tenant.admin, locale: "en" }, { q: "their eyes" });
    expect(english.items.map((entry) => entry.code)).toEqual(["user:impersonate"]);
    expect((await listPermissions(services, tenant.admin, { group: "operator" })).items).toEqual([]);
    const all = [];
    let cursor: string | undefined;
    do {
      const next = await listPermissions(services, tenant.admin, {
        limit: 37,
        ...(cursor === undefined ? {} : { cursor }),
      });
      all.push(...next.items.map((entry) => entry.code));
      cursor = next.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe((await listPermissions(services, tenant.admin, {})).total);
    const one = await getPermissionByCode(services, tenant.admin, { code: "user:read" });
    expect(await getPermission(services, tenant.admin, { id: one.id })).toEqual(one);
    await expect(updatePermission(services, tenant.admin, { id: one.id, name: "X" }).catch(codeOf)).resolves.toBe(
      "permission.protected",
    );
    await expect(deletePermission(services, tenant.admin, { id: one.id }).catch(codeOf)).resolves.toBe(
      "permission.protected",
    );
  });

  it("takes additions that count like any other, until nothing names them", async () => {
    const mine = await makeTenant(database);
    const addition = { code: "letter:sign", name: "Tanda tangani surat", module: "organisation", group: "people" };
    const { permission } = await createPermission(services, mine.admin, addition);
    expect(permission).toMatchObject({ resource: "letter", action: "sign", source: "tenant", can: { update: true } });
    const bad = async (more: object) =>
      codeOf(await createPermission(services, mine.admin, { ...addition, ...more }).catch((e: unknown) => e));
    expect(await bad({})).toBe("permission.code_in_use");
    expect(await bad({ code: "user:read" })).toBe("permission.code_in_use");
    expect(await bad({ code: "letter:*" })).toBe("access.wildcard_refused");
    expect(await bad({ code: "letter" })).toBe("access.wildcard_refused");
    expect(await bad({ code: "platform.letter:sign" })).toBe("access.platform_only");
    expect(await bad({ code: "letter:read", module: "nowhere" })).toBe("module.not_found");
    expect(await bad({ code: "letter:read", group: "nowhere" })).toBe("permission_group.not_found");
    const userId = await mine.addUser();
    const { grant } = await createGrant(services, mine.admin, direct(userId, "letter:sign"));
    expect(
      errorOf(await deletePermission(services, mine.admin, { id: permission.id }).catch((e: unknown) => e)),
    ).toEqual({
      code: "permission.in_use",
      params: { permission: "letter:sign", references: [`grant ${grant.id}`], total: 1 },
    });
    await endGrant(services, mine.admin, { id: grant.id });
    await updatePermission(services, mine.admin, { id: permission.id, version: 1, name: "Teken surat" });
    await expect(deletePermission(services, mine.admin, { id: permission.id, version: 1 }).catch(codeOf)).resolves.toBe(
      "permission.version_conflict",
    );
    await deletePermission(services, mine.admin, { id: permission.id, version: 2 });
    await expect(getPermission(services, mine.admin, { id: permission.id }).catch(codeOf)).resolves.toBe(
      "permission.not_found",
    );
  });

  it("has groups, Gloria's to be renamed and the tenant's own", async () => {
    const mine = await makeTenant(database);
    const own = await createPermissionGroup(services, mine.admin, {
      code: "koperasi",
      name: "Koperasi",
      sortOrder: 500,
    });
    await expect(
      createPermissionGroup(services, mine.admin, { code: "people", name: "X" }).catch(codeOf),
    ).resolves.toBe("permission_group.code_in_use");
    await expect(
      createPermissionGroup(services, mine.admin, { code: "koperasi", name: "X" }).catch(codeOf),
    ).resolves.toBe("permission_group.code_in_use");
    const { items } = await listPermissionGroups(services, mine.admin, {});
    expect(items.at(-1)).toEqual(own);
    const people = items.find(({ code }) => code === "people");
    const renamed = await updatePermissionGroup(services, mine.admin, { id: people?.id ?? "", name: "SDM" });
    expect(renamed).toMatchObject({ id: people?.id, name: "SDM", version: 1, source: "catalogue" });
    expect(
      await updatePermissionGroup(services, mine.admin, { id: renamed.id, version: 1, sortOrder: 1 }),
    ).toMatchObject({ name: "SDM", version: 2 });
    await expect(
      updatePermissionGroup(services, mine.admin, { id: renamed.id, version: 1, name: "Y" }).catch(codeOf),
    ).resolves.toBe("permission_group.version_conflict");
    await expect(
      updatePermissionGroup(services, mine.admin, { id: crypto.randomUUID(), name: "Y" }).catch(codeOf),
    ).resolves.toBe("permission_group.not_found");
  });

  it("counts what is granted", async () => {
    const mine = await makeTenant(database);
    const { role } = await createRole(services, mine.admin, { code: "kosong", name: "Kosong" });
    await grantToRole(services, mine.admin, {
      id: role.id,
      code: "school:read",
      scope: "SCHOOL",
      validUntil: "2099-01-01T00:00:00Z",
    });
    const statistics = await getPermissionStatistics(services, mine.admin);
    expect(statistics).toMatchObject({
      grants: {
        open: 2,
        conditional: 0,
        byLayer: [
          { layer: "DIRECT", count: 1 },
          { layer: "ROLE", count: 1 },
        ],
      },
      rolesWithoutHolders: { count: 1, first: [{ code: "kosong" }] },
      endingNext: [{ kind: "grant", label: "school:read", subjectName: "Kosong", until: "2099-01-01T00:00:00.000Z" }],
      mostRights: [{ userId: mine.adminId, name: "Admin Yayasan" }],
    });
    expect(statistics.unused.count).toBe(statistics.permissions.catalogue - 1);
    const stranger = mine.as(await mine.addUser());
    await expect(getPermissionStatistics(services, stranger).catch(codeOf)).resolves.toBe("access.denied");
  });
});

describe("modules", () => {
  it("are switched off for everybody and on again, but for those that administration hangs on", async () => {
    const mine = await makeTenant(database);
    const { items } = await listModules(services, mine.admin, {});
    const idOf = (code: string) => items.find((module) => module.code === code)?.id ?? "";
    const off = await updateModule(services, mine.admin, { id: idOf("organisation"), isEnabled: false });
    expect(off.module).toMatchObject({ isEnabled: false, version: 1 });
    await expect(getUser(services, mine.admin, { id: mine.adminId }).catch(codeOf)).resolves.toBe("access.denied");
    const on = await updateModule(services, mine.admin, { id: idOf("organisation"), isEnabled: true, version: 1 });
    expect(on.module).toMatchObject({ isEnabled: true, version: 2 });
    for (const code of ["access", "platform"]) {
      expect(
        errorOf(
          await updateModule(services, mine.admin, { id: idOf(code), isEnabled: false }).catch((e: unknown) => e),
        ),
      ).toEqual({
        code: "module.required",
        params: { module: code },
      });
    }
    await expect(updateModule(services, mine.admin, { id: idOf("audit"), name: "X" }).catch(codeOf)).resolves.toBe(
      "module.protected",
    );
    await expect(
      updateModule(services, mine.admin, { id: crypto.randomUUID(), isEnabled: true }).catch(codeOf),
    ).resolves.toBe("module.not_found");
  });

  it("of the tenant's own offer actions, and access to them is grants", async () => {
    const mine = await makeTenant(database);
    const { module } = await createModule(services, mine.admin, { code: "koperasi", name: "Koperasi" });
    expect(module).toMatchObject({ permissions: 11, source: "tenant", isEnabled: true });
    await expect(createModule(services, mine.admin, { code: "koperasi", name: "X" }).catch(codeOf)).resolves.toBe(
      "module.code_in_use",
    );
    const userId = await mine.addUser();
    const check = async (type: "read" | "approve") =>
      (await checkModuleAccess(services, mine.admin, { userId, moduleId: module.id, type })).allowed;
    expect(await check("read")).toBe(false);
    const given = await grantModuleAccess(services, mine.admin, {
      subjectKind: "user",
      subjectId: userId,
      moduleId: module.id,
      actions: ["read", "print"],
    });
    expect(given.grants.map((grant) => grant.code)).toEqual(["module.koperasi:read", "module.koperasi:print"]);
    expect([await check("read"), await check("approve")]).toEqual([true, false]);
    const page = await listUserModuleAccess(services, mine.as(userId), { id: userId });
    const found = page.items.find((item) => item.module.code === "koperasi");
    expect(found?.grants).toHaveLength(2);
    expect(found?.actions.filter(({ allowed }) => allowed).map(({ action }) => action)).toEqual(["read", "print"]);
    await updateModule(services, mine.admin, { id: module.id, isEnabled: false, version: 1 });
    expect(await check("read")).toBe(false);
    await updateModule(services, mine.admin, { id: module.id, isEnabled: true });
    await endModuleAccess(services, mine.admin, { id: given.grants[0]?.id ?? "" });
    expect(await check("read")).toBe(false);
    const { role } = await createRole(services, mine.admin, { code: "kasir", name: "Kasir" });
    await grantModuleAccess(services, mine.admin, { subjectKind: "role", subjectId: role.id, moduleId: module.id });
    expect((await listRoleModuleAccess(services, mine.admin, { roleId: role.id })).items).toMatchObject([
      { module: "koperasi", distance: 0, grant: { code: "module.koperasi:*" } },
    ]);
    const { grant } = await createGrant(services, mine.admin, direct(userId, "school:read"));
    await expect(endModuleAccess(services, mine.admin, { id: grant.id }).catch(codeOf)).resolves.toBe(
      "grant.not_found",
    );
  });
});
