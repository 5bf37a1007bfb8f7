import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createTenant, listTenants } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

describe("tenants", () => {
  it("are founded by a named part of Gloria, with an audit event of their own", async () => {
    const code = `yayasan-${newId()}`;
    const made = await createTenant(services, tenant.system, { code, name: "Yayasan Baru" });
    expect(made).toMatchObject({
      code,
      kind: "foundation",
      status: "active",
      locale: "id",
      timeZone: "Asia/Jakarta",
      clerkOrgId: `org_${made.id.replaceAll("-", "")}`,
    });
    const events =
      await database.owner`select action, actor_kind, actor_name from gloria.audit_events where tenant_id = ${made.id}`;
    expect(events).toEqual([{ action: "tenant.create", actor_kind: "system", actor_name: "test" }]);
    await expect(createTenant(services, tenant.system, { code, name: "Kembar" }).catch(codeOf)).resolves.toBe(
      "tenant.code_in_use",
    );
  });

  it("are not for people to found or to list", async () => {
    await expect(createTenant(services, tenant.admin, { code: "x", name: "X" }).catch(codeOf)).resolves.toBe(
      "access.denied",
    );
    await expect(listTenants(services, tenant.admin.actor).catch(codeOf)).resolves.toBe("access.denied");
  });

  it("are listed by code, each once", async () => {
    for (let index = 0; index < 5; index++) await makeTenant(database);
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listTenants(services, tenant.system.actor, {
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.items.map((one) => one.code));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const [count] = await database.owner<{ n: number }[]>`select count(*)::int as n from gloria.tenants`;
    expect(new Set(seen).size).toBe(count?.n);
    expect(seen).toHaveLength(count?.n ?? -1);
  });
});
