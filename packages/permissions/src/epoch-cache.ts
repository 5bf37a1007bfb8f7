import { LRUCache } from "lru-cache";
import type { CompiledFacts } from "./compiled-facts.ts";
import { lineOf } from "./delegation.ts";
import { FactsPool } from "./facts-pool.ts";
import { compileLoaded, type LoadedFacts } from "./load-facts.ts";

/** Facts and the epoch that they stand for. */
export interface CachedFacts {
  readonly epoch: number;
  readonly facts: CompiledFacts;
  /** When this process made it, milliseconds by its own clock. */
  readonly madeAt: number;
}

export interface EpochCacheCounters {
  readonly hits: number;
  /** Loads from the database; a request that joins another one's load is a `join`. */
  readonly misses: number;
  readonly joins: number;
  readonly entries: number;
  readonly bytes: number;
  /** Of the entries, on an average. */
  readonly ageSeconds: number;
}

interface TenantPart {
  readonly epoch: number;
  pool: FactsPool;
  readonly keys: Set<string>;
}

// Beyond the facts themselves: the key, and the entry's place in the cache and in its tenant's set.
const overheadBytes = 300;

/**
 * Compiled facts in this process. An entry answers only a request that has read the **same epoch** in its own
 * transaction, at a time before the entry's next window boundary: so a revocation counts from the moment it commits,
 * and no message has to arrive for that. Bounded by an estimate of bytes, least recently used out first.
 */
export class EpochCache {
  readonly #entries: LRUCache<string, CachedFacts>;
  readonly #tenants = new Map<string, TenantPart>();
  readonly #flights = new Map<string, Promise<CachedFacts>>();
  #hits = 0;
  #misses = 0;
  #joins = 0;
  #madeAtSum = 0;

  constructor(options: { readonly maxBytes: number }) {
    this.#entries = new LRUCache({
      // The library takes 0 for "unbounded"; nothing fits into one byte.
      maxSize: Math.max(1, options.maxBytes),
      sizeCalculation: ({ facts }) => bytesOf(facts) + overheadBytes,
      onInsert: ({ madeAt }) => {
        this.#madeAtSum += madeAt;
      },
      dispose: ({ facts, madeAt }, key, reason) => {
        this.#madeAtSum -= madeAt;
        if (reason !== "set") this.#forget(facts.tenantId, key);
      },
    });
  }

  get counters(): EpochCacheCounters {
    return {
      hits: this.#hits,
      misses: this.#misses,
      joins: this.#joins,
      entries: this.#entries.size,
      bytes: this.#entries.calculatedSize,
      ageSeconds: this.#entries.size === 0 ? 0 : (Date.now() - this.#madeAtSum / this.#entries.size) / 1000,
    };
  }

  /** Facts that were read ahead of any request, of an epoch that is committed, at `now` (ms by the database's clock). */
  keep(loaded: LoadedFacts, now: number): void {
    this.#store(`${loaded.raw.tenantId} ${loaded.raw.userId}`, loaded, loaded.epoch, now);
  }

  /**
   * Lets go of what is remembered of a user, or of a whole tenant, with all that users share; answers how many entries
   * went. Nothing becomes more right by it: entries of an older epoch answer nobody.
   */
  drop(tenantId: string, userId: string | null): number {
    const part = this.#tenants.get(tenantId);
    if (part === undefined) return 0;
    part.pool = new FactsPool();
    const keys = userId === null ? [...part.keys] : [`${tenantId} ${userId}`].filter((key) => part.keys.has(key));
    for (const key of keys) this.#entries.delete(key);
    return keys.length;
  }

  /** What is remembered, whatever the epoch may be by now; null when there is nothing. For who asks for it later. */
  peek(tenantId: string, userId: string): CachedFacts | null {
    return this.#entries.get(`${tenantId} ${userId}`) ?? null;
  }

  /** A remembered entry has served a request that saw its epoch. */
  confirm(): void {
    this.#hits += 1;
  }

  /**
   * The facts for a request that saw `epoch` at `now` (ms). `load` reads them in the request's own transaction, hence
   * at that epoch or a later one; requests that saw the same epoch at once share one load. When a shared load fails,
   * each that joined it loads for itself, since the failure may be that of the other's connection.
   *
   * Who may hold row locks (`mayHoldLocks`) neither joins nor is joined: a load that stands in line behind a statement
   * which waits for our lock would never come, and the database cannot see that deadlock.
   *
   * Facts of a later epoch than the request saw serve that request alone: the later epoch may be the transaction's own,
   * not committed and perhaps never, and another transaction may come to commit a different one of the same number.
   */
  async get(
    tenantId: string,
    userId: string,
    epoch: number,
    now: number,
    load: () => Promise<LoadedFacts>,
    mayHoldLocks = false,
  ): Promise<CachedFacts> {
    const key = `${tenantId} ${userId}`;
    const entry = this.#entries.get(key);
    if (entry !== undefined && entry.epoch === epoch && now < entry.facts.nextChangeAt) {
      this.#hits += 1;
      return entry;
    }
    if (mayHoldLocks) {
      this.#misses += 1;
      return this.#store(key, await load(), epoch, now);
    }
    const flightKey = `${key} ${epoch}`;
    const flight = this.#flights.get(flightKey);
    if (flight !== undefined) {
      const joined = await flight.catch(() => null);
      if (joined !== null && joined.epoch === epoch && now < joined.facts.nextChangeAt) {
        this.#joins += 1;
        return joined;
      }
    }
    return this.#fill(key, flightKey, epoch, now, load);
  }

  #fill(
    key: string,
    flightKey: string,
    seen: number,
    now: number,
    load: () => Promise<LoadedFacts>,
  ): Promise<CachedFacts> {
    this.#misses += 1;
    const flight = load()
      .then((loaded) => this.#store(key, loaded, seen, now))
      .finally(() => {
        if (this.#flights.get(flightKey) === flight) this.#flights.delete(flightKey);
      });
    this.#flights.set(flightKey, flight);
    return flight;
  }

  #store(key: string, loaded: LoadedFacts, seen: number, now: number): CachedFacts {
    const { epoch, raw } = loaded;
    const part = epoch === seen ? this.#partOf(raw.tenantId, epoch) : null;
    const entry = { epoch, facts: compileLoaded(loaded, now, part?.pool), madeAt: Date.now() };
    if (part !== null) {
      part.keys.add(key);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  /** Epochs only rise: the first facts of a new one make all older entries of the tenant useless. Null: too old. */
  #partOf(tenantId: string, epoch: number): TenantPart | null {
    const known = this.#tenants.get(tenantId);
    if (known !== undefined && known.epoch >= epoch) return known.epoch === epoch ? known : null;
    for (const key of [...(known?.keys ?? [])]) this.#entries.delete(key);
    const part: TenantPart = { epoch, pool: new FactsPool(), keys: new Set() };
    this.#tenants.set(tenantId, part);
    return part;
  }

  #forget(tenantId: string, key: string): void {
    const part = this.#tenants.get(tenantId);
    part?.keys.delete(key);
    if (part?.keys.size === 0) this.#tenants.delete(tenantId);
  }
}

/** A delegate's entry keeps the facts of those who delegate alive. */
function bytesOf(facts: CompiledFacts): number {
  const delegators = new Set(facts.delegations.flatMap(lineOf).flatMap(({ delegator }) => delegator ?? []));
  let bytes = facts.bytes;
  for (const delegator of delegators) bytes += delegator.bytes;
  return bytes;
}
