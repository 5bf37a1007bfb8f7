import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { assertEpochAtLeast, type PastMoment, raisedAt } from "@gloria/permissions";

/** What a question may say of the moment that it is about. */
interface AskedMoment {
  readonly asOf?: string | undefined;
  readonly asOfEpoch?: number | undefined;
  readonly atLeast?: number | undefined;
}

/**
 * The moment that a question is about, with the instant at which it was; null is now.
 *
 * @throws AppError `permission.epoch_behind` for who knows a later epoch or asks about one, `permission.time_ahead` for a
 *   time to come: nobody knows who will have changed what by then
 */
export async function momentOf(
  tx: TenantTransaction,
  { asOf, asOfEpoch, atLeast }: AskedMoment,
): Promise<(PastMoment & { readonly at: Date }) | null> {
  await assertEpochAtLeast(tx, atLeast);
  const { now } = await tx.opening;
  if (asOfEpoch !== undefined) {
    await assertEpochAtLeast(tx, asOfEpoch);
    return { epoch: asOfEpoch, at: (await raisedAt(tx, asOfEpoch)) ?? now };
  }
  if (asOf === undefined) return null;
  const time = new Date(asOf);
  if (time > now) throw new AppError("permission.time_ahead", { asOf, now: now.toISOString() });
  return { time, at: time };
}
