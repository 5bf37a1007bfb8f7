import { type Import, importIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, type Services, writeInTenant } from "../../platform/index.ts";
import { importTarget, lockImport, phaseRight } from "./import-queries.ts";
import { startPhase } from "./start-phase.ts";

/**
 * Goes on with an import that was cancelled or has failed, from where it stopped and in the caller's name. Errors:
 * `import.not_found`, `access.denied`, `import.wrong_state`, `import.expired`.
 */
export async function resumeImport(services: Services, ctx: TenantContext, input: { id: string }): Promise<Import> {
  const { id } = parseInput(importIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const row = await lockImport(tx, id);
    access.assert("import:create", importTarget(row));
    access.assert(phaseRight[row.phase], importTarget(row));
    if (row.status !== "cancelled" && row.status !== "failed") {
      throw new AppError("import.wrong_state", { status: row.status });
    }
    if (row.expiredAt !== null) throw new AppError("import.expired");
    return startPhase(tx, row, row.phase, "import.resume", { afresh: false });
  });
}
