import type { NotificationChannel } from "@gloria/contracts";
import type { Database } from "@gloria/db";
import type { NotificationRef } from "./delivery-services.ts";

/** A delivery that is ours until the lease ends, under the attempt number that fences everything we write to it. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly attempt: number;
}

/**
 * Takes deliveries of a notification that are due, or whose holder's lease has run out, for `leaseMs`. Concurrent
 * callers never get the same one: SKIP LOCKED among those that ask at once, state and lease among the others.
 */
export async function claimDeliveries(
  system: Database,
  ref: NotificationRef,
  channel: NotificationChannel,
  options: { readonly limit: number; readonly leaseMs: number },
): Promise<ClaimedDelivery[]> {
  return system.sql<ClaimedDelivery[]>`
    update gloria.deliveries d
    set state = 'sending', attempt = d.attempt + 1,
        lease_until = clock_timestamp() + make_interval(secs => ${options.leaseMs / 1000}::float8)
    from (
      select tenant_id, id from gloria.deliveries
      where tenant_id = ${ref.tenantId} and notification_id = ${ref.notificationId} and channel = ${channel}
        and ((state in ('queued', 'deferred') and due_at <= now()) or (state = 'sending' and lease_until <= now()))
      order by due_at, id limit ${options.limit} for update skip locked
    ) free
    where d.tenant_id = free.tenant_id and d.id = free.id
    returning d.id, d.attempt`;
}
