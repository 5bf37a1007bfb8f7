import { type EndGrantInput, endGrantInput, type GrantChange } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { departments, grants } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq } from "drizzle-orm";
import { assertVersion, parseInput, type Services, type VerbTransaction } from "../../platform/index.ts";
import { changeRights, loadKnownPermissions, permissionsNamedBy } from "../escalation/index.ts";
import { assertChangeable, lockRole, noteRoleChange } from "../roles/role-queries.ts";
import { closeGrants } from "./close-grants.ts";
import { type GrantDataRow, grantTarget, loadGrants, toGrant } from "./grant-queries.ts";
import { findResource } from "./resource-targets.ts";
import { loadPlaces, type Subject } from "./subject-places.ts";

/** Which grants a verb ends, beside their id. */
export interface Ended {
  readonly reason?: string | undefined;
  /** Only a grant of this role. */
  readonly roleId?: string;
  readonly version?: number | undefined;
  /** Only a grant that this says yes to. */
  readonly only?: (row: GrantDataRow) => boolean;
}

/**
 * Takes back one grant of anybody: a person's, a role's, a position's or a department's.
 *
 * Errors: `grant.not_found`, `access.denied`, `grant.already_ended`, `role.system_protected`, `access.escalation` when
 * it is a DENY that holds back more than the caller holds, `access.last_administrator`.
 */
export async function endGrant(services: Services, ctx: TenantContext, input: EndGrantInput): Promise<GrantChange> {
  const wanted = parseInput(endGrantInput, input);
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("permission:assign");
    return closeGrant(tx, access, wanted.id, wanted);
  });
}

/** Ends one grant for verbs that call it by other names; the caller has asked for `permission:assign` at all. */
export async function closeGrant(tx: VerbTransaction, access: Access, id: string, wanted: Ended) {
  const [row] = await tx.db
    .select()
    .from(grants)
    .where(and(eq(grants.tenantId, tx.tenantId), eq(grants.id, id)));
  const isMeant =
    row !== undefined &&
    (wanted.roleId === undefined || (row.subjectKind === "role" && row.subjectId === wanted.roleId.toLowerCase())) &&
    (wanted.only === undefined || wanted.only(row));
  if (!isMeant) throw new AppError("grant.not_found");
  const [[shown], known] = await Promise.all([loadGrants(tx, [id]), loadKnownPermissions(tx)]);
  if (shown === undefined) throw new AppError("grant.not_found");
  access.assert("permission:assign", grantTarget(shown));
  const subject: Pick<Subject, "kind" | "id" | "name"> = {
    kind: row.subjectKind,
    id: row.subjectId,
    name: shown.subjectName ?? "",
  };
  if (row.subjectKind === "role") {
    const role = await lockRole(tx, row.subjectId);
    assertChangeable(role);
    assertVersion("role.version_conflict", wanted.version, role);
    await noteRoleChange(tx, role.id);
  }
  await closeGrants(tx, access, known, { subject, ...(await reachOf(tx, row)) }, [row], wanted.reason);
  const [after] = await loadGrants(tx, [id]);
  return { grant: toGrant(after ?? shown, access), permissions: permissionsNamedBy(known, row.code) };
}

async function reachOf(tx: VerbTransaction, row: GrantDataRow) {
  if (row.resourceType !== null && row.resourceId !== null) {
    const resource = await findResource(tx, row.resourceType, row.resourceId);
    return { places: [], resource: { target: resource.target } };
  }
  if (row.subjectKind !== "user") return { places: await loadPlaces(tx, row.subjectKind, row.subjectId) };
  const { schoolId, departmentId } = row;
  const [department] =
    departmentId === null
      ? []
      : await tx.db
          .select({ schoolId: departments.schoolId })
          .from(departments)
          .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, departmentId)));
  return { places: [{ schoolId, departmentId, departmentSchoolId: department?.schoolId ?? null }] };
}
