import { readTenant } from "@gloria/db";
import { type Services, systemContext } from "../../platform/index.ts";

/** People whose permissions are read ahead, at most; those who were here last, of all tenants. */
const mostPeople = 2_000;
const mostTenants = 200;
const atOnce = 50;
/** A start that takes longer than this has other troubles. */
const mostMs = 20_000;

/**
 * Reads ahead the permissions of people whose sessions were seen in the last day, so that the first requests after a
 * start find them. In the background, one small transaction after the other; it ends after so many people or seconds,
 * or with `signal`. Never rejects: without it, requests read for themselves.
 */
export async function warmPermissions(services: Services, signal: AbortSignal): Promise<void> {
  const until = performance.now() + mostMs;
  const mayGoOn = () => !signal.aborted && performance.now() < until;
  let people = 0;
  try {
    for (const tenantId of await activeTenants(services)) {
      if (!mayGoOn() || people >= mostPeople) break;
      const userIds = await recentUsers(services, tenantId, mostPeople - people);
      for (let from = 0; from < userIds.length && mayGoOn(); from += atOnce) {
        const part = userIds.slice(from, from + atOnce);
        await readTenant(services.app, systemContext(tenantId, "api.warm_up"), (tx) =>
          services.permissions.warm(tx, part),
        );
        people += part.length;
      }
    }
    services.logger.debug({ people }, "permissions read ahead");
  } catch (error) {
    services.logger.warn({ err: error, people }, "permissions could not be read ahead");
  }
}

async function activeTenants({ system }: Services): Promise<string[]> {
  const rows = await system.sql<{ id: string }[]>`
    select id from gloria.tenants where status = 'active' order by updated_at desc, id limit ${mostTenants}`;
  return rows.map(({ id }) => id);
}

function recentUsers({ app }: Services, tenantId: string, most: number): Promise<string[]> {
  return readTenant(app, systemContext(tenantId, "api.warm_up"), async (tx) => {
    const rows = await tx.sql.unsafe<{ id: string }[]>(
      `select user_id as id from gloria.sessions
       where tenant_id = $1::uuid and revoked_at is null and expires_at > now() and coalesce(last_seen_at, created_at) > now() - interval '1 day'
       group by user_id order by max(coalesce(last_seen_at, created_at)) desc limit $2`,
      [tenantId, most],
    );
    return rows.map(({ id }) => id);
  });
}
