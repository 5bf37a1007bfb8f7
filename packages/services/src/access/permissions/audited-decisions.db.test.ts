import { codeOf, makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { describe, expect, it } from "vitest";
import { suspendUser, updateUser } from "../../organisation/index.ts";
import { getAuditLog, readInTenant, type VerbTransaction } from "../../platform/index.ts";
import { createGrant } from "../grants/index.ts";

const database = testDatabase();

async function eventsOf(tenantId: string, action: string) {
  return database.owner<
    {
      id: string;
      school: string | null;
      targets: { type: string; id: string }[] | null;
      decisions: Record<string, unknown>[] | null;
    }[]
  >`
    select id, school_id as school, targets, decisions from gloria.audit_events where tenant_id = ${tenantId} and action = ${action} order by id`;
}

describe("the audit log", () => {
  it("keeps why something was refused, with what was nearly enough", async () => {
    const services = testServices(database);
    const tenant = await makeTenant(database);
    const [school, other] = [await tenant.addSchool(), await tenant.addSchool()];
    const [user, someone] = [await tenant.addUser(), await tenant.addUser({ homeSchoolId: other })];
    const ruleId = await tenant.addGrant({ userId: user, code: "user:suspend", scope: "SCHOOL", schoolId: school });
    expect(await suspendUser(services, tenant.as(user), { id: someone }).catch(codeOf)).toBe("access.denied");
    const [event] = await eventsOf(tenant.id, "access.denied");
    expect(event?.decisions).toMatchObject([
      {
        code: "user:suspend",
        allowed: false,
        layer: null,
        reason: "no_rule",
        epoch: expect.any(Number),
        nearMisses: [{ kind: "wrong_place", layer: "DIRECT", ruleId, needed: { scope: "SCHOOL", schoolIds: [other] } }],
      },
    ]);
    const shown = await getAuditLog(services, tenant.admin, { id: event?.id ?? "" });
    expect(shown.decisions).toEqual(event?.decisions);
  });

  it("keeps what was refused to be done to, and where it lies", async () => {
    const services = testServices(database);
    const tenant = await makeTenant(database);
    const [school, other] = [await tenant.addSchool(), await tenant.addSchool()];
    const [user, someone] = [await tenant.addUser(), await tenant.addUser({ homeSchoolId: other })];
    for (const code of ["user:suspend", "employee:export"]) {
      await tenant.addGrant({ userId: user, code, scope: "SCHOOL", schoolId: school });
    }
    const refused = async (work: (tx: VerbTransaction) => Promise<void>) =>
      expect(await readInTenant(services, tenant.as(user), work).catch(codeOf)).toBe("access.denied");
    expect(await suspendUser(services, tenant.as(user), { id: someone }).catch(codeOf)).toBe("access.denied");
    await refused(async (tx) =>
      (await tx.access).assertRegion("employee:export", { scope: "SCHOOL", schoolId: other }),
    );
    await refused(async (tx) => (await tx.access).assertRegion("employee:export", { scope: "ALL" }));
    await refused(async (tx) => (await tx.access).assert("audit:read"));
    expect(await eventsOf(tenant.id, "access.denied")).toMatchObject([
      { school: other, targets: [{ type: "user", id: someone }] },
      { school: other, targets: [{ type: "school", id: other }] },
      { school: null, targets: null },
      { school: null, targets: null },
    ]);
  });

  it("keeps by which right something sensitive was done, and nothing of what is not", async () => {
    const services = testServices(database);
    const tenant = await makeTenant(database);
    const user = await tenant.addUser();
    const [grant] = await database.owner<{ id: string }[]>`
      select id from gloria.grants where tenant_id = ${tenant.id} and subject_id = ${tenant.adminId}`;
    await createGrant(services, tenant.admin, {
      subjectKind: "user",
      subjectId: user,
      code: "school:read",
      scope: "ALL",
    });
    const [made] = await eventsOf(tenant.id, "grant.create");
    expect(made?.decisions).toMatchObject([
      {
        code: "permission:assign",
        allowed: true,
        layer: "DIRECT",
        ruleId: grant?.id,
        reason: "allowed",
        subject: { kind: "user", id: tenant.adminId },
        nearMisses: [],
      },
    ]);
    await updateUser(services, tenant.admin, { id: user, name: "Siti" });
    expect(await eventsOf(tenant.id, "user.update")).toMatchObject([{ decisions: null }]);
  });
});
