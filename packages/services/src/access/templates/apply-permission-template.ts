import {
  type ApplyPermissionTemplateInput,
  type ApplyRoleTemplateInput,
  applyPermissionTemplateInput,
  applyRoleTemplateInput,
  type TemplateApplicationChange,
} from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { roles } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import {
  additionsOf,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
} from "../../platform/index.ts";
import { changeRights, type RightsChanged } from "../escalation/index.ts";
import { roleColumnClasses, roleTarget } from "../roles/role-queries.ts";
import { type ApplicationOrder, applyBundle } from "./apply-bundle.ts";
import { lockTemplate, templateTarget } from "./template-queries.ts";

/**
 * Gives a role or a person what of a template they have not; a dry run answers the difference.
 *
 * Errors: `access.denied`, `permission_template.not_found`, `permission_template.retired`,
 * `permission_template.wrong_kind`, and those of {@link applyBundle}.
 */
export async function applyPermissionTemplate(
  services: Services,
  ctx: TenantContext,
  input: ApplyPermissionTemplateInput,
): Promise<TemplateApplicationChange> {
  const { templateId, roleId, userId, ...wanted } = parseInput(applyPermissionTemplateInput, input);
  return apply(services, ctx, { templateId, dryRun: wanted.dryRun }, async () => ({
    ...wanted,
    kind: roleId === undefined ? "user" : "role",
    subjectId: (roleId ?? userId ?? "").toLowerCase(),
    madeSubject: false,
  }));
}

/**
 * {@link applyPermissionTemplate} to a role that is there, or to one that it makes. Errors beside: `role.code_in_use`.
 */
export async function applyRoleTemplate(
  services: Services,
  ctx: TenantContext,
  input: ApplyRoleTemplateInput,
): Promise<TemplateApplicationChange> {
  const { templateId, roleId, newRole, ...wanted } = parseInput(applyRoleTemplateInput, input);
  return apply(services, ctx, { templateId, dryRun: wanted.dryRun }, async (tx, access) => ({
    ...wanted,
    kind: "role",
    subjectId: newRole === undefined ? (roleId ?? "").toLowerCase() : await makeRole(tx, access, newRole),
    madeSubject: newRole !== undefined,
  }));
}

async function apply(
  services: Services,
  ctx: TenantContext,
  { templateId, dryRun }: { readonly templateId: string; readonly dryRun: boolean },
  orderOf: (tx: VerbTransaction, access: Access) => Promise<ApplicationOrder>,
): Promise<TemplateApplicationChange> {
  const changed = await changeRights(services, ctx, { dryRun }, async (tx, access) => {
    access.assert("permission.template:assign", templateTarget({ tenantId: tx.tenantId, id: templateId }));
    const template = await lockTemplate(tx, templateId);
    const order = await orderOf(tx, access);
    const { kind } = template.row;
    if (kind !== "module" && kind !== order.kind) throw new AppError("permission_template.wrong_kind", { kind });
    const answer = await applyBundle(tx, access, template, order);
    return { ...answer, made: order.madeSubject };
  });
  return shown(changed);
}

/** What a dry run has made and taken back is named by no id. */
function shown({
  made,
  ...answer
}: Omit<TemplateApplicationChange, "epoch" | "dryRun"> & RightsChanged & { made: boolean }): TemplateApplicationChange {
  if (!answer.dryRun) return answer;
  return { ...answer, applicationId: null, subject: { ...answer.subject, id: made ? null : answer.subject.id } };
}

async function makeRole(
  tx: VerbTransaction,
  access: Access,
  fields: { readonly code: string; readonly name: string; readonly level: number },
): Promise<string> {
  const id = newId();
  access.assert("role:create", roleTarget({ tenantId: tx.tenantId, id }));
  const [row] = await tx.db
    .insert(roles)
    .values({ ...fields, tenantId: tx.tenantId, id })
    .returning();
  if (row === undefined) throw new Error("insert returned no row");
  await recordAudit(tx, "role.create", {
    entity: { type: "role", id, version: row.version, label: row.name },
    changes: additionsOf(row, roleColumnClasses),
    snapshot: snapshotOf(row, roleColumnClasses),
  });
  return id;
}
