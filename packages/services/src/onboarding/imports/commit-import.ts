import { type Import, importIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, type Services, writeInTenant } from "../../platform/index.ts";
import { importTarget, lockImport } from "./import-queries.ts";
import { startPhase } from "./start-phase.ts";

/** Applies what the dry run has shown, by a job with the caller's rights. Errors: `import.not_found`, `access.denied`,
 * `import.wrong_state`, `import.expired`. */
export async function commitImport(services: Services, ctx: TenantContext, input: { id: string }): Promise<Import> {
  const { id } = parseInput(importIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    const row = await lockImport(tx, id);
    access.assert("import:approve", importTarget(row));
    if (row.status !== "planned") throw new AppError("import.wrong_state", { status: row.status });
    if (row.expiredAt !== null) throw new AppError("import.expired");
    return startPhase(tx, row, "commit", "import.commit", { afresh: true });
  });
}
