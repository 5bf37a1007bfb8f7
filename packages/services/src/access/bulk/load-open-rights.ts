import { departments, grants, roleAssignments, roles } from "@gloria/db";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Span, VerbTransaction } from "../../platform/index.ts";
import type { Place } from "../escalation/index.ts";
import { type CarriedGrant, loadCarriedGrants } from "../roles/role-chain.ts";

/** A role assignment or a direct grant of a person. */
export interface RightRef {
  readonly kind: "role_assignment" | "grant";
  readonly id: string;
  readonly userId: string;
}

/** One that nobody has ended. */
export interface OpenRight {
  readonly id: string;
  readonly userId: string;
  /** The role's name or the permission. */
  readonly label: string;
  readonly roleId: string | null;
  readonly place: Place;
  /** How long it holds. */
  readonly span: Span;
  /** The grants that its holder has by it. */
  readonly carried: readonly CarriedGrant[];
}

/** Those of them that are open, by id; one that a merge has moved to somebody else is nobody's that was asked about. */
export async function loadOpenRights(
  tx: VerbTransaction,
  wanted: readonly RightRef[],
): Promise<ReadonlyMap<string, OpenRight>> {
  const idsOf = (kind: RightRef["kind"]) => wanted.flatMap((right) => (right.kind === kind ? right.id : []));
  const rights = [
    ...(await loadAssignments(tx, idsOf("role_assignment"))),
    ...(await loadDirectGrants(tx, idsOf("grant"))),
  ];
  const owners = new Map(wanted.map(({ id, userId }) => [id, userId]));
  return new Map(rights.filter(({ id, userId }) => owners.get(id) === userId).map((right) => [right.id, right]));
}

async function loadAssignments(tx: VerbTransaction, ids: readonly string[]): Promise<OpenRight[]> {
  const rows = await tx.db
    .select({ row: roleAssignments, roleName: roles.name, departmentSchoolId: departments.schoolId })
    .from(roleAssignments)
    .innerJoin(roles, and(eq(roles.tenantId, roleAssignments.tenantId), eq(roles.id, roleAssignments.roleId)))
    .leftJoin(
      departments,
      and(eq(departments.tenantId, roleAssignments.tenantId), eq(departments.id, roleAssignments.departmentId)),
    )
    .where(
      and(
        eq(roleAssignments.tenantId, tx.tenantId),
        inArray(roleAssignments.id, [...ids]),
        isNull(roleAssignments.endedAt),
      ),
    );
  const roleIds = [...new Set(rows.map(({ row }) => row.roleId))];
  const carried = new Map(await Promise.all(roleIds.map(async (id) => [id, await loadCarriedGrants(tx, id)] as const)));
  return rows.map(({ row, roleName, departmentSchoolId }) => ({
    id: row.id,
    userId: row.userId,
    label: roleName,
    roleId: row.roleId,
    place: { schoolId: row.schoolId, departmentId: row.departmentId, departmentSchoolId },
    span: row,
    carried: carried.get(row.roleId) ?? [],
  }));
}

async function loadDirectGrants(tx: VerbTransaction, ids: readonly string[]): Promise<OpenRight[]> {
  const rows = await tx.db
    .select({ row: grants, departmentSchoolId: departments.schoolId })
    .from(grants)
    .leftJoin(departments, and(eq(departments.tenantId, grants.tenantId), eq(departments.id, grants.departmentId)))
    .where(
      and(
        eq(grants.tenantId, tx.tenantId),
        inArray(grants.id, [...ids]),
        eq(grants.subjectKind, "user"),
        isNull(grants.endedAt),
      ),
    );
  return rows.map(({ row, departmentSchoolId }) => ({
    id: row.id,
    userId: row.subjectId,
    label: row.code,
    roleId: null,
    place: { schoolId: row.schoolId, departmentId: row.departmentId, departmentSchoolId },
    span: row,
    carried: [
      {
        code: row.code,
        effect: row.effect,
        scope: row.scope,
        resource_type: row.resourceType,
        resource_id: row.resourceId,
        validFrom: row.validFrom,
        validUntil: row.validUntil,
      },
    ],
  }));
}
