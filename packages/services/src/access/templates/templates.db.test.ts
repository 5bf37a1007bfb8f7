import { AppError, newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import {
  applyPermissionTemplate,
  applyRoleTemplate,
  createPermissionTemplate,
  createRoleTemplate,
  getPermissionTemplate,
  listPermissionTemplates,
  listRoleTemplates,
  listTemplateApplications,
  listTemplateVersions,
  retirePermissionTemplate,
  takeBackTemplate,
  updatePermissionTemplate,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schoolId: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool();
});

const refusalOf = (call: Promise<unknown>) => call.catch(codeOf);
let serial = 0;
const bundle = (
  grants: object[] = [
    { code: "user:read", scope: "SCHOOL" },
    { code: "school:read", scope: "SCHOOL" },
  ],
) => ({
  code: `T${++serial}`,
  name: `Templat ${serial}`,
  grants: grants as { code: string; scope: "SCHOOL" }[],
});
const template = async (kind: "role" | "user" | "module" = "user", grants?: object[]) =>
  (await createPermissionTemplate(services, tenant.admin, { kind, ...bundle(grants) })).id;
const openGrants = (subjectId: string) => database.owner<{ code: string; source: string }[]>`
  select code, source from gloria.grants where subject_id = ${subjectId} and ended_at is null order by code`;

describe("applying a template to a person", () => {
  it("adds what they have not, tells the difference, and is taken back exactly", async () => {
    const userId = await tenant.addUser();
    const kept = await tenant.addGrant({ userId, code: "user:read", scope: "SCHOOL", schoolId });
    await tenant.addGrant({ userId, code: "school:read", scope: "OWN" });
    const templateId = await template("user", [
      { code: "user:read", scope: "SCHOOL" },
      { code: "school:read", scope: "SCHOOL" },
      { code: "position:read", scope: "SCHOOL" },
    ]);
    const wanted = { templateId, userId, schoolId };
    const preview = await applyPermissionTemplate(services, tenant.admin, { ...wanted, dryRun: true });
    expect(preview.applicationId).toBeNull();
    expect(preview.items.map(({ code, outcome }) => [code, outcome])).toEqual([
      ["user:read", "present"],
      ["school:read", "differs"],
      ["position:read", "add"],
    ]);
    expect(preview.items[0]?.has).toMatchObject([{ grantId: kept, scope: "SCHOOL" }]);
    expect(await openGrants(userId)).toHaveLength(2);
    const applied = await applyPermissionTemplate(services, tenant.admin, wanted);
    expect(applied.items).toEqual(preview.items);
    expect(applied.epoch).toBeGreaterThan(preview.epoch);
    expect((await openGrants(userId)).filter(({ source }) => source === "template").map(({ code }) => code)).toEqual([
      "position:read",
      "school:read",
    ]);

    await database.owner`update gloria.grants set ended_at = now() where subject_id = ${userId} and code = 'position:read'`;
    const id = applied.applicationId ?? "";
    const [drifted] = (await listTemplateApplications(services, tenant.admin, { id: templateId })).items;
    expect(drifted).toMatchObject({ id, drift: { extra: [] }, can: { takeBack: true } });
    expect(drifted?.drift.missing.map(({ code }) => code)).toEqual(["position:read"]);
    expect(drifted?.drift.ended.map(({ code }) => code)).toEqual(["position:read"]);

    const back = await takeBackTemplate(services, tenant.admin, { id, reason: "Keliru" });
    expect(back.ended.map(({ code }) => code)).toEqual(["school:read"]);
    expect(back.stays).toMatchObject([{ kind: "grant", label: "position:read", reason: "already_ended" }]);
    expect(await openGrants(userId)).toEqual([
      { code: "school:read", source: "manual" },
      { code: "user:read", source: "manual" },
    ]);
    expect(await refusalOf(takeBackTemplate(services, tenant.admin, { id }))).toBe(
      "permission_template.already_taken_back",
    );
    const events = await database.owner<{ action: string }[]>`
      select action from gloria.audit_events where entity_id = ${id} order by occurred_at, id`;
    expect(events.map(({ action }) => action)).toEqual(["permission_template.apply", "permission_template.take_back"]);
  });

  it("gives nobody more than the caller holds, and needs a place where the scope does", async () => {
    const caller = await tenant.addUser();
    for (const code of ["permission.template:*", "permission:assign", "role:create"]) {
      await tenant.addGrant({ userId: caller, code, scope: "ALL" });
    }
    await tenant.addGrant({ userId: caller, code: "user:read", scope: "SCHOOL", schoolId });
    const [to, elsewhere] = [await tenant.addUser(), await tenant.addSchool()];
    const reading = await template("user", [{ code: "user:read", scope: "SCHOOL" }]);
    const apply = (more: object) =>
      refusalOf(applyPermissionTemplate(services, tenant.as(caller), { templateId: reading, userId: to, ...more }));
    expect(await apply({ schoolId: elsewhere })).toBe("access.escalation");
    expect(await apply({})).toBe("access.anchor_needed");
    expect(await apply({ schoolId, validUntil: "2020-01-01T00:00:00Z" })).toBe("access.window_past");
    expect(await apply({ schoolId })).toMatchObject({ dryRun: false });
    const everything = await template("role", [{ code: "*:*", scope: "ALL" }]);
    const roleOf = (templateId: string) =>
      refusalOf(
        applyRoleTemplate(services, tenant.as(caller), {
          templateId,
          newRole: { code: `R${++serial}`, name: "Peran" },
        }),
      );
    expect(await roleOf(everything)).toBe("access.escalation");
    const [made] = await database.owner`select 1 from gloria.roles where tenant_id = ${tenant.id}`;
    expect(made).toBeUndefined();
  });

  it("is refused by the line that is at fault, when it is kept and when it is applied", async () => {
    const caller = await tenant.addUser();
    for (const code of ["permission.template:*", "permission:assign", "user:read"]) {
      await tenant.addGrant({ userId: caller, code, scope: "ALL" });
    }
    const problemsOf = (call: Promise<unknown>) =>
      call.then(
        () => [],
        (error: unknown) => (error instanceof AppError ? error.errors.map(({ path, code }) => [path, code]) : [error]),
      );
    const lines = (...more: object[]) => [
      { code: "user:read", scope: "ALL" },
      { code: "user:read", scope: "OWN" },
      ...more,
    ];
    expect(await problemsOf(template("user", lines({ code: "nothing:read", scope: "ALL" })))).toEqual([
      ["grants.2.code", "access.unknown_permission"],
    ]);
    const faulty = { code: "user:read", scope: "SCHOOL", condition: "target.nothing == 1" };
    expect(await problemsOf(template("user", lines(faulty)))).toMatchObject([
      ["grants.2.condition", expect.any(String)],
    ]);
    expect(await problemsOf(template("module", lines()))).toEqual([
      ["grants.0.code", "permission_template.not_of_module"],
    ]);
    const beyond = await template("user", lines({ code: "user:*", scope: "ALL" }));
    const to = await tenant.addUser();
    const apply = () => applyPermissionTemplate(services, tenant.as(caller), { templateId: beyond, userId: to });
    expect(await problemsOf(apply())).toEqual([["grants.2.code", "access.escalation"]]);
    // What they have already is left out, and counts no less.
    await tenant.addGrant({ userId: to, code: "user:read", scope: "ALL" });
    expect(await problemsOf(apply())).toEqual([["grants.2.code", "access.escalation"]]);
  });

  it("keeps each kind to its subjects, and tenants apart", async () => {
    const userId = await tenant.addUser();
    const forRoles = await template("role");
    const refused = (templateId: string, more: object = {}) =>
      refusalOf(applyPermissionTemplate(services, tenant.admin, { templateId, userId, schoolId, ...more }));
    expect(await refused(forRoles)).toBe("permission_template.wrong_kind");
    expect(await refused(newId())).toBe("permission_template.not_found");
    const other = await makeTenant(database);
    const mine = await template();
    expect(
      await refusalOf(applyPermissionTemplate(services, other.admin, { templateId: mine, userId: other.adminId })),
    ).toBe("permission_template.not_found");
    expect(await refused(mine, { userId: other.adminId })).toBe("user.not_found");
    expect(await refusalOf(getPermissionTemplate(services, other.admin, { id: mine }))).toBe(
      "permission_template.not_found",
    );
    expect((await listPermissionTemplates(services, other.admin, {})).items).toEqual([]);
    const { applicationId } = await applyPermissionTemplate(services, tenant.admin, {
      templateId: mine,
      userId,
      schoolId,
    });
    expect(await refusalOf(takeBackTemplate(services, other.admin, { id: applicationId ?? "" }))).toBe(
      "permission_template.application_not_found",
    );
    const stranger = tenant.as(await tenant.addUser());
    expect(await refusalOf(takeBackTemplate(services, stranger, { id: applicationId ?? "" }))).toBe("access.denied");
    expect(await refusalOf(createPermissionTemplate(services, stranger, { kind: "user", ...bundle() }))).toBe(
      "access.denied",
    );
  });
});

describe("a role template", () => {
  it("makes a role, which goes when it is taken back and nobody has it", async () => {
    const { id: templateId, kind } = await createRoleTemplate(services, tenant.admin, bundle());
    expect(kind).toBe("role");
    const make = async (code: string) =>
      applyRoleTemplate(services, tenant.admin, { templateId, newRole: { code, name: code } });
    const [unused, used] = [await make("unused"), await make("used")];
    expect(await openGrants(unused.subject.id ?? "")).toHaveLength(2);
    expect(await refusalOf(make("used"))).toBe("role.code_in_use");
    await database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id)
      values (${tenant.id}, ${newId()}, ${tenant.adminId}, ${used.subject.id})`;
    const gone = await takeBackTemplate(services, tenant.admin, { id: unused.applicationId ?? "" });
    expect([gone.ended.length, gone.stays]).toEqual([2, []]);
    const stays = await takeBackTemplate(services, tenant.admin, { id: used.applicationId ?? "" });
    expect(stays.stays).toMatchObject([{ kind: "role", label: "used", reason: "role_in_use" }]);
    const roles = await database.owner<{ code: string }[]>`
      select code from gloria.roles where tenant_id = ${tenant.id} and deleted_at is null`;
    expect(roles.map(({ code }) => code)).toEqual(["used"]);
    expect((await listRoleTemplates(services, tenant.admin, {})).items.map(({ id }) => id)).toContain(templateId);
  });
});

describe("a template", () => {
  it("gets a version with other rights, shows who has drifted, and is retired", async () => {
    const id = await template();
    const userId = await tenant.addUser();
    await applyPermissionTemplate(services, tenant.admin, { templateId: id, userId, schoolId });
    const changed = await updatePermissionTemplate(services, tenant.admin, {
      id,
      version: 1,
      grants: [
        { code: "user:read", scope: "SCHOOL" },
        { code: "position:read", scope: "SCHOOL" },
      ],
    });
    expect(changed).toMatchObject({ grantsVersion: 2, version: 2, applications: 1 });
    const renamed = await updatePermissionTemplate(services, tenant.admin, {
      id,
      name: "Lain",
      grants: changed.grants,
    });
    expect(renamed).toMatchObject({ grantsVersion: 2, version: 3, name: "Lain" });
    expect(await refusalOf(updatePermissionTemplate(services, tenant.admin, { id, version: 1, name: "X" }))).toBe(
      "permission_template.version_conflict",
    );
    const versions = await listTemplateVersions(services, tenant.admin, { id, limit: 1 });
    expect(versions.items.map(({ number }) => number)).toEqual([2]);
    const older = await listTemplateVersions(services, tenant.admin, { id, cursor: versions.nextCursor ?? "" });
    expect(older.items[0]?.grants.map(({ code }) => code)).toEqual(["user:read", "school:read"]);
    const [application] = (await listTemplateApplications(services, tenant.admin, { id })).items;
    expect(application?.drift.missing.map(({ code }) => code)).toEqual(["position:read"]);
    expect(application?.drift.extra.map(({ code }) => code)).toEqual(["school:read"]);
    await retirePermissionTemplate(services, tenant.admin, { id });
    const again = { templateId: id, userId, schoolId };
    expect(await refusalOf(applyPermissionTemplate(services, tenant.admin, again))).toBe("permission_template.retired");
    await takeBackTemplate(services, tenant.admin, { id: application?.id ?? "" });
    expect(await openGrants(userId)).toEqual([]);
  });

  it("names something, answers its conditions, and of a module only what is a module's", async () => {
    const refused = (kind: "user" | "module", grant: object) => refusalOf(template(kind, [grant]));
    expect(await refused("user", { code: "nothing:at_all", scope: "ALL" })).toBe("access.unknown_permission");
    expect(await refused("user", { code: "user:read", scope: "ALL", condition: "actor.nobody ==" })).toBe(
      "access.condition_invalid",
    );
    expect(await refused("module", { code: "user:read", scope: "ALL" })).toBe("permission_template.not_of_module");
    const access = await template("module", [{ code: "module.audit:*", scope: "ALL" }]);
    const userId = await tenant.addUser();
    await applyPermissionTemplate(services, tenant.admin, { templateId: access, userId });
    expect(await openGrants(userId)).toEqual([{ code: "module.audit:*", source: "template" }]);
    const twice = bundle();
    await createPermissionTemplate(services, tenant.admin, { kind: "user", ...twice });
    expect(await refusalOf(createPermissionTemplate(services, tenant.admin, { kind: "user", ...twice }))).toBe(
      "permission_template.code_in_use",
    );
  });
});
