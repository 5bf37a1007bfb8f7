import { type AccessPlan, createAccessPlanner } from "./access-planner.ts";
import type { DemoCalendar } from "./demo-calendar.ts";
import type { OrganisationPlan } from "./plan-organisation.ts";
import type { Person } from "./plan-people.ts";
import type { PlantedCases } from "./planted-cases.ts";
import { committeeRole, demoRoles, roleOfSeat, traineeRole } from "./role-catalogue.ts";
import type { SchoolPlan } from "./school-plans.ts";
import { officeSeatGrants, schoolSeatGrants } from "./seat-grants.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { planTemplates, type TemplatePlan } from "./template-plan.ts";

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
