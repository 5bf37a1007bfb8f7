import type { TenantTransaction } from "@gloria/db";
import type { ItemResult } from "./batch-items.ts";

/** Writes what came of items, in one statement. */
export async function writeResults(
  tx: TenantTransaction,
  batchId: string,
  results: readonly ItemResult[],
): Promise<void> {
  await tx.sql.unsafe(
    `update gloria.permission_batch_items t set state = r.state, made_id = r.made_id, problem = r.problem
     from jsonb_to_recordset($3::text::jsonb) as r(item_number int, state text, made_id uuid, problem jsonb)
     where t.tenant_id = $1::uuid and t.batch_id = $2::uuid and t.item_number = r.item_number`,
    [tx.tenantId, batchId, JSON.stringify(results)],
  );
}
