import { AppError } from "@gloria/core";
import { files, type TenantTransaction } from "@gloria/db";
import { and, eq } from "drizzle-orm";

/**
 * Moves a file's end, in the caller's transaction: null keeps it until somebody deletes it.
 *
 * @throws AppError `file.not_found`
 */
export async function keepFileUntil(tx: TenantTransaction, fileId: string, expiresAt: Date | null): Promise<void> {
  const [kept] = await tx.db
    .update(files)
    .set({ expiresAt })
    .where(and(eq(files.tenantId, tx.tenantId), eq(files.id, fileId), eq(files.complete, true)))
    .returning({ id: files.id });
  if (kept === undefined) throw new AppError("file.not_found");
}
