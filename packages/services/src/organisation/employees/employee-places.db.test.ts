import type { TenantContext } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { deleteSchool } from "../schools/index.ts";
import { createUser, deleteUser, restoreUser, updateUser } from "../users/index.ts";
import { createEmployee, deleteEmployee, getEmployee, restoreEmployee, setNipRule, updateEmployee } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let here: string;
let elsewhere: string;
let principalId: string;
let principal: TenantContext;

beforeAll(() => {
  services = testServices(database);
});

/** Somebody who runs the people of one school, and may read what is their own. */
beforeEach(async () => {
  tenant = await makeTenant(database);
  here = await tenant.addSchool({ name: "SMA Satu" });
  elsewhere = await tenant.addSchool({ name: "SMA Dua" });
  principalId = await tenant.addUser({ name: "Kepala", homeSchoolId: here });
  for (const code of ["user:create", "user:update", "employee:read", "employee:update"]) {
    await tenant.addGrant({ userId: principalId, code, scope: "SCHOOL", schoolId: here });
  }
  await tenant.addGrant({ userId: principalId, code: "employee:read", scope: "OWN" });
  principal = tenant.as(principalId);
});

const hire = (nip: string, schoolId: string) =>
  createEmployee(services, tenant.admin, { nip, name: "Pegawai", schoolId });

describe("a NIP that is an employee's", () => {
  it("is taken by nobody who may not change that employee: whoever has it, the employee is their own", async () => {
    await hire("K-9", elsewhere);
    expect(await updateUser(services, principal, { id: principalId, nip: "K-9" }).catch(codeOf)).toBe("access.denied");
    const newcomer = { name: "Baru", nip: "K-9", homeSchoolId: here };
    expect(await createUser(services, principal, newcomer).catch(codeOf)).toBe("access.denied");
    expect(await getEmployee(services, principal, { nip: "K-9" }).catch(codeOf)).toBe("access.denied");
  });

  it("is given by who may, and one that is nobody's by whoever may change the person", async () => {
    await hire("K-1", here);
    expect(await updateUser(services, principal, { id: principalId, nip: "K-1" })).toMatchObject({ nip: "K-1" });
    expect(
      await updateUser(services, principal, { id: principalId, name: "Kepala Sekolah", nip: "K-1" }),
    ).toMatchObject({ name: "Kepala Sekolah" });
    await hire("K-2", here);
    expect(await createUser(services, principal, { name: "Dua", nip: "K-2", homeSchoolId: here })).toMatchObject({
      nip: "K-2",
    });
    expect(await createUser(services, principal, { name: "Tiga", nip: "N-3", homeSchoolId: here })).toMatchObject({
      nip: "N-3",
    });
  });
});

describe("a place", () => {
  it("in no school is the foundation's: nobody of one school moves people there", async () => {
    await hire("K-1", here);
    const teacher = await tenant.addUser({ homeSchoolId: here });
    expect(await updateEmployee(services, principal, { nip: "K-1", schoolId: null }).catch(codeOf)).toBe(
      "access.denied",
    );
    expect(await updateUser(services, principal, { id: teacher, homeSchoolId: null }).catch(codeOf)).toBe(
      "access.denied",
    );
    expect(await updateEmployee(services, tenant.admin, { nip: "K-1", schoolId: null })).toMatchObject({
      schoolId: null,
    });
    expect(await updateUser(services, tenant.admin, { id: teacher, homeSchoolId: null })).toMatchObject({
      homeSchoolId: null,
    });
  });

  it("that is deleted itself takes nobody back from the trash", async () => {
    await hire("K-1", elsewhere);
    const userId = await tenant.addUser({ homeSchoolId: elsewhere });
    await deleteEmployee(services, tenant.admin, { nip: "K-1" });
    await deleteUser(services, tenant.admin, { id: userId });
    await deleteSchool(services, tenant.admin, { id: elsewhere });
    expect(await restoreEmployee(services, tenant.admin, { nip: "K-1" }).catch(codeOf)).toBe("school.not_found");
    expect(await restoreUser(services, tenant.admin, { id: userId }).catch(codeOf)).toBe("school.not_found");
  });
});

describe("the pattern of NIPs", () => {
  it.each([
    ["cannot be read where it is used", "(?i)[a-z]+"],
    ["may take for ever", "(.*)(.*)(.*)\\3\\2\\1x"],
    ["may take for ever, inside a group", "(?:(a+)b)\\1"],
  ])("is refused when it %s", async (_, pattern) => {
    expect(await setNipRule(services, tenant.admin, { pattern }).catch(codeOf)).toBe("data.out_of_range");
  });

  it.each(["[0-9]{4}", "YCN\\.\\d{4}", "a|b"])("may be %s", async (pattern) => {
    expect(await setNipRule(services, tenant.admin, { pattern })).toMatchObject({ pattern });
  });
});
