import { type InboxChange, inboxNotifyChannel } from "@gloria/contracts";
import type { Logger } from "@gloria/core";
import type { Database } from "@gloria/db";

/**
 * Tells the api's streams which inboxes have changed, after the commit and in one statement. A hint: a stream that
 * misses it is right again with the next change or when it reconnects.
 */
export async function announceInbox(app: Database, logger: Logger, changes: readonly InboxChange[]): Promise<void> {
  if (changes.length === 0) return;
  const payloads = changes.map(({ tenantId, userId, rev }) => JSON.stringify({ tenantId, userId, rev }));
  try {
    await app.sql`select pg_notify(${inboxNotifyChannel}, payload) from unnest(${payloads}::text[]) as payload`;
  } catch (error) {
    logger.warn({ err: error, inboxes: changes.length }, "streams could not be told of inbox changes");
  }
}
