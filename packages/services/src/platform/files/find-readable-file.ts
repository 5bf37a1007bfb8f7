import { AppError } from "@gloria/core";
import { files, type TenantTransaction } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";

export type FileRow = Omit<typeof files.$inferSelect, "sha256"> & { readonly sha256: string };

/**
 * A complete file that has not expired.
 *
 * @throws AppError `file.not_found`, `file.expired`
 */
export async function findReadableFile(tx: TenantTransaction, id: string): Promise<FileRow> {
  const [row] = await tx.db
    .select({ file: files, isExpired: sql<boolean>`coalesce(${files.expiresAt} <= now(), false)` })
    .from(files)
    .where(and(eq(files.tenantId, tx.tenantId), eq(files.id, id), eq(files.complete, true)));
  if (row?.file.sha256 == null) throw new AppError("file.not_found");
  if (row.isExpired) throw new AppError("file.expired");
  return { ...row.file, sha256: row.file.sha256 };
}
