import type { InboxChange } from "@gloria/contracts";
import { type DeliveryTraceRow, type TenantTransaction, withTenant } from "@gloria/db";
import { systemContext } from "../../platform/index.ts";
import { announceInbox } from "../inbox/announce-inbox.ts";
import { type DeliveryDecision, decideDelivery } from "../policy/decide-delivery.ts";
import type { DeliveryServices, NotificationRef } from "./delivery-services.ts";
import { optedOutSql } from "./opted-out-sql.ts";

/** People in one transaction: enough to be quick, few enough not to hold their counters long. */
const batchSize = 200;

interface DueRow {
  readonly id: string;
  readonly recipient_id: string;
  readonly type: string;
  readonly expires_at: string | null;
  readonly user_status: "invited" | "active" | "suspended" | "resigned";
  readonly user_deleted: boolean;
  readonly tenant_active: boolean;
  readonly critical: boolean;
  readonly opted_out: boolean;
}

/**
 * Puts what is due of a notification into the recipients' inboxes and returns how many items arrived. Item, counter
 * and delivery change in one transaction under the delivery's row lock: an inbox gets the item exactly once.
 */
export async function deliverInApp(services: DeliveryServices, ref: NotificationRef): Promise<number> {
  let arrived = 0;
  for (;;) {
    const batch = await withTenant(services.app, systemContext(ref.tenantId, "worker.in_app"), (tx) =>
      deliverBatch(tx, ref, services.clock.now()),
    );
    await announceInbox(services.app, services.logger, batch.changes);
    arrived += batch.changes.length;
    if (batch.taken < batchSize) return arrived;
  }
}

async function deliverBatch(
  tx: TenantTransaction,
  ref: NotificationRef,
  now: Date,
): Promise<{ taken: number; changes: InboxChange[] }> {
  const due = await tx.sql.unsafe<DueRow[]>(
    `select d.id, d.recipient_id, n.type, n.expires_at, u.status as user_status, u.deleted_at is not null as user_deleted,
            t.status = 'active' as tenant_active, n.critical, ${optedOutSql("in_app")} as opted_out
     from gloria.deliveries d
     join gloria.notifications n on n.tenant_id = d.tenant_id and n.id = d.notification_id
     join gloria.users u on u.tenant_id = d.tenant_id and u.id = d.recipient_id
     join gloria.tenants t on t.id = d.tenant_id
     left join gloria.user_preferences w on w.tenant_id = d.tenant_id and w.user_id = d.recipient_id
     where d.tenant_id = $1 and d.notification_id = $2 and d.channel = 'in_app'
       and d.state in ('queued', 'deferred') and d.due_at <= now()
     order by d.recipient_id limit ${batchSize} for update of d skip locked`,
    [tx.tenantId, ref.notificationId],
  );
  if (due.length === 0) return { taken: 0, changes: [] };
  const decided = due.map((row) => ({ row, decision: decide(row, now) }));
  const arriving = decided.filter(({ decision }) => decision.action === "send").map(({ row }) => row);
  const revs = await raiseCounters(
    tx,
    arriving.map((row) => row.recipient_id),
  );
  await Promise.all([insertItems(tx, ref, arriving, revs), finish(tx, decided)]);
  return {
    taken: due.length,
    changes: [...revs].map(([userId, rev]) => ({ tenantId: tx.tenantId, userId, rev })),
  };
}

function decide(row: DueRow, now: Date): DeliveryDecision {
  return decideDelivery(
    {
      channel: "in_app",
      expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
      recipient: { status: row.user_status, deleted: row.user_deleted },
      tenantActive: row.tenant_active,
      seenElsewhere: false,
      address: null,
      optedOut: row.opted_out,
      critical: row.critical,
      providerPausedUntil: null,
    },
    now,
  );
}

/** In the order of user ids, in which every writer of several counters locks them. */
async function raiseCounters(tx: TenantTransaction, userIds: readonly string[]): Promise<Map<string, number>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.sql.unsafe<{ user_id: string; rev: number }[]>(
    `insert into gloria.inbox_counters as c (tenant_id, user_id, unread, unseen, rev)
     select $1::uuid, user_id, 1, 1, 1 from unnest($2::uuid[]) as user_id order by user_id
     on conflict on constraint inbox_counters_pkey
       do update set unread = c.unread + 1, unseen = c.unseen + 1, rev = c.rev + 1
     returning user_id, rev`,
    [tx.tenantId, [...userIds]],
  );
  return new Map(rows.map((row) => [row.user_id, row.rev]));
}

async function insertItems(
  tx: TenantTransaction,
  ref: NotificationRef,
  rows: readonly DueRow[],
  revs: ReadonlyMap<string, number>,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql.unsafe(
    `insert into gloria.inbox_items
       (tenant_id, id, user_id, notification_id, type, category, data, entity_type, entity_id, rev)
     select n.tenant_id, item.id, item.user_id, n.id, n.type, n.category, n.data, n.entity_type, n.entity_id, item.rev
     from unnest($3::uuid[], $4::uuid[], $5::int[]) as item(id, user_id, rev)
     join gloria.notifications n on n.tenant_id = $1 and n.id = $2`,
    [
      tx.tenantId,
      ref.notificationId,
      rows.map((row) => row.id),
      rows.map((row) => row.recipient_id),
      rows.map((row) => revs.get(row.recipient_id) ?? 0),
    ],
  );
}

async function finish(
  tx: TenantTransaction,
  decided: readonly { readonly row: DueRow; readonly decision: DeliveryDecision }[],
): Promise<void> {
  const facts = decided.map(({ row, decision }) => ({
    id: row.id,
    state: decision.action === "send" ? "delivered" : "suppressed",
    reason: decision.reason,
    trace: decision.trace satisfies readonly DeliveryTraceRow[],
  }));
  await tx.sql.unsafe(
    `update gloria.deliveries d
     set state = done.state, reason = done.reason, trace = done.trace, finished_at = now()
     from jsonb_to_recordset($2::text::jsonb) as done(id uuid, state text, reason text, trace jsonb)
     where d.tenant_id = $1 and d.id = done.id`,
    [tx.tenantId, JSON.stringify(facts)],
  );
}
