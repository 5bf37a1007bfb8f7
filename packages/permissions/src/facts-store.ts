import type { LoadedFacts } from "./load-facts.ts";

/** Names facts for good: what stands under it never changes. */
export interface FactsKey {
  readonly tenantId: string;
  readonly userId: string;
  readonly epoch: number;
  /**
   * Tells this epoch from one of the same number in another course of events, where a database was restored and went on
   * differently.
   */
  readonly course: string;
}

export interface FactsStoreCounters {
  readonly hits: number;
  readonly misses: number;
  readonly errors: number;
  /** Not asked, because it has failed just before. */
  readonly skipped: number;
}

/**
 * Facts beside the database, shared by processes. Whatever happens to it, a request only goes on without it: it never
 * throws, and answers within a bound.
 */
export interface FactsStore {
  readonly counters: FactsStoreCounters;
  /** Null when it has none, or does not answer in time. */
  read(key: FactsKey): Promise<LoadedFacts | null>;
  /** In the background; lost when it does not work. */
  write(key: FactsKey, loaded: LoadedFacts): void;
  close(): void;
}
