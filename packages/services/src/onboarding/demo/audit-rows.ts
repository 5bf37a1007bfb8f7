import { type AccessCases, writeAccessCases } from "./access-cases.ts";
import type { FoundationAccess } from "./access-plan.ts";
import { type AuditEventFacts, type AuditInsert, createAuditWriter } from "./audit-writer.ts";
import type { DemoCalendar } from "./demo-calendar.ts";
import type { PeopleRows } from "./people-rows.ts";
import type { OrganisationPlan } from "./plan-organisation.ts";
import type { Person } from "./plan-people.ts";
import type { PlantedCases } from "./planted-cases.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { writeTemplates } from "./template-plan.ts";

export interface AuditRowsInput {
  readonly seed: number;
  readonly calendar: DemoCalendar;
  readonly tenant: { readonly id: string; readonly name: string };
  readonly batchId: string;
  readonly organisation: OrganisationPlan;
  readonly people: readonly Person[];
  readonly planted: PlantedCases;
  readonly rows: PeopleRows;
  readonly access: FoundationAccess;
  readonly cases: AccessCases;
}

/**
 * The creation of everything, as one batch 180 days ago, and what happened to it since: every account whose version
 * is higher than 1 has the events that raised it.
 */
export function auditRows(input: AuditRowsInput): AuditInsert[] {
  const { calendar, tenant, batchId, organisation, people, planted, rows, access } = input;
  const random = createSeededRandom(input.seed, "audit");
  const { rows: events, write } = createAuditWriter(random, tenant.id);
  const batch = { at: calendar.founded, actor: null, batchId, entityVersion: 1 } as const;
  const namesById = new Map(rows.users.map(({ id, name }) => [id, name]));
  const schoolById = new Map(rows.users.map(({ id, homeSchoolId }) => [id, homeSchoolId]));
  const actorOf = (seat: string) => {
    const person = people.find((one) => one.seat === seat);
    return person === undefined ? null : { id: person.id, name: person.name };
  };
  const administrator = actorOf("KA_TI");
  const personnel = actorOf("KA_SDM");

  write("seed.demo", { ...batch, entityType: "tenant", entityId: tenant.id, entityLabel: tenant.name });
  for (const { id, code, name, level } of organisation.schools) {
    write("school.create", {
      ...batch,
      entityType: "school",
      entityId: id,
      entityLabel: name,
      schoolId: id,
      snapshot: { code, name, level },
    });
  }
  for (const { id, code, name, schoolId } of organisation.departments) {
    write("department.create", {
      ...batch,
      entityType: "department",
      entityId: id,
      entityLabel: name,
      schoolId,
      snapshot: { code, name },
    });
  }
  for (const { id, code, name, schoolId, headcount } of organisation.positions) {
    write("position.create", {
      ...batch,
      entityType: "position",
      entityId: id,
      entityLabel: name,
      schoolId,
      snapshot: { code, name, headcount },
    });
  }
  for (const { id, code, name } of access.roles) {
    write("role.create", { ...batch, entityType: "role", entityId: id, entityLabel: name, snapshot: { code, name } });
  }
  for (const { id, name, nip, email, homeSchoolId, createdAt } of rows.users) {
    write("user.create", {
      ...createdFacts(createdAt),
      entityType: "user",
      entityId: id,
      entityLabel: name,
      schoolId: homeSchoolId,
      snapshot: { name, nip, email, homeSchoolId },
    });
  }
  for (const { id, name, nip, schoolId, employeeKind, createdAt } of rows.employees) {
    write("employee.create", {
      ...createdFacts(createdAt),
      entityType: "employee",
      entityId: id,
      entityLabel: name,
      schoolId,
      snapshot: { nip, name, employeeKind },
    });
  }
  for (const { id, userId, positionId, schoolId, kind, validFrom, validUntil, createdAt } of rows.assignments) {
    write("assignment.create", {
      ...createdFacts(createdAt),
      entityType: "assignment",
      entityId: id,
      entityLabel: namesById.get(userId) ?? "",
      schoolId,
      snapshot: { userId, positionId, kind, validFrom, validUntil },
    });
  }
  for (const { id, userId, roleId, schoolId, createdAt } of access.roleAssignments) {
    write("role.assign", {
      ...createdFacts(createdAt),
      entityType: "role_assignment",
      entityId: id,
      entityLabel: namesById.get(userId) ?? "",
      schoolId,
      snapshot: { userId, roleId, schoolId },
    });
  }
  for (const { id, code, scope, schoolId, subjectKind, subjectId, reason, createdBy, createdAt } of access.grants) {
    write("grant.create", {
      ...(createdBy == null ? batch : { at: createdAt ?? calendar.founded, actor: administrator, entityVersion: 1 }),
      entityType: "grant",
      entityId: id,
      entityLabel: `${code}:${scope}`,
      schoolId,
      ...(reason == null ? {} : { reason }),
      snapshot: { subjectKind, subjectId, code, scope },
    });
  }

  for (const person of [...people, ...planted.others]) {
    const deletedAt = planted.deletedOn.get(person);
    const about = {
      entityType: "user",
      entityId: person.id,
      entityLabel: person.name,
      entityVersion: 2,
      schoolId: schoolById.get(person.id),
    } as const;
    const daysAgo = planted.changedDaysAgo.get(person);
    if (deletedAt !== undefined) {
      const snapshot = { name: person.name, email: person.email };
      write("user.delete", { ...about, at: deletedAt, actor: administrator, reason: "Akun uji coba", snapshot });
    } else if (daysAgo !== undefined && person.status !== "invited") {
      write("user.update", {
        ...about,
        at: calendar.workingTime(daysAgo, 14, 30),
        actor: person.status === "suspended" ? administrator : personnel,
        changes: [{ path: "status", op: "replace", from: "active", to: person.status, class: "internal" }],
      });
    }
  }

  const signsIn = people.filter(({ status, email }) => status === "active" && email !== null);
  for (const person of [...signsIn.slice(0, 40), ...random.shuffle(signsIn).slice(0, 60)]) {
    write("auth.login", {
      at: calendar.workingTime(random.between(1, 13), random.between(6, 16), random.between(0, 59)),
      actor: { id: person.id, name: person.name },
      entityType: "user",
      entityId: person.id,
      entityLabel: person.name,
      schoolId: schoolById.get(person.id),
    });
  }
  const teacher = people.find(({ email }) => email === "guru@demo.example");
  if (teacher !== undefined) {
    for (const minute of [12, 13]) {
      write("access.denied", {
        at: calendar.workingTime(3, 10, minute),
        actor: { id: teacher.id, name: teacher.name },
        entityType: "user",
        entityId: teacher.id,
        entityLabel: teacher.name,
        schoolId: schoolById.get(teacher.id),
        outcome: "denied",
        reason: "user:create",
      });
    }
  }
  writeAccessCases(write, input.cases, (id) => namesById.get(id) ?? "");
  const roleNames = new Map(access.roles.map(({ id, name }) => [id, name]));
  writeTemplates(write, access.templates, { actor: administrator, roleName: (id) => roleNames.get(id) ?? "" });
  return events;

  /** With the foundation: part of its batch; later: the doing of the head of personnel. */
  function createdFacts(createdAt: Date | undefined): Pick<AuditEventFacts, "at" | "actor" | "entityVersion"> {
    return createdAt === undefined || createdAt.getTime() === calendar.founded.getTime()
      ? batch
      : { at: createdAt, actor: personnel, entityVersion: 1 };
  }
}
