import { type CreateModuleInput, commonActions, createModuleInput, type ModuleChange } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { modules, permissions } from "@gloria/db";
import {
  additionsOf,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
} from "../../platform/index.ts";
import { nameOf } from "../catalogue/catalogue-queries.ts";
import { assertNobodyGains } from "../catalogue/create-permission.ts";
import { changeRights } from "../escalation/index.ts";
import {
  isOfGloria,
  type ModuleDataRow,
  moduleColumnClasses,
  moduleTarget,
  ownModule,
  toModule,
} from "./module-queries.ts";

/**
 * Registers a module of the tenant's own, with the actions that every module offers as permissions on it.
 *
 * Errors: `access.denied`, `module.code_in_use`, `permission.code_in_use` when the tenant has added such a permission
 * already, `access.escalation` when a granted wildcard would take them in.
 */
export async function createModule(
  services: Services,
  ctx: TenantContext,
  input: CreateModuleInput,
): Promise<ModuleChange> {
  const fields = parseInput(createModuleInput, input);
  const { epoch, module } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("module:create", moduleTarget(tx.tenantId));
    if (isOfGloria(fields.code)) throw new AppError("module.code_in_use", { module: fields.code });
    for (const action of commonActions) await assertNobodyGains(tx, access, `module.${fields.code}:${action}`);
    const [row] = await tx.db
      .insert(modules)
      .values({ ...fields, tenantId: tx.tenantId, id: newId() })
      .returning();
    if (row === undefined) throw new Error("insert returned no row");
    await offerActions(tx, row);
    await recordAudit(tx, "module.create", {
      entity: { type: "module", id: row.id, version: row.version, label: row.name ?? row.code },
      changes: additionsOf(row, moduleColumnClasses),
      snapshot: snapshotOf(row, moduleColumnClasses),
    });
    return { module: toModule(ownModule(row), commonActions.length, tx.tenantId, access) };
  });
  return { epoch, module };
}

async function offerActions(tx: VerbTransaction, { code, name }: ModuleDataRow): Promise<void> {
  await tx.db.insert(permissions).values(
    commonActions.map((action, place) => ({
      tenantId: tx.tenantId,
      id: newId(),
      code: `module.${code}:${action}`,
      name: nameOf(name ?? code, action, tx.ctx.locale).slice(0, 200),
      module: code,
      permissionGroup: "module",
      sortOrder: place,
    })),
  );
}
