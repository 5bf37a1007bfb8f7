import { idToHex } from "@gloria/core";
import type { schools } from "@gloria/db";
import { type AccessPlan, createAccessPlanner } from "./access-planner.ts";
import { type AuditInsert, createAuditWriter } from "./audit-writer.ts";
import type { DemoCalendar } from "./demo-calendar.ts";
import type { UserInsert } from "./people-rows.ts";
import { administratorRole, operatorRole, staffRole } from "./role-catalogue.ts";
import { createSeededRandom } from "./seeded-random.ts";

export interface TenantFacts {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: "foundation" | "platform";
}

export interface SmallTenantPlan {
  readonly tenant: TenantFacts;
  readonly schools: (typeof schools.$inferInsert)[];
  readonly users: UserInsert[];
  readonly access: AccessPlan;
  readonly events: AuditInsert[];
}

/** A second foundation, so that "not yours" can be seen, and the operators' own tenant. Pure. */
export function planSmallTenants(seed: number, calendar: DemoCalendar, batchId: string): readonly SmallTenantPlan[] {
  const platform = planTenant(seed, calendar, batchId, {
    code: "platform",
    name: "Operator Gloria",
    kind: "platform",
    roles: [operatorRole],
    school: null,
    people: [["Operator Gloria", "operator@demo.example", null, operatorRole.code]],
  });
  const other = planTenant(seed, calendar, batchId, {
    code: "lain",
    name: "Yayasan Lain",
    kind: "foundation",
    roles: [administratorRole, staffRole],
    school: { code: "SD-LAIN", npsn: "99000091", name: "SD Yayasan Lain" },
    people: [
      ["Ratna Wijaya", "admin@lain.example", "LAIN-001", administratorRole.code],
      ["Bagus Setiawan", "bagus.setiawan@lain.example", "LAIN-002", staffRole.code],
      ["Nurhayati", "nurhayati@lain.example", "LAIN-003", staffRole.code],
      ["Yohanes Lopo", "yohanes.lopo@lain.example", "LAIN-004", staffRole.code],
    ],
  });
  return [platform, other];
}

interface SmallTenant {
  readonly code: string;
  readonly name: string;
  readonly kind: TenantFacts["kind"];
  readonly roles: readonly (typeof administratorRole)[];
  readonly school: { readonly code: string; readonly npsn: string; readonly name: string } | null;
  readonly people: readonly (readonly [name: string, email: string, nip: string | null, role: string])[];
}

function planTenant(seed: number, calendar: DemoCalendar, batchId: string, wanted: SmallTenant): SmallTenantPlan {
  const random = createSeededRandom(seed, `tenant ${wanted.code}`);
  const createdAt = calendar.founded;
  const newId = () => random.id(createdAt.getTime());
  const tenant: TenantFacts = { id: newId(), code: wanted.code, name: wanted.name, kind: wanted.kind };
  const stamps = { createdAt, updatedAt: createdAt };
  const schoolRows =
    wanted.school === null
      ? []
      : [{ tenantId: tenant.id, id: newId(), level: "SD" as const, city: "Surabaya", ...wanted.school, ...stamps }];
  const schoolId = schoolRows[0]?.id ?? null;

  const planner = createAccessPlanner(random, tenant.id, createdAt);
  const audit = createAuditWriter(random, tenant.id);
  const batch = { at: createdAt, actor: null, batchId, entityVersion: 1 } as const;
  audit.write("seed.demo", { ...batch, entityType: "tenant", entityId: tenant.id, entityLabel: tenant.name });
  for (const role of wanted.roles) planner.addRole(role);
  for (const { id, name, code } of schoolRows) {
    audit.write("school.create", {
      ...batch,
      entityType: "school",
      entityId: id,
      entityLabel: name,
      schoolId: id,
      snapshot: { code, name },
    });
  }
  const users = wanted.people.map(([name, email, nip, role]): UserInsert => {
    const id = newId();
    planner.assign(id, role, schoolId, createdAt);
    audit.write("user.create", {
      ...batch,
      entityType: "user",
      entityId: id,
      entityLabel: name,
      schoolId,
      snapshot: { name, email, nip },
    });
    return {
      tenantId: tenant.id,
      id,
      clerkUserId: `user_${idToHex(id)}`,
      name,
      email,
      nip,
      status: "active",
      homeSchoolId: schoolId,
      ...stamps,
    };
  });
  const namesById = new Map(users.map(({ id, name }) => [id, name]));
  for (const { id, code, name } of planner.plan.roles) {
    audit.write("role.create", {
      ...batch,
      entityType: "role",
      entityId: id,
      entityLabel: name,
      snapshot: { code, name },
    });
  }
  for (const { id, userId, roleId } of planner.plan.roleAssignments) {
    const entityLabel = namesById.get(userId) ?? "";
    audit.write("role.assign", {
      ...batch,
      entityType: "role_assignment",
      entityId: id,
      entityLabel,
      snapshot: { userId, roleId },
    });
  }
  for (const { id, code, scope } of planner.plan.grants) {
    audit.write("grant.create", {
      ...batch,
      entityType: "grant",
      entityId: id,
      entityLabel: `${code}:${scope}`,
      snapshot: { code, scope },
    });
  }
  return { tenant, schools: schoolRows, users, access: planner.plan, events: audit.rows };
}
