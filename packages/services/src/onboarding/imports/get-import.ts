import { type Import, importIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { findImport, importTarget, showImports } from "./import-queries.ts";

/** Progress and counts of an import. Errors: `import.not_found`, `access.denied`. */
export async function getImport(services: Services, ctx: TenantContext, input: { id: string }): Promise<Import> {
  const { id } = parseInput(importIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const row = await findImport(tx, id);
    access.assert("import:read", importTarget(row));
    const [shown] = await showImports(tx, [row], access);
    if (shown === undefined) throw new AppError("import.not_found");
    return shown;
  });
}
