import type { NotificationData } from "@gloria/contracts";
import { type TenantTransaction, tenants } from "@gloria/db";
import { enqueueOutbox } from "@gloria/jobs";
import { eq } from "drizzle-orm";
import { notify } from "../../platform/index.ts";
import type { LoadedDelegation } from "./delegation-queries.ts";

const dayMs = 86_400_000;

/** Tells the delegate at the beginning, which may be now, and asks for both to be told a day before the end. */
export async function announceDelegation(tx: TenantTransaction, loaded: LoadedDelegation, now: Date): Promise<void> {
  const { id, validFrom, validUntil } = loaded.row;
  const ref = { tenantId: tx.tenantId, delegationId: id };
  if (validFrom <= now) await tellDelegationBegun(tx, loaded);
  else await enqueueOutbox(tx, "delegation.tell", { ...ref, what: "begun" }, { notBefore: validFrom });
  const soon = new Date(validUntil.getTime() - dayMs);
  // Of what lasts no longer than a day the beginning tells the end.
  if (soon > now && soon > validFrom) {
    await enqueueOutbox(tx, "delegation.tell", { ...ref, what: "ends_soon" }, { notBefore: soon });
  }
}

export async function tellDelegationBegun(tx: TenantTransaction, loaded: LoadedDelegation): Promise<void> {
  await notify(tx, {
    type: "delegation.begun",
    recipientIds: [loaded.row.delegateId],
    entity: { type: "delegation", id: loaded.row.id },
    data: await delegationNotice(tx, loaded),
  });
}

/** What every notice of a delegation says. */
export async function delegationNotice(
  tx: TenantTransaction,
  { row, delegator, delegate }: LoadedDelegation,
): Promise<NotificationData<"delegation.begun">> {
  const [tenant] = await tx.db.select({ timeZone: tenants.timeZone }).from(tenants).where(eq(tenants.id, tx.tenantId));
  return {
    delegatorName: delegator.name,
    delegateName: delegate.name,
    permissions: row.codes.length,
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil.toISOString(),
    timeZone: tenant?.timeZone ?? "Asia/Jakarta",
  };
}
