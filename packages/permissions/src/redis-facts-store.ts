import { createHash } from "node:crypto";
import type { Clock, Logger } from "@gloria/core";
import { factsOfManyStatement, factsStatement } from "./facts-statement.ts";
import type { FactsKey, FactsStore, FactsStoreCounters } from "./facts-store.ts";
import type { LoadedFacts } from "./load-facts.ts";

/** What is used of a Redis client. Its commands reject when they take too long or there is no connection. */
export interface RedisCommands {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, unit: "EX", seconds: number): Promise<unknown>;
  disconnect(): void;
}

export interface RedisFactsStoreOptions {
  readonly redis: RedisCommands;
  readonly clock: Clock;
  readonly logger: Logger;
}

const secondsToLive = 3_600;
/** So many failures in a row, and nobody asks for so long. */
const failuresBeforePause = 3;
const pauseMs = 5_000;

// Another version of Gloria may read something else: it must not take ours for its own.
const format = createHash("sha256").update(`${factsStatement}${factsOfManyStatement}`).digest("hex").slice(0, 12);

/**
 * {@link FactsStore} in Redis, by keys that are never written twice with different facts: `perm:{tenant}:{epoch}:{user}`
 * with the course of events and the format in it, for an hour. After failures in a row it is left alone for some
 * seconds; then one request tries again.
 */
export class RedisFactsStore implements FactsStore {
  readonly #redis: RedisCommands;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #counts = { hits: 0, misses: 0, errors: 0, skipped: 0 };
  #failures = 0;
  #pausedUntil = 0;

  constructor({ redis, clock, logger }: RedisFactsStoreOptions) {
    this.#redis = redis;
    this.#clock = clock;
    this.#logger = logger;
  }

  get counters(): FactsStoreCounters {
    return { ...this.#counts };
  }

  async read(key: FactsKey): Promise<LoadedFacts | null> {
    const name = nameOf(key);
    const value = await this.#ask(() => this.#redis.get(name));
    if (value === undefined) return null;
    const loaded = value === null ? null : unsealed(name, value);
    this.#counts[loaded === null ? "misses" : "hits"] += 1;
    return loaded;
  }

  write(key: FactsKey, loaded: LoadedFacts): void {
    const name = nameOf(key);
    void this.#ask(() => this.#redis.set(name, sealed(name, JSON.stringify(loaded)), "EX", secondsToLive));
  }

  close(): void {
    this.#redis.disconnect();
  }

  /** Undefined when it failed, or is not asked. */
  async #ask<Answer>(command: () => Promise<Answer>): Promise<Answer | undefined> {
    const now = this.#clock.now().getTime();
    if (now < this.#pausedUntil) {
      this.#counts.skipped += 1;
      return undefined;
    }
    // Whoever comes while the first one tries again does not wait for its outcome.
    if (this.#failures >= failuresBeforePause) this.#pausedUntil = now + pauseMs;
    try {
      const answer = await command();
      this.#failures = 0;
      this.#pausedUntil = 0;
      return answer;
    } catch (error) {
      this.#noteFailure(error);
      return undefined;
    }
  }

  #noteFailure(error: unknown): void {
    this.#counts.errors += 1;
    this.#failures += 1;
    if (this.#failures < failuresBeforePause) return;
    this.#pausedUntil = this.#clock.now().getTime() + pauseMs;
    if (this.#failures === failuresBeforePause) {
      this.#logger.warn({ err: error }, "permissions are read without redis for now");
    }
  }
}

function nameOf({ tenantId, userId, epoch, course }: FactsKey): string {
  return `perm:${tenantId}:${epoch}:${userId}:${course}:${format}`;
}

/** The digest tells a value that was cut off, or that belongs under another key: nothing else is looked at in it. */
function sealed(name: string, text: string): string {
  return `${digestOf(name, text)} ${text}`;
}

/** Null for anything that is not what was written under that name. */
function unsealed(name: string, value: string): LoadedFacts | null {
  const text = value.slice(digestLength + 1);
  return value.slice(0, digestLength + 1) === `${digestOf(name, text)} ` ? JSON.parse(text) : null;
}

const digestLength = 32;

function digestOf(name: string, text: string): string {
  return createHash("sha256").update(`${name} ${text}`).digest("hex").slice(0, digestLength);
}
