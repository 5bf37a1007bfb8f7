import type { ImportPhase, ImportStatus } from "@gloria/contracts";
import { AppError, isAppError } from "@gloria/core";
import { importRows, imports } from "@gloria/db";
import { and, count, eq, inArray, or, sql } from "drizzle-orm";
import {
  nextVersion,
  notify,
  recordAudit,
  type Services,
  systemContext,
  writeInTenant,
} from "../../../platform/index.ts";
import { actorOf } from "../import-queries.ts";
import { ImportFileError } from "../reading/index.ts";
import { commitRun } from "./commit-run.ts";
import { dryRun } from "./dry-run.ts";
import { FileRefused } from "./file-refused.ts";
import { holdImport, ImportTaken, releaseImport, takeImport } from "./import-lease.ts";
import type { Phase } from "./phase.ts";
import { undoRun } from "./undo-run.ts";

const runs: Readonly<Record<ImportPhase, (phase: Phase) => Promise<void>>> = {
  dry_run: dryRun,
  commit: commitRun,
  undo: undoRun,
};
const endings = { dry_run: "planned", commit: "committed", undo: "undone" } as const;

/**
 * Goes on with an import where it stands, with the rights of whoever asked for the phase; they are looked at again in
 * every batch. Safe to run twice and at once: a lease keeps others away, and a batch commits only under it. A failure
 * that another run may mend is thrown; any other ends the phase, and says why.
 */
export async function runImport(
  services: Services,
  ref: { readonly tenantId: string; readonly importId: string },
  signal: AbortSignal,
): Promise<void> {
  const system = systemContext(ref.tenantId, "worker.import");
  const lease = await takeImport(services, system, ref.importId);
  if (lease === null) return;
  const phase: Phase = { services, crypto: services.fieldCrypto, ctx: actorOf(lease.row, system), lease, signal };
  try {
    await runs[lease.row.phase](phase);
    await finish(phase, endings[lease.row.phase], {});
  } catch (error) {
    if (error instanceof ImportTaken) return;
    if (error instanceof FileRefused || error instanceof ImportFileError) {
      const problems = error instanceof FileRefused ? error.problems : [error.problem];
      const said = problems.map(({ code, params }) => ({ code, column: null, params }));
      await finish(phase, "failed", { problems: said, failureCode: "import.file_unreadable" });
      return;
    }
    if (isAppError(error) && !["UNAVAILABLE", "RATE_LIMITED", "INTERNAL"].includes(error.family)) {
      await finish(phase, "failed", { failureCode: error.code });
      return;
    }
    await releaseImport(services, system, lease);
    if (signal.aborted) throw new AppError("service.unavailable", {}, { cause: error });
    throw error;
  }
}

/** Ends the phase as a part of Gloria: whoever started it may have lost every right. */
async function finish(
  { services, ctx, lease }: Phase,
  status: ImportStatus,
  values: Partial<typeof imports.$inferInsert>,
): Promise<void> {
  const { id, phase, fileName, schoolId, actorId } = lease.row;
  const system = systemContext(ctx.tenantId, "worker.import");
  const stamp = { planned: "plannedAt", committed: "committedAt", undone: "undoneAt" } as const;
  const column = status === "planned" || status === "committed" || status === "undone" ? stamp[status] : null;
  await writeInTenant(services, system, async (tx) => {
    await holdImport(tx, lease, {});
    const [row] = await tx.db
      .update(imports)
      .set({
        status,
        failureCode: null,
        ...values,
        ...(column === null ? {} : { [column]: sql`now()` }),
        leaseId: null,
        leaseUntil: null,
        ...nextVersion(imports),
      })
      .where(and(eq(imports.tenantId, tx.tenantId), eq(imports.id, id)))
      .returning({ done: imports.done, version: imports.version });
    const [failed] = await tx.db
      .select({ rows: count() })
      .from(importRows)
      .where(
        and(
          eq(importRows.tenantId, tx.tenantId),
          eq(importRows.importId, id),
          or(eq(importRows.action, "error"), inArray(importRows.state, ["changed", "kept"])),
        ),
      );
    await recordAudit(tx, "import.finish", {
      entity: { type: "import", id, version: row?.version ?? 1, label: fileName },
      schoolId,
      outcome: status === "failed" ? "failure" : "success",
      reason: status === "failed" ? (values.failureCode ?? null) : phase,
      batchId: id,
    });
    if (actorId === null) return;
    await notify(tx, {
      type: "import.finished",
      recipientIds: [actorId],
      entity: { type: "import", id },
      schoolId,
      data: { fileName, phase, status, done: row?.done ?? 0, failed: failed?.rows ?? 0 },
    });
  });
}
