import { idToHex, newId, type TenantContext } from "@gloria/core";
import type { GrantRow } from "./make-grant.ts";
import { makeGrant } from "./make-grant.ts";
import type { TestDatabase } from "./test-database.ts";

/** A tenant of one test's own, with a person who may do everything in it. */
export interface TestTenant {
  readonly id: string;
  readonly code: string;
  readonly adminId: string;
  /** The administrator's context. */
  readonly admin: TenantContext;
  /** Any person's context. */
  as(userId: string, more?: Partial<TenantContext>): TenantContext;
  /** A named part of Gloria. */
  readonly system: TenantContext;
  addSchool(fields?: { code?: string; name?: string; timeZone?: string }): Promise<string>;
  addUser(fields?: {
    name?: string;
    email?: string;
    nip?: string;
    homeSchoolId?: string;
    status?: string;
  }): Promise<string>;
  addGrant(grant: GrantRow): Promise<string>;
}

export async function makeTenant(
  database: TestDatabase,
  kind: "foundation" | "platform" = "foundation",
): Promise<TestTenant> {
  const { owner } = database;
  const id = newId();
  const code = `t-${idToHex(id).slice(-12)}`;
  await owner`insert into gloria.tenants (id, code, name, kind, clerk_org_id) values (${id}, ${code}, ${`Yayasan ${code}`}, ${kind}, ${`org_${idToHex(id)}`})`;

  const as = (userId: string, more: Partial<TenantContext> = {}): TenantContext => ({
    tenantId: id,
    actor: { kind: "user", userId, sessionId: null },
    origin: { requestId: newId(), ip: "127.0.0.1", userAgent: "test", traceId: null, channel: "api" },
    locale: "id",
    schoolId: null,
    ...more,
  });

  async function addUser(
    fields: { name?: string; email?: string; nip?: string; homeSchoolId?: string; status?: string } = {},
  ): Promise<string> {
    const userId = newId();
    await owner`insert into gloria.users (tenant_id, id, name, email, nip, home_school_id, status, clerk_user_id)
      values (${id}, ${userId}, ${fields.name ?? "Siti Aminah"}, ${fields.email ?? `u${idToHex(userId).slice(-10)}@demo.example`},
        ${fields.nip ?? null}, ${fields.homeSchoolId ?? null}, ${fields.status ?? "active"}, ${`user_${idToHex(userId)}`})`;
    return userId;
  }

  async function addSchool(fields: { code?: string; name?: string; timeZone?: string } = {}): Promise<string> {
    const schoolId = newId();
    await owner`insert into gloria.schools (tenant_id, id, code, name, level, time_zone)
      values (${id}, ${schoolId}, ${fields.code ?? `S${idToHex(schoolId).slice(-8)}`}, ${fields.name ?? "SMA Contoh"}, 'SMA', ${fields.timeZone ?? "Asia/Jakarta"})`;
    return schoolId;
  }

  const adminId = await addUser({ name: "Admin Yayasan" });
  const addGrant = (grant: GrantRow) => makeGrant(owner, id, grant);
  await addGrant({ userId: adminId, code: "*:*", scope: "ALL" });
  return {
    id,
    code,
    adminId,
    admin: as(adminId),
    as,
    system: { ...as(adminId), actor: { kind: "system", name: "test" } },
    addSchool,
    addUser,
    addGrant,
  };
}
