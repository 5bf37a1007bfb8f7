import { type Import, importIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, type Services, writeInTenant } from "../../platform/index.ts";
import { canUndo, importTarget, lockImport } from "./import-queries.ts";
import { startPhase } from "./start-phase.ts";

/** Takes an import back, row by row, by a job: what was changed since stays as it is, and says why. Errors:
 * `import.not_found`, `access.denied`, `import.wrong_state`, `import.expired`. */
export async function undoImport(services: Services, ctx: TenantContext, input: { id: string }): Promise<Import> {
  const { id } = parseInput(importIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const row = await lockImport(tx, id);
    access.assert("import:restore", importTarget(row));
    if (!canUndo(row)) throw new AppError("import.wrong_state", { status: row.status });
    if (row.expiredAt !== null) throw new AppError("import.expired");
    return startPhase(tx, row, "undo", "import.undo", { afresh: true });
  });
}
