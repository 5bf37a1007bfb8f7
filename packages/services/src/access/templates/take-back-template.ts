import { type TakeBackTemplate, type TakeBackTemplateInput, takeBackTemplateInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { departments, grants, permissionTemplateApplications, roles, users } from "@gloria/db";
import { and, eq, inArray, sql } from "drizzle-orm";
import { findUserTarget } from "../../organisation/index.ts";
import { parseInput, recordAudit, type Services, softDeletion, type VerbTransaction } from "../../platform/index.ts";
import { changeRights, loadKnownPermissions, type Place } from "../escalation/index.ts";
import { closeGrants } from "../grants/close-grants.ts";
import type { GrantDataRow } from "../grants/grant-queries.ts";
import { loadPlaces } from "../grants/subject-places.ts";
import { assertChangeable, lockAnyRole, noteRoleChange, roleTarget } from "../roles/role-queries.ts";
import { templateTarget } from "./template-queries.ts";

type ApplicationRow = typeof permissionTemplateApplications.$inferSelect;

/**
 * Ends exactly the grants that an application made and that nobody has touched since; what stays is named with the
 * reason. A role that it made goes too, when nobody has it and nothing else is granted to it.
 *
 * Errors: `access.denied`, `permission_template.application_not_found`, `permission_template.already_taken_back`,
 * `role.system_protected`, `access.escalation` for a DENY that holds back more than the caller holds,
 * `access.last_administrator`.
 */
export async function takeBackTemplate(
  services: Services,
  ctx: TenantContext,
  input: TakeBackTemplateInput,
): Promise<TakeBackTemplate> {
  const { id, reason } = parseInput(takeBackTemplateInput, input);
  const { epoch, ...answer } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("permission.template:assign");
    const row = await lockApplication(tx, id);
    access.assert("permission.template:assign", templateTarget({ tenantId: tx.tenantId, id: row.templateId }));
    if (row.takenBackAt !== null) throw new AppError("permission_template.already_taken_back");
    const subject = await loadSubject(tx, row);
    access.assert("permission:assign", subject.target);
    const made = row.made.length === 0 ? [] : await loadMade(tx, row);
    const untouched = made.filter((grant) => grant.endedAt === null && grant.subjectId === row.subjectId);
    const ended = await closeGrants(
      tx,
      access,
      await loadKnownPermissions(tx),
      { subject, places: subject.places },
      untouched,
      reason,
    );
    const stays: TakeBackTemplate["stays"] = made
      .filter((grant) => !untouched.includes(grant))
      .map((grant) => ({
        kind: "grant",
        id: grant.id,
        label: grant.code,
        reason: grant.endedAt === null ? "moved" : "already_ended",
      }));
    if (row.madeSubject && !(await retireRole(tx, row.subjectId))) {
      stays.push({ kind: "role", id: row.subjectId, label: subject.name, reason: "role_in_use" });
    }
    await tx.db
      .update(permissionTemplateApplications)
      .set({ takenBackAt: sql`now()`, takenBackBy: access.userId })
      .where(
        and(eq(permissionTemplateApplications.tenantId, tx.tenantId), eq(permissionTemplateApplications.id, row.id)),
      );
    await recordAudit(tx, "permission_template.take_back", {
      entity: { type: "permission_template_application", id: row.id, label: subject.name },
      targets: [
        { type: "permission_template", id: row.templateId },
        { type: row.subjectKind, id: row.subjectId, label: subject.name },
      ],
      snapshot: { ended: ended.map((grant) => grant.id), stays },
      reason: reason ?? null,
    });
    return {
      applicationId: row.id,
      ended: ended.map(({ id: grantId, code, effect, scope, condition }) => ({
        grantId,
        code,
        effect,
        scope,
        condition,
      })),
      stays,
    };
  });
  return { epoch, applicationId: answer.applicationId, ended: answer.ended, stays: answer.stays };
}

async function lockApplication(tx: VerbTransaction, id: string): Promise<ApplicationRow> {
  const [row] = await tx.db
    .select()
    .from(permissionTemplateApplications)
    .where(and(eq(permissionTemplateApplications.tenantId, tx.tenantId), eq(permissionTemplateApplications.id, id)))
    .for("update");
  if (row === undefined) throw new AppError("permission_template.application_not_found");
  return row;
}

function loadMade(tx: VerbTransaction, row: ApplicationRow): Promise<GrantDataRow[]> {
  return tx.db
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.tenantId, tx.tenantId),
        inArray(
          grants.id,
          row.made.map(({ grantId }) => grantId),
        ),
      ),
    );
}

/** The role or person, deleted or not: what was given to somebody who is gone can be taken back all the same. */
async function loadSubject(
  tx: VerbTransaction,
  { subjectKind: kind, subjectId: id, schoolId, departmentId }: ApplicationRow,
) {
  if (kind === "role") {
    const role = await lockAnyRole(tx, id);
    assertChangeable(role);
    await noteRoleChange(tx, id);
    return { kind, id, name: role.name, target: roleTarget(role), places: await loadPlaces(tx, "role", id) };
  }
  const [person] = await tx.db
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id)));
  const [department] =
    departmentId === null
      ? []
      : await tx.db
          .select({ schoolId: departments.schoolId })
          .from(departments)
          .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, departmentId)));
  const place: Place = { schoolId, departmentId, departmentSchoolId: department?.schoolId ?? null };
  return { kind, id, name: person?.name ?? "", target: await findUserTarget(tx, id), places: [place] };
}

/** Whether the role is gone; it stays while anybody has it or anything else is granted to it. */
async function retireRole(tx: VerbTransaction, id: string): Promise<boolean> {
  const [found] = await tx.sql.unsafe<{ in_use: boolean }[]>(
    `select exists (select 1 from gloria.role_assignments a
         where a.tenant_id = $1::uuid and a.role_id = $2::uuid and a.ended_at is null)
       or exists (select 1 from gloria.role_edges e
         where e.tenant_id = $1::uuid and e.ended_at is null and (e.child_role_id = $2::uuid or e.parent_role_id = $2::uuid))
       or exists (select 1 from gloria.grants g
         where g.tenant_id = $1::uuid and g.subject_kind = 'role' and g.subject_id = $2::uuid and g.ended_at is null) as in_use`,
    [tx.tenantId, id],
  );
  if (found?.in_use !== false) return false;
  const [gone] = await tx.db
    .update(roles)
    .set(softDeletion(roles, tx.ctx.actor))
    .where(and(eq(roles.tenantId, tx.tenantId), eq(roles.id, id), sql`${roles.deletedAt} is null`))
    .returning();
  if (gone !== undefined) {
    await recordAudit(tx, "role.delete", {
      entity: { type: "role", id, version: gone.version, label: gone.name },
    });
  }
  return true;
}
