import { withTenant } from "@gloria/db";
import { type Services, systemContext } from "../../platform/index.ts";

/** Who was there, kept in mind and written down now and then. */
export interface ActivityLog {
  /** Costs a look into a map. */
  note(seen: { readonly tenantId: string; readonly userId: string; readonly sessionId: string }): void;
  /** Writes down what is in mind; what cannot be written is forgotten, since the person will come again. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface ActivityLogOptions {
  /** A session is written at most this often. Default 5 minutes. */
  readonly restMs?: number;
  /** Default 30 s. */
  readonly flushEveryMs?: number;
}

interface Seen {
  readonly userId: string;
  readonly sessionId: string;
  readonly atMs: number;
}

/** Of more sessions than this at once nobody is noted until the next writing. */
const mostInMind = 50_000;

/**
 * Keeps `sessions.last_seen_at` and `users.last_active_at` some minutes behind the truth, outside every request: one
 * statement for each tenant at each writing, and none for who was written down less than five minutes ago.
 */
export function createActivityLog(services: Services, options: ActivityLogOptions = {}): ActivityLog {
  const { restMs = 5 * 60_000, flushEveryMs = 30_000 } = options;
  const writtenAtMs = new Map<string, number>();
  let inMind = new Map<string, Map<string, Seen>>();
  let size = 0;
  let writing: Promise<void> = Promise.resolve();

  async function write(tenantId: string, seen: readonly Seen[]): Promise<void> {
    try {
      await withTenant(services.app, systemContext(tenantId, "activity"), (tx) =>
        tx.sql.unsafe(statement, [
          tenantId,
          seen.map(({ sessionId }) => sessionId),
          seen.map(({ userId }) => userId),
          seen.map(({ atMs }) => new Date(atMs).toISOString()),
          `${restMs} milliseconds`,
        ]),
      );
    } catch (error) {
      services.logger.warn({ err: error, tenantId, sessions: seen.length }, "activity could not be written down");
    }
  }

  async function writeAll(): Promise<void> {
    const batch = inMind;
    inMind = new Map();
    size = 0;
    const nowMs = services.clock.now().getTime();
    for (const [sessionId, atMs] of writtenAtMs) if (nowMs - atMs >= restMs) writtenAtMs.delete(sessionId);
    for (const [tenantId, seen] of batch) {
      const rows = [...seen.values()];
      for (const { sessionId, atMs } of rows) writtenAtMs.set(sessionId, atMs);
      await write(tenantId, rows);
    }
  }

  const flush = () => {
    writing = writing.then(writeAll);
    return writing;
  };
  const timer = setInterval(() => void flush(), flushEveryMs);
  timer.unref();

  return {
    note({ tenantId, userId, sessionId }) {
      const last = writtenAtMs.get(sessionId);
      const atMs = services.clock.now().getTime();
      if (last !== undefined && atMs - last < restMs) return;
      let ofTenant = inMind.get(tenantId);
      if (ofTenant === undefined) {
        ofTenant = new Map();
        inMind.set(tenantId, ofTenant);
      }
      if (!ofTenant.has(sessionId)) {
        if (size >= mostInMind) return;
        size += 1;
      }
      ofTenant.set(sessionId, { userId, sessionId, atMs });
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

// Rows that somebody else holds are left alone: it is no reason to wait. A session that was ended says nothing.
const statement = `
with seen as (
  select s.id as session_id, s.user_id, n.at
  from unnest($2::uuid[], $3::uuid[], $4::text[]::timestamptz[]) as n(session_id, user_id, at)
  join gloria.sessions s on s.tenant_id = $1::uuid and s.id = n.session_id and s.user_id = n.user_id and s.revoked_at is null
),
free_sessions as (
  select s.id from gloria.sessions s join seen on seen.session_id = s.id
  where s.tenant_id = $1::uuid order by s.id for update of s skip locked
),
noted as (
  update gloria.sessions s set last_seen_at = greatest(s.last_seen_at, seen.at)
  from seen, free_sessions f where s.tenant_id = $1::uuid and s.id = seen.session_id and f.id = s.id
),
free_users as (
  select u.id from gloria.users u
  where u.tenant_id = $1::uuid and u.id in (select user_id from seen)
  order by u.id for update of u skip locked
)
update gloria.users u set last_active_at = latest.at
from (select user_id, max(at) as at from seen group by user_id) latest, free_users f
where u.tenant_id = $1::uuid and u.id = latest.user_id and f.id = u.id
  and (u.last_active_at is null or u.last_active_at <= latest.at - $5::interval)`;
