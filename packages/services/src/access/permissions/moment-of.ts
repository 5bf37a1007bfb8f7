import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { assertEpochAtLeast, type PastMoment } from "@gloria/permissions";

/**
 * The moment that a question is about; null is now.
 *
 * @throws AppError `permission.epoch_behind` for who knows a later epoch, `permission.time_ahead` for a time to come:
 *   nobody knows who will have changed what by then
 */
export async function momentOf(
  tx: TenantTransaction,
  { asOf, atLeast }: { readonly asOf?: string | undefined; readonly atLeast?: number | undefined },
): Promise<PastMoment | null> {
  await assertEpochAtLeast(tx, atLeast);
  if (asOf === undefined) return null;
  const time = new Date(asOf);
  const { now } = await tx.opening;
  if (time > now) throw new AppError("permission.time_ahead", { asOf, now: now.toISOString() });
  return { time };
}
