import type { Clock, Logger } from "@gloria/core";
import type { FactsStore } from "./facts-store.ts";
import { RedisFactsStore } from "./redis-facts-store.ts";

/** A request waits for Redis so long at most, milliseconds; reading from the database takes a few. */
const answerWithinMs = 50;

/**
 * Facts in the Redis of this URL. Returns at once: until the connection stands, and whenever it does not, facts come from
 * the database.
 */
export async function openRedisFacts(url: string, clock: Clock, logger: Logger): Promise<FactsStore> {
  // Only where there is a Redis: its client takes memory.
  const { Redis } = await import("ioredis");
  const redis = new Redis(url, {
    connectionName: "gloria-permissions",
    connectTimeout: 2_000,
    commandTimeout: answerWithinMs,
    // A command that cannot go out at once is of no use.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
  });
  // The store says in its own words, and once, that it goes on without.
  redis.on("error", (error) => logger.debug({ err: error }, "redis connection of permissions failed"));
  return new RedisFactsStore({ redis, clock, logger });
}
