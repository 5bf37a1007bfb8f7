import type { Database } from "@gloria/db";
import type { JobToAdd } from "../catalogue/job-catalogue.ts";

export interface Due {
  /** Outbox or notification rows wait for the relay. */
  readonly unpublished: boolean;
  /** Jobs for work that is due in PostgreSQL although the queue was told of it once, or never. */
  readonly forgotten: readonly JobToAdd[];
}

interface DueRow {
  readonly kind: "unpublished" | "expand" | "expand_critical" | "deliver" | "import" | "permission_batch";
  readonly tenant_id: string | null;
  /** Of the notification, or of the import or bulk assignment in a row of that kind. */
  readonly subject_id: string | null;
  readonly phase: "dry_run" | "commit" | "undo" | "assign" | "take_back" | null;
  readonly overdue_s: number | null;
}

/** How long a fresh row is left to the queue, in seconds, before the sweeper takes it for forgotten. */
const graceSeconds = 5;

/** Notifications one sweep looks at. */
const sweepLimit = 200;

/**
 * Everything that waits for this process, in one statement: it is what an idle worker asks once a second. What the
 * queue lost (a flushed Redis, a killed worker) comes back from here: the tables are the truth.
 */
export async function findDue(system: Database): Promise<Due> {
  const rows = await system.sql<DueRow[]>`
    (select 'unpublished' as kind, null::uuid as tenant_id, null::uuid as subject_id, null::float8 as overdue_s, null::text as phase
     where exists (select from gloria.outbox where published_at is null and publish_after <= now())
        or exists (select from gloria.notifications where published_at is null))
    union all
    (select case when critical then 'expand_critical' else 'expand' end, tenant_id, id,
            extract(epoch from now() - created_at)::float8, null
     from gloria.notifications
     where expanded_at is null and created_at < now() - make_interval(secs => ${graceSeconds}) and published_at is not null
     order by created_at, id limit ${sweepLimit})
    union all
    (select 'deliver', tenant_id, notification_id, max(overdue_s)::float8, null
     from (
       select tenant_id, notification_id, extract(epoch from now() - coalesce(lease_until, due_at)) as overdue_s
       from gloria.deliveries
       where state in ('queued', 'deferred', 'sending')
         and due_at <= now()
         and case state
               when 'sending' then lease_until <= now()
               else attempt > 0 or state = 'deferred' or due_at < now() - make_interval(secs => ${graceSeconds})
             end
       order by due_at, id limit ${sweepLimit * 5}
     ) late
     group by tenant_id, notification_id
     limit ${sweepLimit})
    union all
    (select 'import', tenant_id, id,
            extract(epoch from now() - coalesce(lease_until, updated_at + make_interval(secs => ${graceSeconds})))::float8, phase
     from gloria.imports
     where status = 'running' and coalesce(lease_until, updated_at + make_interval(secs => ${graceSeconds})) < now()
     order by lease_until limit ${sweepLimit})
    union all
    (select 'permission_batch', tenant_id, id,
            extract(epoch from now() - coalesce(lease_until, updated_at + make_interval(secs => ${graceSeconds})))::float8, phase
     from gloria.permission_batches
     where status = 'running' and coalesce(lease_until, updated_at + make_interval(secs => ${graceSeconds})) < now()
     order by lease_until limit ${sweepLimit})`;
  return {
    unpublished: rows.some((row) => row.kind === "unpublished"),
    forgotten: rows.flatMap((row) => jobOf(row)),
  };
}

function jobOf(row: DueRow): JobToAdd[] {
  if (row.kind === "unpublished" || row.tenant_id === null || row.subject_id === null) return [];
  const mark = waitMark(row.overdue_s ?? 0);
  if (row.kind === "permission_batch") {
    if (row.phase !== "assign" && row.phase !== "take_back") return [];
    const payload = { tenantId: row.tenant_id, batchId: row.subject_id, phase: row.phase };
    const id = `${payload.batchId}-${payload.phase}-${mark}-${Math.floor(Date.now() / 60_000)}`;
    return [{ name: "permission_batch.run", payload, id }];
  }
  if (row.kind === "import") {
    if (row.phase === null || row.phase === "assign" || row.phase === "take_back") return [];
    const payload = { tenantId: row.tenant_id, importId: row.subject_id, phase: row.phase };
    // An import comes back as often as its worker dies: a mark of one silence must not stand for the next.
    const id = `${payload.importId}-${payload.phase}-${mark}-${Math.floor(Date.now() / 60_000)}`;
    return [{ name: "import.run", payload, id }];
  }
  const payload = { tenantId: row.tenant_id, notificationId: row.subject_id };
  const name = `notification.${row.kind}` as const;
  return [{ name, payload, id: `${row.subject_id}-${row.kind}-${mark}` }];
}

/**
 * The part of a job's id that lets it be queued again: every five seconds in the first minute, then each time the
 * wait has doubled, so that work which can never succeed does not keep the worker busy.
 */
function waitMark(overdueSeconds: number): string {
  const seconds = Math.max(0, overdueSeconds);
  return seconds < 60 ? `s${Math.floor(seconds / 5)}` : `x${Math.floor(Math.log2(seconds))}`;
}
