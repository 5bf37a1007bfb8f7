import type { Logger } from "@gloria/core";
import type { Database } from "@gloria/db";

/** The PostgreSQL channel that wakes the relay. A hint: without it the relay finds the rows by itself within a second. */
export const outboxChannel = "gloria_outbox";

/** Gathers the writes of this many milliseconds into one NOTIFY. */
const windowMs = 15;

export interface OutboxBell {
  /** Call it after a commit that wrote outbox or notification rows. Costs nothing when it was just rung. */
  ring(): void;
}

/**
 * Wakes the relay without a NOTIFY inside a business transaction: PostgreSQL lets notifying transactions commit only
 * one after the other, which would serialize all writes of all tenants.
 */
export function createOutboxBell(database: Database, logger: Logger): OutboxBell {
  let waiting = false;
  return {
    ring() {
      if (waiting) return;
      waiting = true;
      setTimeout(() => {
        waiting = false;
        database.sql.notify(outboxChannel, "").catch((error: unknown) => {
          logger.warn({ err: error }, "the relay could not be woken; it will look by itself");
        });
      }, windowMs).unref();
    },
  };
}
