import type { ResourceType } from "@gloria/contracts";
import {
  assignments,
  departments,
  employees,
  exports,
  positions,
  schools,
  type TenantTransaction,
  users,
} from "@gloria/db";
import type { Target } from "@gloria/permissions";
import { and, eq, inArray, isNull } from "drizzle-orm";
import {
  assignmentTarget,
  departmentTarget,
  employeeTarget,
  loadUserTargets,
  positionTarget,
  schoolTarget,
} from "../../organisation/index.ts";
import { targetAttributes } from "../../platform/index.ts";

/** Something that exists, by what it is and its id. */
export interface TargetReference {
  readonly type: ResourceType;
  readonly id: string;
}

type Finder = (tx: TenantTransaction, ids: readonly string[]) => Promise<ReadonlyMap<string, Target>>;

/** How each kind of thing is found: whose it is, where it lies, and what conditions read of it. Deleted ones too. */
const finders: Readonly<Record<ResourceType, Finder>> = {
  async user(tx, ids) {
    const people = await tx.db
      .select({ id: users.id, homeSchoolId: users.homeSchoolId, status: users.status })
      .from(users)
      .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, [...ids])));
    return loadUserTargets(tx, people);
  },
  async employee(tx, ids) {
    const rows = await tx.db
      .select({ employee: employees, userId: users.id })
      .from(employees)
      .leftJoin(
        users,
        and(eq(users.tenantId, employees.tenantId), eq(users.nip, employees.nip), isNull(users.deletedAt)),
      )
      .where(and(eq(employees.tenantId, tx.tenantId), inArray(employees.id, [...ids])));
    return new Map(rows.map(({ employee, userId }) => [employee.id, employeeTarget(employee, userId)]));
  },
  async school(tx, ids) {
    const rows = await tx.db
      .select()
      .from(schools)
      .where(and(eq(schools.tenantId, tx.tenantId), inArray(schools.id, [...ids])));
    return new Map(rows.map((row) => [row.id, schoolTarget(row)]));
  },
  async department(tx, ids) {
    const rows = await tx.db
      .select()
      .from(departments)
      .where(and(eq(departments.tenantId, tx.tenantId), inArray(departments.id, [...ids])));
    return new Map(rows.map((row) => [row.id, departmentTarget(row)]));
  },
  async position(tx, ids) {
    const rows = await tx.db
      .select()
      .from(positions)
      .where(and(eq(positions.tenantId, tx.tenantId), inArray(positions.id, [...ids])));
    return new Map(rows.map((row) => [row.id, positionTarget(row)]));
  },
  async assignment(tx, ids) {
    const rows = await tx.db
      .select()
      .from(assignments)
      .where(and(eq(assignments.tenantId, tx.tenantId), inArray(assignments.id, [...ids])));
    return new Map(rows.map((row) => [row.id, assignmentTarget(row)]));
  },
  async export(tx, ids) {
    const rows = await tx.db
      .select()
      .from(exports)
      .where(and(eq(exports.tenantId, tx.tenantId), inArray(exports.id, [...ids])));
    return new Map(
      rows.map((row) => [
        row.id,
        {
          tenantId: row.tenantId,
          ownerId: row.requestedBy,
          departmentIds: [],
          schoolIds: [],
          resource: { type: "export", id: row.id },
          attributes: targetAttributes("export", row),
        },
      ]),
    );
  },
};

/**
 * What permissions see of each of these things, by {@link targetKey}; one statement for each kind of thing (two for
 * people), however many they are. What the tenant does not have is missing.
 */
export async function findTargets(
  tx: TenantTransaction,
  references: readonly TargetReference[],
): Promise<ReadonlyMap<string, Target>> {
  const byType = new Map<ResourceType, Set<string>>();
  for (const { type, id } of references) {
    const ids = byType.get(type) ?? new Set();
    byType.set(type, ids.add(id.toLowerCase()));
  }
  const found = await Promise.all(
    [...byType].map(async ([type, ids]) => {
      const targets = await finders[type](tx, [...ids]);
      return [...targets].map(([id, target]) => [targetKey({ type, id }), target] as const);
    }),
  );
  return new Map(found.flat());
}

export function targetKey({ type, id }: TargetReference): string {
  return `${type} ${id.toLowerCase()}`;
}
