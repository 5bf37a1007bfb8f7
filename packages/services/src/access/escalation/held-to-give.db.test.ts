import { newId } from "@gloria/core";
import { users } from "@gloria/db";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { readInTenant, type Services } from "../../platform/index.ts";
import { createGrant } from "../grants/index.ts";
import { assertMayImpersonate } from "../impersonation/assert-may-impersonate.ts";
import { assertNoExcess } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

async function makeRole(code: string): Promise<string> {
  const id = newId();
  await database.owner`insert into gloria.roles (tenant_id, id, code, name)
    values (${tenant.id}, ${id}, ${id.slice(-12)}, 'Peran')`;
  await tenant.addGrant({ roleId: id, code, scope: "ALL" });
  return id;
}

/** Somebody who may use the verbs, and to whom the administrator delegates one right. */
async function makeDelegate(code: string): Promise<string> {
  const id = await tenant.addUser();
  for (const verb of ["permission:assign", "role:update", "user:impersonate"]) {
    await tenant.addGrant({ userId: id, code: verb, scope: "ALL" });
  }
  await database.owner`insert into gloria.delegations (tenant_id, id, kind, delegator_id, delegate_id, codes, valid_from, valid_until, reason)
    values (${tenant.id}, ${newId()}, 'PERMISSION', ${tenant.adminId}, ${id}, ${[code]}, '2020-01-01', '2099-01-01', 'cuti')`;
  return id;
}

/** By each way on which rights are handed out, or slipped into. */
async function ways(actorId: string, code: string): Promise<unknown[]> {
  const ctx = tenant.as(actorId);
  const other = await tenant.addUser();
  await tenant.addGrant({ userId: other, code, scope: "ALL" });
  const grant = {
    subjectKind: "user" as const,
    subjectId: await tenant.addUser(),
    code,
    effect: "ALLOW" as const,
    scope: "ALL" as const,
  };
  return Promise.all([
    createGrant(services, ctx, grant).then(() => "done", codeOf),
    readInTenant(services, ctx, async (tx) => {
      const theirs = await services.permissions.accessOfUser(tx, other);
      await assertNoExcess(tx, await tx.access, theirs.effective());
    }).then(() => "done", codeOf),
    readInTenant(services, ctx, async (tx) => {
      const [person] = await tx.db.select().from(users).where(eq(users.id, other));
      if (person !== undefined) await assertMayImpersonate(services, tx, person);
    }).then(() => "done", codeOf),
  ]);
}

const refused = ["access.escalation", "access.escalation", "impersonation.not_allowed"];

describe("what may be given on", () => {
  it("is nothing that is only delegated", async () => {
    expect(await ways(await makeDelegate("school:read"), "school:read")).toEqual(refused);
  });

  it("is what is one's own as well, though a delegation is what speaks first", async () => {
    const actor = await makeDelegate("school:read");
    const roleId = await makeRole("school:read");
    await database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id)
      values (${tenant.id}, ${newId()}, ${actor}, ${roleId})`;
    expect(await ways(actor, "school:read")).toEqual(["done", "done", "done"]);
  });

  it("is nothing that is one's own on a condition alone", async () => {
    const actor = await makeDelegate("user:read");
    await tenant.addGrant({ userId: actor, code: "school:read", scope: "ALL", condition: 'request.channel == "api"' });
    expect(await ways(actor, "school:read")).toEqual(refused);
    await tenant.addGrant({ userId: actor, code: "school:*", scope: "ALL" });
    expect(await ways(actor, "school:read")).toEqual(["done", "done", "done"]);
  });
});
