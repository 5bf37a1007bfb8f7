import type { TemplateApplicationChange } from "@gloria/contracts";
import { AppError, newId } from "@gloria/core";
import { permissionTemplateApplications } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { recordAudit, type VerbTransaction } from "../../platform/index.ts";
import { loadKnownPermissions, nowhere } from "../escalation/index.ts";
import { assertWindow } from "../grants/assert-window.ts";
import { openGrants } from "../grants/open-grants.ts";
import { findPlace, findSubject, loadPlaces } from "../grants/subject-places.ts";
import { assertChangeable, lockRole, noteRoleChange } from "../roles/role-queries.ts";
import { compareRights, loadHeldGrants } from "./compare-rights.ts";
import type { LoadedTemplate } from "./template-queries.ts";

/** To whom a bundle goes, where and how long. */
export interface ApplicationOrder {
  readonly kind: "role" | "user";
  readonly subjectId: string;
  /** The role was made for it. */
  readonly madeSubject: boolean;
  readonly schoolId?: string | null | undefined;
  readonly departmentId?: string | null | undefined;
  readonly validFrom?: string | null | undefined;
  readonly validUntil?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/**
 * Grants what of a template the subject has not, and remembers exactly which grants that made. A refusal names the
 * line of the template by its place among the rights.
 *
 * @throws AppError `role.not_found`, `role.system_protected`, `user.not_found`, `access.denied`, `school.not_found`,
 *   `department.not_found`, `grant.anchor_refused` for a role's place, and those of {@link openGrants}
 */
export async function applyBundle(
  tx: VerbTransaction,
  access: Access,
  template: LoadedTemplate,
  order: ApplicationOrder,
): Promise<Omit<TemplateApplicationChange, "epoch" | "dryRun">> {
  const { kind, reason } = order;
  const subject = await findSubject(tx, kind, order.subjectId);
  access.assert("permission:assign", subject.target);
  if (kind === "role") {
    assertChangeable(await lockRole(tx, order.subjectId));
    await noteRoleChange(tx, order.subjectId);
  }
  const [known, anchor, { now }] = await Promise.all([loadKnownPermissions(tx), findPlace(tx, order), tx.opening]);
  if (kind === "role" && anchor !== nowhere) throw new AppError("grant.anchor_refused", { subjectKind: kind });
  const window = assertWindow(order, now);
  const held = await loadHeldGrants(
    tx,
    kind,
    [subject.id],
    template.grants.map(({ code }) => code),
  );
  const items = compareRights(template.grants, held, { place: anchor, ...window }, now);
  const lines = items.map((item, place) => ({ ...item, line: `grants.${place}` }));
  const wanted = lines.filter(({ outcome }) => outcome !== "present");
  const places = kind === "user" ? [anchor] : await loadPlaces(tx, kind, subject.id);
  const { rows } = await openGrants(
    tx,
    access,
    known,
    { subject, places, anchor, source: "template" },
    wanted.map(({ line, code, effect, scope, condition }) => ({
      line,
      code,
      effect,
      scope,
      condition,
      reason,
      validFrom: order.validFrom,
      validUntil: order.validUntil,
    })),
  );
  const id = newId();
  const { row } = template;
  await tx.db.insert(permissionTemplateApplications).values({
    tenantId: tx.tenantId,
    id,
    templateId: row.id,
    templateVersion: row.currentVersion,
    subjectKind: kind,
    subjectId: subject.id,
    madeSubject: order.madeSubject,
    schoolId: anchor.schoolId,
    departmentId: anchor.departmentId,
    ...window,
    reason: reason ?? null,
    made: rows.map(({ id: grantId, code, effect, scope, condition }) => ({ grantId, code, effect, scope, condition })),
    createdBy: access.userId,
  });
  await recordAudit(tx, "permission_template.apply", {
    entity: { type: "permission_template_application", id, label: row.name },
    targets: [
      { type: "permission_template", id: row.id, label: row.name },
      { type: kind, id: subject.id, label: subject.name },
    ],
    snapshot: { grantsVersion: row.currentVersion, grants: rows.map((grant) => grant.id) },
    reason: reason ?? null,
  });
  return { applicationId: id, subject: { kind, id: subject.id, name: subject.name }, items };
}
