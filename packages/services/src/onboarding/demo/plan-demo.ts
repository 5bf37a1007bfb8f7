import { type FieldCrypto, idToHex } from "@gloria/core";
import {
  accessReviewItems,
  accessReviews,
  assignments,
  auditEvents,
  delegations,
  deliveries,
  departments,
  employeeNumberings,
  employees,
  grants,
  guardrails,
  inboxCounters,
  inboxItems,
  invitations,
  notifications,
  permissionTemplateApplications,
  permissionTemplates,
  permissionTemplateVersions,
  positionReports,
  positions,
  roleAssignments,
  roleEdges,
  roles,
  schools,
  tenants,
  users,
} from "@gloria/db";
import { getTableName, type InferInsertModel } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { sealSpecific } from "../../organisation/index.ts";
import { accessCases } from "./access-cases.ts";
import { planAccess } from "./access-plan.ts";
import { auditRows } from "./audit-rows.ts";
import { createDemoCalendar, type DemoCalendar } from "./demo-calendar.ts";
import { insertRows, type StatementRunner } from "./insert-rows.ts";
import { invitationRows, provenInvitations } from "./invitation-rows.ts";
import { type EmployeeInsert, peopleRows } from "./people-rows.ts";
import { planOrganisation } from "./plan-organisation.ts";
import { planPeople } from "./plan-people.ts";
import { plantCases } from "./planted-cases.ts";
import { demoSchools, largeSchools } from "./school-plans.ts";
import { officeSeats } from "./seat-catalogue.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { planSmallTenants, type TenantFacts } from "./small-tenants.ts";
import { type DemoSpecific, specificRows } from "./specific-rows.ts";
import { provisionalTrainees, traineeRows } from "./trainee-rows.ts";
import { welcomeRows } from "./welcome-rows.ts";

const largePeople = 10_000;

export interface DemoPlanOptions {
  readonly asOf: Date;
  readonly seed: number;
  readonly size: "demo" | "large";
  readonly publicUrl: string;
}

/** Rows of one table, ready to be written. */
export interface RowBatch {
  readonly table: string;
  readonly rows: readonly unknown[];
  insert(sql: StatementRunner, crypto: FieldCrypto): Promise<void>;
}

export interface DemoPlan {
  readonly calendar: DemoCalendar;
  readonly tenants: readonly TenantFacts[];
  readonly batchId: string;
  /** Specific data of employees by id, sealed when it is written: ciphertexts differ each time. */
  readonly specific: ReadonlyMap<string, DemoSpecific>;
  /** In an order that respects what refers to what. */
  readonly batches: readonly RowBatch[];
}

/** Everything the demo foundation consists of. Pure: the same options give the same rows, ids included. */
export function planDemo(options: DemoPlanOptions): DemoPlan {
  const { seed } = options;
  const calendar = createDemoCalendar(options.asOf);
  const random = createSeededRandom(seed, "tenant demo");
  const newId = () => random.id(calendar.founded.getTime());
  const tenant: TenantFacts = {
    id: newId(),
    code: "demo",
    name: "Yayasan Contoh Nusantara",
    kind: "foundation",
  };
  const tenantId = tenant.id;
  const batchId = newId();
  const officePeople = officeSeats.reduce((sum, { people }) => sum + people, 0);
  const plans = options.size === "large" ? largeSchools(largePeople, officePeople) : demoSchools;
  const organisation = planOrganisation(createSeededRandom(seed, "organisation"), calendar, tenantId, plans);
  const people = planPeople(seed, calendar, plans);
  const planted = plantCases(seed, calendar, plans, people);
  const rows = peopleRows({ seed, calendar, tenantId, organisation, people, planted });
  rows.employees.push(...traineeRows({ seed, calendar, tenantId, organisation, plans }));
  const specific = specificRows(seed, rows.employees);
  const access = planAccess({
    random: createSeededRandom(seed, "access"),
    calendar,
    tenantId,
    organisation,
    plans,
    people,
    planted,
  });
  const cases = accessCases({
    random: createSeededRandom(seed, "access cases"),
    calendar,
    tenantId,
    organisation,
    people,
    access,
  });
  const events = auditRows({ seed, calendar, tenant, batchId, organisation, people, planted, rows, access, cases });
  const small = planSmallTenants(seed, calendar, batchId);
  const allTenants = [tenant, ...small.map((one) => one.tenant)];
  const inbox = welcomeRows(
    { random: createSeededRandom(seed, "welcome"), tenant, signInUrl: options.publicUrl },
    rows.users,
  );

  const personnel = people.find(({ seat }) => seat === "KA_SDM")?.id ?? null;
  const waiting = invitationRows(createSeededRandom(seed, "invitations"), tenantId, rows.users, personnel);

  return {
    calendar,
    tenants: allTenants,
    batchId,
    specific,
    batches: [
      batchOf(
        tenants,
        allTenants.map((one) => tenantRow(one, calendar.founded)),
      ),
      batchOf(schools, organisation.schools),
      batchOf(
        schools,
        small.flatMap((one) => one.schools),
      ),
      batchOf(departments, organisation.departments),
      batchOf(positions, organisation.positions),
      batchOf(positionReports, organisation.positionReports),
      batchOf(users, rows.users),
      batchOf(
        users,
        small.flatMap((one) => one.users),
      ),
      employeeBatch(rows.employees, specific),
      batchOf(employeeNumberings, [{ tenantId, lastProvisional: provisionalTrainees }]),
      batchOf(assignments, rows.assignments),
      batchOf(roles, [...access.roles, ...small.flatMap((one) => one.access.roles)]),
      batchOf(roleEdges, [...access.roleEdges, ...small.flatMap((one) => one.access.roleEdges)]),
      batchOf(roleAssignments, [...access.roleAssignments, ...small.flatMap((one) => one.access.roleAssignments)]),
      batchOf(grants, [...access.grants, ...small.flatMap((one) => one.access.grants)]),
      batchOf(permissionTemplates, access.templates.templates),
      batchOf(permissionTemplateVersions, access.templates.versions),
      batchOf(permissionTemplateApplications, access.templates.applications),
      batchOf(delegations, cases.delegations),
      batchOf(guardrails, cases.guardrails),
      batchOf(accessReviews, cases.accessReviews),
      batchOf(accessReviewItems, cases.accessReviewItems),
      {
        table: getTableName(invitations),
        rows: waiting,
        insert: (sql, crypto) => insertRows(sql, invitations, provenInvitations(crypto, waiting)),
      },
      batchOf(notifications, inbox.notifications),
      batchOf(deliveries, inbox.deliveries),
      batchOf(inboxItems, inbox.inboxItems),
      batchOf(inboxCounters, inbox.inboxCounters),
      batchOf(auditEvents, [...events, ...small.flatMap((one) => one.events)]),
    ],
  };
}

function tenantRow({ id, code, name, kind }: TenantFacts, createdAt: Date): typeof tenants.$inferInsert {
  // The organisation claim of the local issuer's tokens.
  return { id, code, name, kind, clerkOrgId: `org_${idToHex(id)}`, createdAt, updatedAt: createdAt };
}

function batchOf<Table extends PgTable>(table: Table, rows: readonly InferInsertModel<Table>[]): RowBatch {
  return { table: getTableName(table), rows, insert: (sql) => insertRows(sql, table, rows) };
}

function employeeBatch(rows: readonly EmployeeInsert[], specific: ReadonlyMap<string, DemoSpecific>): RowBatch {
  return {
    table: getTableName(employees),
    rows,
    insert: (sql, crypto) =>
      insertRows(
        sql,
        employees,
        rows.map((row) => ({ ...row, ...sealSpecific(crypto, row, specific.get(row.id) ?? {}) })),
      ),
  };
}
