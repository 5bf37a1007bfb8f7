import { type InboxChange, inboxChangeSchema, inboxNotifyChannel } from "@gloria/contracts";
import type { Logger } from "@gloria/core";
import type { Database } from "@gloria/db";

/** Wakes the streams of this process when an inbox changes anywhere. */
export interface InboxHub {
  /** Calls `wake` after every change of this person's inbox; returns the way to stop it. */
  subscribe(tenantId: string, userId: string, wake: () => void): () => void;
  close(): Promise<void>;
}

/**
 * One LISTEN for the whole process. What it hears are hints: a stream reads the truth itself, and looks now and then
 * although nothing was heard, because a NOTIFY sent while the connection was lost never comes.
 */
export async function openInboxHub(app: Database, logger: Logger): Promise<InboxHub> {
  const waiting = new Map<string, Set<() => void>>();
  const wakeAll = () => {
    for (const wakes of waiting.values()) for (const wake of wakes) wake();
  };
  const listening = await app.sql.listen(
    inboxNotifyChannel,
    (payload) => {
      const change = readChange(payload);
      if (change === null) {
        logger.warn({ channel: inboxNotifyChannel }, "an inbox change could not be read");
        return;
      }
      for (const wake of waiting.get(keyOf(change.tenantId, change.userId)) ?? []) wake();
    },
    // Connected, or connected again: whatever came in between was missed.
    wakeAll,
  );
  return {
    subscribe(tenantId, userId, wake) {
      const key = keyOf(tenantId, userId);
      const wakes = waiting.get(key) ?? new Set();
      wakes.add(wake);
      waiting.set(key, wakes);
      return () => {
        wakes.delete(wake);
        if (wakes.size === 0) waiting.delete(key);
      };
    },
    close: () => listening.unlisten(),
  };
}

function keyOf(tenantId: string, userId: string): string {
  return `${tenantId} ${userId}`;
}

function readChange(payload: string): InboxChange | null {
  try {
    return inboxChangeSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
