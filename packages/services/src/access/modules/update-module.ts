import { type ModuleChange, type UpdateModuleInput, updateModuleInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { modules } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  additionsOf,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
} from "../../platform/index.ts";
import { changeRights, keepAdministrator } from "../escalation/index.ts";
import {
  countPermissions,
  findModule,
  isRequired,
  type KnownModule,
  type ModuleDataRow,
  moduleColumnClasses,
  moduleTarget,
  toModule,
} from "./module-queries.ts";

/**
 * Switches a module on or off, or changes what the tenant says about it. Of Gloria's own only being on and the place in
 * the order can change; one that administration hangs on stays on.
 *
 * Errors: `access.denied`, `module.not_found`, `module.protected`, `module.required`, `module.version_conflict`,
 * `access.last_administrator`.
 */
export async function updateModule(
  services: Services,
  ctx: TenantContext,
  input: UpdateModuleInput,
): Promise<ModuleChange> {
  const { id, version, ...fields } = parseInput(updateModuleInput, input);
  const { epoch, module } = await changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assert("module:update", moduleTarget(tx.tenantId));
    const before = await findModule(tx, id);
    const current = before.row?.version ?? null;
    if (version !== undefined && version !== current) {
      throw new AppError("module.version_conflict", { seen: version, current });
    }
    const { code } = before;
    const renames = fields.name !== undefined || fields.description !== undefined;
    if (before.isOfGloria && renames) throw new AppError("module.protected", { module: code });
    if (fields.isEnabled === false && isRequired(code)) throw new AppError("module.required", { module: code });
    const write = () => save(tx, before, fields);
    const row = fields.isEnabled === false ? await keepAdministrator(tx, write) : await write();
    await recordAudit(tx, "module.update", {
      entity: { type: "module", id: row.id, version: row.version, label: before.name },
      changes:
        before.row === null ? additionsOf(row, moduleColumnClasses) : diffEntity(before.row, row, moduleColumnClasses),
      snapshot: snapshotOf(row, moduleColumnClasses),
    });
    const [after, counts] = [await findModule(tx, id), await countPermissions(tx)];
    return { module: toModule(after, counts.get(code) ?? 0, tx.tenantId, access) };
  });
  return { epoch, module };
}

interface Fields {
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
  readonly isEnabled?: boolean | undefined;
  readonly sortOrder?: number | undefined;
}

/** The first change of a module that Gloria brings along is a row of its own. */
async function save(tx: VerbTransaction, before: KnownModule, fields: Fields): Promise<ModuleDataRow> {
  const [row] =
    before.row === null
      ? await tx.db
          .insert(modules)
          .values({
            tenantId: tx.tenantId,
            id: before.id,
            code: before.code,
            isSystem: true,
            isEnabled: fields.isEnabled ?? true,
            sortOrder: fields.sortOrder ?? before.sortOrder,
          })
          .returning()
      : await tx.db
          .update(modules)
          .set({ ...fields, ...nextVersion(modules) })
          .where(and(eq(modules.tenantId, tx.tenantId), eq(modules.id, before.row.id)))
          .returning();
  if (row === undefined) throw new Error("a module's row is gone");
  return row;
}
