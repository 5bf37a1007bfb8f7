import type { AuditAction } from "@gloria/contracts";
import type { FieldCrypto } from "@gloria/core";
import { assignments, employees, externalIds, roleAssignments, users } from "@gloria/db";
import {
  assertAdministratorRemains,
  assignmentColumnClasses,
  auditedEmployee,
  employeeColumnClasses,
  openSpecific,
  userColumnClasses,
} from "../../../organisation/index.ts";
import {
  type AuditFacts,
  additionsOf,
  diffEntity,
  recordAudits,
  snapshotOf,
  type VerbTransaction,
} from "../../../platform/index.ts";
import { insertRows } from "../../demo/insert-rows.ts";
import type { EmployeeRow, PersonEffect, UserRow } from "../planning/person-effect.ts";
import { employeePaths, userPaths } from "../planning/person-paths.ts";
import { numberProvisionally } from "./number-provisionally.ts";
import { pickKeys } from "./pick-keys.ts";
import { type PersonUndo, writeUndo } from "./row-undo.ts";
import { updateRows } from "./update-rows.ts";

const userKeys = Object.keys(userPaths) as (keyof typeof userPaths)[];
const employeeKeys = [...Object.keys(employeePaths), "specific", "nikIndex", "npwpIndex"] as (
  | keyof typeof employeePaths
  | "specific"
  | "nikIndex"
  | "npwpIndex"
)[];

const newUserKeys = ["tenantId", "id", ...userKeys] as const;
const newEmployeeKeys = ["tenantId", "id", ...employeeKeys] as const;

/** Writes a batch of people with their master data, positions and roles, and one audit event for each thing written. */
export async function applyPeople(
  tx: VerbTransaction,
  crypto: FieldCrypto,
  planned: readonly PersonEffect[],
  batchId: string,
): Promise<PersonUndo[]> {
  const effects = await numberProvisionally(tx, planned);
  const accounts = effects.flatMap(({ user }) => user ?? []);
  const masters = effects.flatMap(({ employee }) => employee ?? []);
  const seats = effects.flatMap(({ assignment }) => assignment ?? []);
  const roles = effects.flatMap(({ role }) => role ?? []);
  // In this order on the transaction's one connection: while PostgreSQL inserts the accounts, the rest is made ready.
  await Promise.all([
    insertRows(
      tx.sql,
      users,
      created(accounts).map((row) => pickKeys(row, newUserKeys)),
    ),
    updateRows(tx, users, changed(accounts), userKeys),
    insertRows(
      tx.sql,
      employees,
      created(masters).map((row) => pickKeys(row, newEmployeeKeys)),
    ),
    updateRows(tx, employees, changed(masters), employeeKeys),
    insertRows(
      tx.sql,
      assignments,
      seats.map((row) => pickKeys(row, assignmentKeys)),
    ),
    insertRows(
      tx.sql,
      roleAssignments,
      roles.map((row) =>
        pickKeys(row, ["tenantId", "id", "userId", "roleId", "schoolId", "departmentId", "createdBy"]),
      ),
    ),
    insertRows(
      tx.sql,
      externalIds,
      effects.flatMap(({ externalId, userId }) =>
        externalId === null
          ? []
          : [{ tenantId: tx.tenantId, entityType: "user" as const, externalId, entityId: userId }],
      ),
    ),
    recordAudits(
      tx,
      effects.flatMap((effect) => eventsOf(effect, crypto, batchId)),
    ),
  ]);
  const left = accounts.filter(({ before, after }) => before?.status === "active" && after.status !== "active");
  if (left.length > 0) {
    await assertAdministratorRemains(tx);
    await tx.sql.unsafe(
      `update gloria.sessions set revoked_at = now(), revoke_reason = 'user_suspended'
       where tenant_id = $1::uuid and user_id = any($2::uuid[]) and revoked_at is null`,
      [tx.tenantId, left.map(({ after }) => after.id)],
    );
  }
  return effects.map((effect) => ({
    kind: "person",
    userId: effect.userId,
    user: writeUndo<UserRow>(effect.user, userKeys),
    employee: writeUndo<EmployeeRow>(effect.employee, employeeKeys),
    assignmentId: effect.assignment?.id ?? null,
    roleAssignmentId: effect.role?.id ?? null,
    externalId: effect.externalId,
  }));
}

const assignmentKeys = [
  "tenantId",
  "id",
  "userId",
  "positionId",
  "schoolId",
  "departmentId",
  "kind",
  "ftePercent",
  "validFrom",
  "validUntil",
  "isPrimary",
  "decreeNumber",
  "appointedBy",
  "extensions",
  "createdBy",
] as const;

interface Written<Row> {
  readonly before: Row | null;
  readonly after: Row;
}

function created<Row>(writes: readonly Written<Row>[]): Row[] {
  return writes.filter(({ before }) => before === null).map(({ after }) => after);
}

function changed<Row>(writes: readonly Written<Row>[]): Row[] {
  return writes.filter(({ before }) => before !== null).map(({ after }) => after);
}

function eventsOf(
  { user, employee, assignment, role, userId }: PersonEffect,
  crypto: FieldCrypto,
  batchId: string,
): { action: AuditAction; facts: AuditFacts }[] {
  const audited = (row: EmployeeRow) => auditedEmployee(crypto, row, openSpecific(crypto, row));
  const name = user?.after.name ?? employee?.after.name;
  const person = name === undefined ? { type: "user", id: userId } : { type: "user", id: userId, label: name };
  return [
    ...(user === null ? [] : [entityEvent("user", user, userColumnClasses, user.after.homeSchoolId, batchId)]),
    ...(employee === null
      ? []
      : [
          entityEvent(
            "employee",
            { before: employee.before === null ? null : audited(employee.before), after: audited(employee.after) },
            employeeColumnClasses,
            employee.after.schoolId,
            batchId,
          ),
        ]),
    ...(assignment === null
      ? []
      : [
          {
            action: "assignment.create" as const,
            facts: {
              entity: { type: "assignment" as const, id: assignment.id },
              schoolId: assignment.schoolId,
              changes: additionsOf(assignment, assignmentColumnClasses),
              snapshot: snapshotOf(assignment, assignmentColumnClasses),
              targets: [person],
              batchId,
            },
          },
        ]),
    ...(role === null
      ? []
      : [
          {
            action: "role.assign" as const,
            facts: {
              entity: { type: "role_assignment" as const, id: role.id },
              schoolId: role.schoolId,
              changes: [
                { path: "roleId", op: "add" as const, to: role.roleId, class: "internal" },
                ...(role.schoolId === null
                  ? []
                  : [{ path: "schoolId", op: "add" as const, to: role.schoolId, class: "internal" }]),
              ],
              targets: [person],
              batchId,
            },
          },
        ]),
  ];
}

/** The event of a row that was made or changed. */
export function entityEvent<Row extends { readonly id: string; readonly version: number; readonly name: string }>(
  type: "user" | "employee" | "school" | "department" | "position",
  { before, after }: Written<Row>,
  classes: Parameters<typeof diffEntity<Row>>[2],
  schoolId: string | null,
  batchId: string,
): { action: AuditAction; facts: AuditFacts } {
  const version = before === null ? 1 : before.version + 1;
  return {
    action: `${type}.${before === null ? "create" : "update"}`,
    facts: {
      entity: { type, id: after.id, version, label: after.name },
      schoolId,
      changes: before === null ? additionsOf(after, classes) : diffEntity(before, after, classes),
      ...(before === null || version % 20 === 0 ? { snapshot: snapshotOf(after, classes) } : {}),
      batchId,
    },
  };
}
