import { newId, type TenantContext } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Services, storeFile } from "../platform/index.ts";
import { createImport, listImportRows, runImport } from "./imports/index.ts";
import { changeScimGroup, provisionRole } from "./scim/index.ts";

const database = testDatabase();
const live = new AbortController().signal;
const own = "loan:lend";
let services: Services;
let tenant: TestTenant;
let makerId: string;
let maker: TenantContext;
let friend: string;

beforeAll(() => {
  services = testServices(database);
});

/** Somebody who imports, opens roles for providers, and makes tokens; and a permission that the foundation has added. */
beforeEach(async () => {
  tenant = await makeTenant(database);
  [makerId, friend] = [await tenant.addUser(), await tenant.addUser({ email: "kawan@demo.example" })];
  maker = tenant.as(makerId);
  for (const code of ["import:*", "file:*", "role:assign", "role:update"]) {
    await tenant.addGrant({ userId: makerId, code, scope: "ALL" });
  }
  await database.owner`insert into gloria.permissions (tenant_id, id, code, name, module, permission_group)
    values (${tenant.id}, ${newId()}, ${own}, 'Meminjamkan', 'user', 'user')`;
});

async function makeRole(code: string, effect: "ALLOW" | "DENY" = "ALLOW"): Promise<{ id: string; code: string }> {
  const id = newId();
  await database.owner`insert into gloria.roles (tenant_id, id, code, name, is_provisioned)
    values (${tenant.id}, ${id}, ${id.slice(-12)}, 'Peran', true)`;
  await tenant.addGrant({ roleId: id, code, scope: "ALL", effect });
  return { id, code: id.slice(-12) };
}

async function delegate(code: string): Promise<void> {
  await database.owner`insert into gloria.delegations
    (tenant_id, id, kind, delegator_id, delegate_id, codes, valid_from, valid_until, reason)
    values (${tenant.id}, ${newId()}, 'PERMISSION', ${tenant.adminId}, ${makerId}, ${[code]}, '2020-01-01', '2099-01-01', 'cuti')`;
}

const setMembers = (roleId: string, members: readonly string[]) =>
  changeScimGroup(
    services,
    { ctx: tenant.system, tokenId: newId(), createdBy: makerId, baseUrl: "https://gloria.example/scim/v2" },
    roleId,
    { kind: "replace", body: { members: members.map((value) => ({ value })) } },
  ).then(() => "done", codeOf);

/** What a dry run says of a row that gives the role. */
async function imported(roleCode: string): Promise<string[]> {
  const bytes = (async function* () {
    yield Buffer.from(`email,name,roleCode\nkawan@demo.example,Siti Aminah,${roleCode}`);
  })();
  const facts = { name: "daftar.csv", mediaType: "text/csv", purpose: "import", expiresAt: null } as const;
  const file = await storeFile(services, maker, facts, bytes, { maxBytes: 100_000 });
  const { id } = await createImport(services, maker, {
    fileId: file.id,
    kind: "people",
    includeSpecific: false,
    mapping: { columns: (["email", "name", "roleCode"] as const).map((field) => ({ header: field, field })) },
  });
  await runImport(services, { tenantId: tenant.id, importId: id }, live);
  const { items } = await listImportRows(services, tenant.admin, { id, limit: 200 });
  return items.flatMap(({ problems }) => problems.map(({ code }) => code));
}

/** By a provider, by opening the role for one, and by an import. */
async function ways(code: string): Promise<unknown[]> {
  const role = await makeRole(code);
  const opened = await provisionRole(services, maker, { id: role.id, provisioned: true }).then(() => "done", codeOf);
  return [await setMembers(role.id, [friend]), opened, await imported((await makeRole(code)).code)];
}

const given = ["done", "done", []];
const beyond = ["access.escalation", "access.escalation", ["role_beyond_own"]];
const outlasting = ["access.outlasts_support", "access.outlasts_support", ["role_beyond_own"]];

describe.each(["school:read", own])("by providers and imports %s", (code) => {
  it("is given by who holds it, and by nobody else", async () => {
    expect(await ways(code)).toEqual(beyond);
    await tenant.addGrant({ userId: makerId, code, scope: "ALL" });
    expect(await ways(code)).toEqual(given);
  });

  it("is not given on from a delegation", async () => {
    await delegate(code);
    expect(await ways(code)).toEqual(beyond);
  });

  it("is not given on from a condition", async () => {
    await tenant.addGrant({ userId: makerId, code, scope: "ALL", condition: 'request.channel == "api"' });
    expect(await ways(code)).toEqual(beyond);
  });

  it("is not given for longer than it is held", async () => {
    await database.owner`insert into gloria.grants
      (tenant_id, id, subject_kind, subject_id, code, effect, scope, valid_until)
      values (${tenant.id}, ${newId()}, 'user', ${makerId}, ${code}, 'ALLOW', 'ALL', '2099-01-01')`;
    expect(await ways(code)).toEqual(outlasting);
  });

  it("is given by who may give anything", async () => {
    await tenant.addGrant({ userId: makerId, code: "permission:grant_any", scope: "ALL" });
    expect(await ways(code)).toEqual(given);
  });

  it("is not given back by taking away the role that denies it", async () => {
    const { id } = await makeRole(code, "DENY");
    expect(await setMembers(id, [friend])).toBe("done");
    expect(await setMembers(id, [])).toBe("access.escalation");
    await tenant.addGrant({ userId: makerId, code, scope: "ALL" });
    expect(await setMembers(id, [])).toBe("done");
  });
});
