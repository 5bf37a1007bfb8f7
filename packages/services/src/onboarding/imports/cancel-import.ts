import { type Import, importIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { imports } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { nextVersion, parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { importTarget, lockImport, showImports } from "./import-queries.ts";

/**
 * Stops a running import at once: the batch under way is rolled back, what earlier ones wrote stays, and may be gone on
 * with or taken back. Errors: `import.not_found`, `access.denied`, `import.wrong_state`.
 */
export async function cancelImport(services: Services, ctx: TenantContext, input: { id: string }): Promise<Import> {
  const { id } = parseInput(importIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const row = await lockImport(tx, id);
    access.assert("import:create", importTarget(row));
    if (row.status !== "running") throw new AppError("import.wrong_state", { status: row.status });
    const [cancelled] = await tx.db
      .update(imports)
      .set({
        status: "cancelled",
        cancelRequestedAt: sql`now()`,
        leaseId: null,
        leaseUntil: null,
        ...nextVersion(imports),
      })
      .where(and(eq(imports.tenantId, tx.tenantId), eq(imports.id, id)))
      .returning();
    if (cancelled === undefined) throw new AppError("import.not_found");
    await recordAudit(tx, "import.cancel", {
      entity: { type: "import", id, version: cancelled.version, label: row.fileName },
      schoolId: row.schoolId,
      batchId: id,
    });
    const [shown] = await showImports(tx, [cancelled], access);
    if (shown === undefined) throw new AppError("import.not_found");
    return shown;
  });
}
