import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { changeRoleHierarchy, createRole, deleteRole, endRoleGrant, grantToRole } from "../roles/index.ts";
import { createPermissionTemplate, updatePermissionTemplate } from "../templates/index.ts";
import { getPolicyTests, runPolicyTests, savePolicyTests } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  await tenant.addSchool({ code: "SMA-1" });
  await tenant.addSchool({ code: "SMA-2" });
});

async function newRole(code: string, grants: readonly string[] = []) {
  const { role } = await createRole(services, tenant.admin, { code, name: code });
  for (const grant of grants) await grantToRole(services, tenant.admin, { id: role.id, code: grant, scope: "SCHOOL" });
  return role.id;
}

const run = (source: string, of: TestTenant = tenant) => runPolicyTests(services, of.admin, { source });
const failing = async (source: string) =>
  (await run(source)).cases.filter(({ passed }) => !passed).map(({ as, code, on }) => `${as} ${code} ${on}`);

describe("policy tests", () => {
  it("ask as whoever would have a role at a place, hold a position, or is a person", async () => {
    await newRole("wali", ["user:read", "school:read"]);
    const teacher = await tenant.addUser({ name: "Guru", email: "guru@x.example" });
    await tenant.addGrant({ userId: teacher, code: "audit:read", scope: "OWN" });
    const [school] = await database.owner<{ id: string }[]>`
      select id from gloria.schools where tenant_id = ${tenant.id} and code = 'SMA-1'`;
    const position = newId();
    await database.owner`insert into gloria.positions (tenant_id, id, code, name, level, school_id)
      values (${tenant.id}, ${position}, 'WAKA', 'Wakil', 4, ${school?.id ?? ""})`;
    for (const code of ["school:update", "user:delete"]) {
      await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
        values (${tenant.id}, ${newId()}, 'position', ${position}, ${code}, 'ALLOW', 'SCHOOL')`;
    }
    const source = `
cases:
  - {as: {role: wali, school: SMA-1}, can: [user:read, school:read], on: {in: {school: SMA-1}}}
  - {as: {role: WALI, school: SMA-1}, cannot: user:read, on: {in: {school: SMA-2}}}
  - {as: {role: wali, school: SMA-1}, can: school:read, cannot: school:update, on: {school: SMA-1}}
  - {as: {role: wali, school: SMA-1}, can: user:read, on: {owner: other, school: SMA-1}}
  - {as: {role: wali}, cannot: user:read, on: {owner: other, school: SMA-1}}
  - {as: {role: wali}, can: user:read, on: {owner: self}}
  - {as: {role: wali}, cannot: [user:read, user:delete], on: everything}
  - {as: {user: guru@x.example}, can: audit:read, on: own}
  - {as: {user: guru@x.example}, cannot: user:read}
  - {as: {position: WAKA}, can: school:update, on: {school: SMA-1}}
  - {as: {position: WAKA, acting: true}, can: school:update, on: {school: SMA-1}}
  - {as: {position: WAKA}, cannot: school:update, on: {school: SMA-2}}
`;
    expect(await failing(source)).toEqual([]);
    expect((await run(source)).passed).toBe(15);
    // Turned round, each of them fails.
    const turned = source.replace(/\bcan(not)?:/g, (word) => (word === "can:" ? "cannot:" : "can:"));
    expect(await run(turned)).toMatchObject({ passed: 0, failed: 15 });
  });

  it("refuse a change of a role, or of one that it takes over from, that would break them", async () => {
    const [parent, role] = [await newRole("induk", ["user:read"]), await newRole("anak")];
    const edge = { id: role, parentId: parent };
    await changeRoleHierarchy(services, tenant.admin, { ...edge, action: "add" });
    const source =
      "cases: [{name: Baca, as: {school: SMA-1}, can: user:read, cannot: user:delete, on: {in: {school: SMA-1}}}]";
    const saved = await savePolicyTests(services, tenant.admin, { subjectKind: "role", subjectId: role, source });
    expect(saved).toMatchObject({ cases: 2, version: 1, source, can: { update: true } });
    expect(await getPolicyTests(services, tenant.admin, { subjectKind: "role", subjectId: role })).toEqual(saved);
    const grant = (id: string, code: string) =>
      grantToRole(services, tenant.admin, { id, code, scope: "SCHOOL" }).catch((error: unknown) => error);
    expect(await grant(role, "user:delete")).toMatchObject({
      code: "policy_test.failed",
      params: { failed: 1, cases: [expect.stringContaining("#1 Baca: role, school: SMA-1 cannot user:delete")] },
    });
    expect(await grant(parent, "user:*")).toMatchObject({ code: "policy_test.failed" });
    expect(await grant(parent, "school:read")).toMatchObject({ dryRun: false });
    const remove = changeRoleHierarchy(services, tenant.admin, { ...edge, action: "remove" });
    expect(await remove.catch(codeOf)).toBe("policy_test.failed");
    const dry = changeRoleHierarchy(services, tenant.admin, { ...edge, action: "remove", dryRun: true });
    expect(await dry.catch(codeOf)).toBe("policy_test.failed");
    expect(await deleteRole(services, tenant.admin, { id: parent }).catch(codeOf)).toMatch(/policy_test|referenced/);
    const [held] = await database.owner<{ id: string }[]>`
      select id from gloria.grants where tenant_id = ${tenant.id} and subject_id = ${parent} and code = 'user:read'`;
    const end = () => endRoleGrant(services, tenant.admin, { id: parent, permId: held?.id ?? "" });
    expect(await end().catch(codeOf)).toBe("policy_test.failed");
    const none = { subjectKind: "role" as const, subjectId: role, source: "cases: []" };
    expect(await savePolicyTests(services, tenant.admin, { ...none, version: 2 }).catch(codeOf)).toBe(
      "policy_test.version_conflict",
    );
    expect(await savePolicyTests(services, tenant.admin, { ...none, version: 1 })).toMatchObject({
      cases: 0,
      version: 2,
    });
    expect(await end()).toMatchObject({ dryRun: false });
    const events = await database.owner<{ action: string }[]>`
      select action from gloria.audit_events where tenant_id = ${tenant.id} and action = 'policy_test.save'`;
    expect(events).toHaveLength(2);
  });

  it("guard a template's rights as they do a role's", async () => {
    const grants = [{ code: "user:read", scope: "ALL" as const }];
    const made = await createPermissionTemplate(services, tenant.admin, {
      kind: "role",
      code: "BACA",
      name: "Baca",
      grants,
    });
    const subject = { subjectKind: "template" as const, subjectId: made.id };
    const source = "cases: [{can: user:read, cannot: user:delete, on: everything}]";
    await savePolicyTests(services, tenant.admin, { ...subject, source });
    const update = (code: string) =>
      updatePermissionTemplate(services, tenant.admin, { id: made.id, grants: [{ code, scope: "ALL" }] });
    expect(await update("user:*").catch(codeOf)).toBe("policy_test.failed");
    expect(await update("school:read").catch(codeOf)).toBe("policy_test.failed");
    const failed = "cases: [{can: user:delete, on: everything}]";
    expect(await savePolicyTests(services, tenant.admin, { ...subject, source: failed }).catch(codeOf)).toBe(
      "policy_test.failed",
    );
    expect(await runPolicyTests(services, tenant.admin, { ...subject, source: failed })).toMatchObject({ failed: 1 });
    expect(await runPolicyTests(services, tenant.admin, subject)).toMatchObject({ passed: 2, failed: 0 });
  });

  it("refuse who may not, words that name nothing, and another tenant's", async () => {
    const user = await tenant.addUser();
    const role = await newRole("tamu");
    const other = await makeTenant(database);
    const save = (of: typeof tenant.admin) =>
      savePolicyTests(services, of, { subjectKind: "role", subjectId: role, source: "cases: []" }).catch(codeOf);
    expect(await save(tenant.as(user))).toBe("access.denied");
    expect(await save(other.admin)).toBe("role.not_found");
    expect(await runPolicyTests(services, tenant.as(user), { source: "cases: []" }).catch(codeOf)).toBe(
      "access.denied",
    );
    await tenant.addGrant({ userId: user, code: "permission:read", scope: "OWN" });
    const asAdmin = { source: `cases: [{as: {user: ${tenant.adminId}}, can: user:read}]` };
    expect(await runPolicyTests(services, tenant.as(user), asAdmin).catch(codeOf)).toBe("access.denied");
    for (const source of ["cases: [{can: x:y}]", "cases: [{as: {role: nobody}, can: x:y}]", "cases: 1"]) {
      expect(await run(source).catch(codeOf)).toBe("policy_test.malformed");
    }
    expect(await run("cases: [{as: {role: tamu}, can: x:y}]", other).catch(codeOf)).toBe("policy_test.malformed");
    const read = getPolicyTests(services, other.admin, { subjectKind: "role", subjectId: role });
    expect(await read.catch(codeOf)).toBe("role.not_found");
  });
});
