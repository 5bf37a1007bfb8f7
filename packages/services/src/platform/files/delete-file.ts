import type { TenantContext } from "@gloria/core";
import { files, type TenantTransaction } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import { writeInTenant } from "../in-tenant.ts";
import type { Services } from "../services.ts";

/** Deletes a file with its bytes in the caller's transaction; whether there was one. Permission and audit are the caller's. */
export async function deleteFileIn(tx: TenantTransaction, fileId: string): Promise<boolean> {
  const [gone] = await tx.db
    .delete(files)
    .where(and(eq(files.tenantId, tx.tenantId), eq(files.id, fileId)))
    .returning({ id: files.id });
  return gone !== undefined;
}

/** {@link deleteFileIn} in a transaction of its own. */
export function deleteFile(
  services: Services,
  { idempotency: _, ...ctx }: TenantContext,
  fileId: string,
): Promise<boolean> {
  return writeInTenant(services, ctx, (tx) => deleteFileIn(tx, fileId));
}
