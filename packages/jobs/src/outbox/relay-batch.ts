import { AppError, type Logger } from "@gloria/core";
import type { Database } from "@gloria/db";
import { isJobName, type JobToAdd, jobCatalogue } from "../catalogue/job-catalogue.ts";
import type { Queues } from "../queues/queues.ts";

/** Rows of one kind that a batch takes at most. */
const batchSize = 200;

interface OutboxRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly job: string;
  readonly payload: unknown;
}

interface NotificationRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly critical: boolean;
}

/**
 * Publishes one batch of outbox and notification rows to the queue and returns how many. Several relays share the
 * work by SKIP LOCKED. A row is marked after its job is in the queue, so a crash between the two publishes it again
 * under the same job id: at least once.
 */
export async function relayBatch(system: Database, queues: Queues, logger: Logger): Promise<number> {
  return system.sql.begin(async (sql) => {
    const [rows, events] = await Promise.all([
      sql<OutboxRow[]>`
        select tenant_id, id, job, payload from gloria.outbox
        where published_at is null and publish_after <= now()
        order by publish_after, id limit ${batchSize} for update skip locked`,
      sql<NotificationRow[]>`
        select tenant_id, id, critical from gloria.notifications
        where published_at is null
        order by created_at, id limit ${batchSize} for update skip locked`,
    ]);
    if (rows.length + events.length === 0) return 0;
    await queues.add([...events.map(expansionOf), ...rows.flatMap((row) => jobOf(row, logger))]);
    await Promise.all([
      mark(
        rows,
        (tenantIds, ids) => sql`
        update gloria.outbox o set published_at = now()
        from unnest(${tenantIds}::uuid[], ${ids}::uuid[]) as done(tenant_id, id)
        where o.tenant_id = done.tenant_id and o.id = done.id`,
      ),
      mark(
        events,
        (tenantIds, ids) => sql`
        update gloria.notifications n set published_at = now()
        from unnest(${tenantIds}::uuid[], ${ids}::uuid[]) as done(tenant_id, id)
        where n.tenant_id = done.tenant_id and n.id = done.id`,
      ),
    ]);
    return rows.length + events.length;
  });
}

async function mark(
  rows: readonly { readonly tenant_id: string; readonly id: string }[],
  update: (tenantIds: string[], ids: string[]) => PromiseLike<unknown>,
): Promise<void> {
  if (rows.length === 0) return;
  await update(
    rows.map((row) => row.tenant_id),
    rows.map((row) => row.id),
  );
}

function expansionOf(row: NotificationRow): JobToAdd {
  return {
    name: row.critical ? "notification.expand_critical" : "notification.expand",
    payload: { tenantId: row.tenant_id, notificationId: row.id },
    id: row.id,
  };
}

/** A row that this version cannot understand is marked and reported: it must not hold up those behind it. */
function jobOf(row: OutboxRow, logger: Logger): JobToAdd[] {
  if (!isJobName(row.job)) {
    logger.error({ outboxId: row.id, tenantId: row.tenant_id, job: row.job }, "an outbox row names an unknown job");
    return [];
  }
  const payload = jobCatalogue[row.job].payload.safeParse(row.payload);
  if (!payload.success) {
    const err = new AppError("service.internal", { job: row.job }, { cause: payload.error });
    logger.error(
      { outboxId: row.id, tenantId: row.tenant_id, job: row.job, err },
      "an outbox row does not fit its job",
    );
    return [];
  }
  return [{ name: row.job, payload: payload.data, id: row.id } as JobToAdd];
}
