import type { PermissionScope } from "@gloria/contracts";
import type { grants, roleAssignments, roleEdges, roles } from "@gloria/db";
import type { DemoCalendar } from "./demo-calendar.ts";
import type { OrganisationPlan } from "./plan-organisation.ts";
import type { Person } from "./plan-people.ts";
import type { PlantedCases } from "./planted-cases.ts";
import { committeeRole, type DemoRole, demoRoles, roleOfSeat, traineeRole } from "./role-catalogue.ts";
import type { SchoolPlan } from "./school-plans.ts";
import { officeSeatGrants, schoolSeatGrants } from "./seat-grants.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { planTemplates, type TemplatePlan } from "./template-plan.ts";

export interface AccessPlan {
  readonly roles: (typeof roles.$inferInsert)[];
  readonly roleEdges: (typeof roleEdges.$inferInsert)[];
  readonly roleAssignments: (typeof roleAssignments.$inferInsert)[];
  readonly grants: (typeof grants.$inferInsert)[];
}

/** Collects the rows that decide in one tenant; every row is made at `at`. */
export interface AccessPlanner {
  readonly plan: AccessPlan;
  addRole(role: DemoRole): void;
  assign(userId: string, role: string, schoolId: string | null, from: Date, until?: Date | null): void;
  /** Answers the id of the row. */
  grant(subject: GrantSubject, code: string, scope: PermissionScope, more?: GrantMore): string;
  /** The id that a role has, or will have. */
  roleId(code: string): string;
}

interface GrantSubject {
  readonly kind: "user" | "role" | "position" | "department";
  readonly id: string;
}

interface GrantMore {
  readonly effect?: "ALLOW" | "DENY";
  readonly schoolId?: string;
  readonly validUntil?: Date;
  readonly reason?: string;
  readonly createdBy?: string;
  readonly createdAt?: Date;
  readonly source?: "manual" | "template";
}

export function createAccessPlanner(random: SeededRandom, tenantId: string, at: Date): AccessPlanner {
  const plan: AccessPlan = { roles: [], roleEdges: [], roleAssignments: [], grants: [] };
  const roleIds = new Map<string, string>();
  const newId = () => random.id(at.getTime());
  const roleIdOf = (code: string) => {
    const id = roleIds.get(code) ?? newId();
    roleIds.set(code, id);
    return id;
  };

  function grant(subject: GrantSubject, code: string, scope: PermissionScope, more: GrantMore = {}): string {
    const id = newId();
    plan.grants.push({
      tenantId,
      id,
      subjectKind: subject.kind,
      subjectId: subject.id,
      code,
      effect: more.effect ?? "ALLOW",
      scope,
      schoolId: more.schoolId ?? null,
      validUntil: more.validUntil ?? null,
      reason: more.reason ?? null,
      createdAt: more.createdAt ?? at,
      createdBy: more.createdBy ?? null,
      source: more.source ?? "manual",
    });
    return id;
  }

  return {
    plan,
    grant,
    roleId: roleIdOf,
    addRole(role) {
      const id = roleIdOf(role.code);
      const { code, name, level, isSystem } = role;
      plan.roles.push({ tenantId, id, code, name, level, isSystem, createdAt: at, updatedAt: at });
      for (const parent of role.inherits) {
        plan.roleEdges.push({
          tenantId,
          id: newId(),
          childRoleId: id,
          parentRoleId: roleIdOf(parent),
          inherit: true,
          createdAt: at,
        });
      }
      for (const [code_, scope, effect] of role.grants) {
        grant({ kind: "role", id }, code_, scope, effect === undefined ? {} : { effect });
      }
    },
    assign(userId, role, schoolId, from, until = null) {
      plan.roleAssignments.push({
        tenantId,
        id: newId(),
        userId,
        roleId: roleIdOf(role),
        schoolId,
        validFrom: from,
        validUntil: until,
        createdAt: from,
      });
    },
  };
}

export interface AccessPlanInput {
  readonly random: SeededRandom;
  readonly calendar: DemoCalendar;
  readonly tenantId: string;
  readonly organisation: OrganisationPlan;
  readonly plans: readonly SchoolPlan[];
  readonly people: readonly Person[];
  readonly planted: PlantedCases;
}

export interface FoundationAccess extends AccessPlan {
  readonly templates: TemplatePlan;
}

/**
 * Roles for everybody by what they do, rights of the seats that lead, one dated right of a single person, and a
 * template that was given to a role.
 */
export function planAccess(input: AccessPlanInput): FoundationAccess {
  const { random, calendar, tenantId, organisation, plans, people, planted } = input;
  const planner = createAccessPlanner(random, tenantId, calendar.founded);
  for (const role of demoRoles) planner.addRole(role);

  const homeroom = new Set(planted.extra.filter(({ seat }) => seat === "WALI_KELAS").map(({ person }) => person));
  const everybody = [...people, ...planted.others.filter((person) => !planted.deletedOn.has(person))];
  for (const person of everybody) {
    const role = homeroom.has(person) ? "homeroom_teacher" : roleOfSeat(person.seat, person.field);
    const invitedDaysAgo = person.status === "invited" ? planted.changedDaysAgo.get(person) : undefined;
    const from = invitedDaysAgo === undefined ? calendar.founded : calendar.workingTime(invitedDaysAgo, 9, 0);
    const leftDaysAgo = person.status === "resigned" ? planted.changedDaysAgo.get(person) : undefined;
    const until = leftDaysAgo === undefined ? null : calendar.workingTime(leftDaysAgo, 14, 30);
    planner.assign(person.id, role, organisation.schoolId(person.school), from, until);
  }

  for (const { seat, grants: rights } of officeSeatGrants) {
    const id = organisation.positionId("KANTOR", seat);
    for (const [code, scope] of rights) planner.grant({ kind: "position", id }, code, scope);
  }
  for (const plan of plans) {
    for (const { seat, grants: rights } of schoolSeatGrants) {
      if ((plan.people[seat] ?? plan.extraSeats[seat]) === undefined) continue;
      const id = organisation.positionId(plan.code, seat);
      for (const [code, scope] of rights) planner.grant({ kind: "position", id }, code, scope);
    }
  }

  const administrator = people.find(({ seat }) => seat === "KA_TI");
  const counsellor = people.find(({ school, seat }) => school === "SMA-SMG" && seat === "KOORD_BK");
  if (administrator !== undefined && counsellor !== undefined) {
    planner.grant({ kind: "user", id: counsellor.id }, "user:read", "SCHOOL", {
      schoolId: organisation.schoolId(counsellor.school),
      validUntil: new Date(calendar.asOf.getTime() + 30 * 24 * 60 * 60 * 1000),
      reason: "Panitia akreditasi",
      createdBy: administrator.id,
      createdAt: calendar.workingTime(5, 13, 20),
    });
  }
  for (const role of [committeeRole, traineeRole]) planner.addRole(role);
  if (counsellor !== undefined) {
    const term = new Date(calendar.asOf.getTime() + 90 * 24 * 60 * 60 * 1000);
    planner.assign(counsellor.id, committeeRole.code, organisation.schoolId(counsellor.school), calendar.founded, term);
  }
  return { ...planner.plan, templates: planTemplates(planner, tenantId, calendar, random) };
}
