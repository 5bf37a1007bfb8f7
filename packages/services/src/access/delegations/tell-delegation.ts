import { isAppError } from "@gloria/core";
import { delegations, type TenantTransaction } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import { notify, type Services, systemContext, writeInTenant } from "../../platform/index.ts";
import { delegationNotice, tellDelegationBegun } from "./announce-delegation.ts";
import { type LoadedDelegation, loadDelegation } from "./delegation-queries.ts";

/**
 * Tells of a delegation that begins or is about to end, unless it was taken back meanwhile. Safe to run twice and at
 * once: what was told stays told.
 */
export async function tellDelegation(
  services: Services,
  ref: { readonly tenantId: string; readonly delegationId: string; readonly what: "begun" | "ends_soon" },
): Promise<void> {
  await writeInTenant(services, systemContext(ref.tenantId, "worker.delegation"), async (tx) => {
    (await tx.access).assert("delegation:read");
    const loaded = await lockOpen(tx, ref.delegationId);
    const type = `delegation.${ref.what}` as const;
    if (loaded === null || (await wasTold(tx, type, ref.delegationId))) return;
    if (ref.what === "begun") return tellDelegationBegun(tx, loaded);
    await notify(tx, {
      type: "delegation.ends_soon",
      recipientIds: [loaded.row.delegatorId, loaded.row.delegateId],
      entity: { type: "delegation", id: loaded.row.id },
      data: await delegationNotice(tx, loaded),
    });
  });
}

/** Null when nobody need be told any more. */
async function lockOpen(tx: TenantTransaction, id: string): Promise<LoadedDelegation | null> {
  await tx.db
    .select({ id: delegations.id })
    .from(delegations)
    .where(and(eq(delegations.tenantId, tx.tenantId), eq(delegations.id, id)))
    .for("update");
  try {
    const loaded = await loadDelegation(tx, id);
    const { now } = await tx.opening;
    return loaded.row.endedAt === null && loaded.row.validUntil > now ? loaded : null;
  } catch (error) {
    // Purged with one of its people.
    if (isAppError(error, "delegation.not_found")) return null;
    throw error;
  }
}

async function wasTold(tx: TenantTransaction, type: string, id: string): Promise<boolean> {
  const told = await tx.sql.unsafe(
    "select 1 from gloria.notifications where tenant_id = $1::uuid and type = $2 and entity_type = 'delegation' and entity_id = $3::uuid limit 1",
    [tx.tenantId, type, id],
  );
  return told.length > 0;
}
