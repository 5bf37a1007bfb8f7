import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { readInTenant, type Services } from "../../platform/index.ts";
import { createGuardrail, endGuardrail, getGuardrail, listGuardrails } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

const refusalOf = (call: Promise<unknown>) => call.catch(codeOf);
const hold = (more: object = {}) => ({
  kind: "legal_hold" as const,
  name: "Sengketa",
  code: "user:delete",
  reason: "Perkara 12/2026",
  ...more,
});
const may = (code: "user:delete" | "user:read") =>
  readInTenant(services, tenant.admin, async (tx) => (await tx.access).can(code));

describe("a guardrail", () => {
  it("forbids the administrator too, until it is lifted", async () => {
    const preview = await createGuardrail(services, tenant.admin, hold({ dryRun: true }));
    expect(preview).toMatchObject({ dryRun: true, permissions: ["user:delete"] });
    expect(await may("user:delete")).toBe(true);
    const made = await createGuardrail(services, tenant.admin, hold());
    expect(made.guardrail).toMatchObject({ state: "active", can: { end: true } });
    expect([await may("user:delete"), await may("user:read")]).toEqual([false, true]);
    const ended = await endGuardrail(services, tenant.admin, { id: made.guardrail.id, reason: "Selesai" });
    expect(ended.guardrail).toMatchObject({ state: "ended", can: { end: false } });
    expect(ended.epoch).toBeGreaterThan(made.epoch);
    expect(await may("user:delete")).toBe(true);
    expect(await refusalOf(endGuardrail(services, tenant.admin, { id: made.guardrail.id }))).toBe(
      "guardrail.already_ended",
    );
    const events = await database.owner<{ action: string; reason: string }[]>`
      select action, reason from gloria.audit_events where entity_id = ${made.guardrail.id} order by occurred_at, id`;
    expect(events).toEqual([
      { action: "guardrail.create", reason: "Perkara 12/2026" },
      { action: "guardrail.end", reason: "Selesai" },
    ]);
  });

  it("locks nobody out, and names what is wrong with it", async () => {
    const refused = (more: object) => refusalOf(createGuardrail(services, tenant.admin, hold(more)));
    expect(await refused({ code: "guardrail:*" })).toBe("guardrail.locks_out");
    expect(await refused({ code: "*:*" })).toBe("guardrail.locks_out");
    expect(await refused({ code: "*:close", condition: "actor.id == 'x'" })).toBe("guardrail.locks_out");
    expect(await refused({ code: "role:assign" })).toBe("access.last_administrator");
    expect(await refused({ code: "nothing:at_all" })).toBe("access.unknown_permission");
    expect(await refused({ condition: "actor.nobody ==" })).toBe("access.condition_invalid");
    expect(await refused({ validUntil: "2020-01-01T00:00:00Z" })).toBe("access.window_past");
    expect(await refused({ resource: { type: "user", id: newId() } })).toBe("resource.not_found");
    const other = await makeTenant(database);
    expect(await refused({ resource: { type: "user", id: other.adminId } })).toBe("resource.not_found");
    const { items } = await listGuardrails(services, tenant.admin, { state: "active" });
    expect(items).toEqual([]);
  });

  it("is for who may set it everywhere, and of its own foundation alone", async () => {
    const schoolId = await tenant.addSchool();
    const userId = await tenant.addUser();
    await tenant.addGrant({ userId, code: "guardrail:*", scope: "SCHOOL", schoolId });
    expect(await refusalOf(createGuardrail(services, tenant.as(userId), hold()))).toBe("access.denied");
    const { guardrail } = await createGuardrail(
      services,
      tenant.admin,
      hold({ code: "user:merge", validFrom: "2030-01-01T00:00:00Z" }),
    );
    expect(guardrail.state).toBe("upcoming");
    expect(await refusalOf(endGuardrail(services, tenant.as(userId), { id: guardrail.id }))).toBe("access.denied");
    const other = await makeTenant(database);
    expect(await refusalOf(getGuardrail(services, other.admin, { id: guardrail.id }))).toBe("guardrail.not_found");
    expect(await refusalOf(endGuardrail(services, other.admin, { id: guardrail.id }))).toBe("guardrail.not_found");
    expect((await listGuardrails(services, other.admin, {})).items).toEqual([]);
    const first = await listGuardrails(services, tenant.admin, { limit: 1 });
    const second = await listGuardrails(services, tenant.admin, { limit: 1, cursor: first.nextCursor ?? "" });
    expect([first.items[0]?.id, second.items[0]?.code]).toEqual([guardrail.id, "user:delete"]);
    expect((await listGuardrails(services, tenant.admin, { q: "merge" })).items).toHaveLength(1);
  });
});
