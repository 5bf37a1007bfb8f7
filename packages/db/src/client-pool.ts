import { AppError } from "@gloria/core";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";

/** One connection, held by one transaction at a time. */
export interface PooledClient {
  readonly sql: Sql;
  /** Why the connection is lost; null while it holds. */
  readonly lostBecause: Error | null;
  /** Calls back when the connection is lost; answers how to stop that. */
  onLoss(tell: (why: Error) => void): () => void;
}

export interface ClientPoolOptions {
  readonly url: string;
  readonly max: number;
  readonly name: string;
}

// A connection that has lived this long is replaced when it comes back, so that none keeps its memory for ever.
const maxAgeMs = 30 * 60_000;
const maxIdleMs = 60_000;
const acquireTimeoutMs = 10_000;

/**
 * A pool of single connections for pipelined transactions.
 *
 * The driver's own pool lends a connection (`reserve`) but does not say when it dies: a statement sent after that is
 * written to no socket and ends the process, and one queued behind is sent on another connection, outside any
 * transaction. A driver instance with one connection reports its close; a lost one is thrown away whole.
 */
export class ClientPool {
  readonly #options: ClientPoolOptions;
  readonly #idle: Client[] = [];
  readonly #waiting = new Set<Waiter>();
  readonly #all = new Set<Client>();
  #closed = false;

  constructor(options: ClientPoolOptions) {
    this.#options = options;
  }

  /** @throws AppError `service.unavailable` when no connection becomes free in time, or the pool is closed */
  async acquire(): Promise<PooledClient> {
    if (this.#closed) throw unavailable("the pool of database connections is closed");
    const idle = this.#idle.pop();
    if (idle !== undefined) {
      idle.stopIdling();
      return idle;
    }
    return this.#all.size < this.#options.max ? this.#open() : this.#wait();
  }

  /** Takes a client back; its transaction must be over. A lost one is replaced when there is need. */
  release(client: PooledClient): void {
    if (!(client instanceof Client) || !this.#all.has(client))
      throw new Error("this client is not held from this pool");
    const [next] = this.#waiting;
    if (next !== undefined) this.#waiting.delete(next);
    if (client.lostBecause !== null || this.#closed || client.ageMs > maxAgeMs) {
      this.#discard(client);
      if (next !== undefined) this.#open().then(next.give, next.fail);
    } else if (next !== undefined) {
      next.give(client);
    } else {
      this.#idle.push(client);
      client.idleFor(maxIdleMs, () => this.#retire(client));
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { fail } of this.#waiting) fail(unavailable("the pool of database connections is closed"));
    this.#waiting.clear();
    await Promise.all([...this.#all].map((client) => client.end(5)));
  }

  async #open(): Promise<Client> {
    const client = new Client(this.#options, () => this.#retire(client));
    this.#all.add(client);
    try {
      await client.connect();
      return client;
    } catch (error) {
      this.#discard(client);
      throw error;
    }
  }

  #wait(): Promise<PooledClient> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiter);
        reject(unavailable("no database connection became free in time"));
      }, acquireTimeoutMs);
      const waiter: Waiter = {
        give(client) {
          clearTimeout(timer);
          resolve(client);
        },
        fail(error) {
          clearTimeout(timer);
          reject(error);
        },
      };
      this.#waiting.add(waiter);
    });
  }

  /** An idle client that has waited long, or whose connection the server has closed. */
  #retire(client: Client): void {
    const place = this.#idle.indexOf(client);
    if (place < 0) return;
    this.#idle.splice(place, 1);
    this.#discard(client);
  }

  #discard(client: Client): void {
    this.#all.delete(client);
    void client.end(0);
  }
}

interface Waiter {
  readonly give: (client: PooledClient) => void;
  readonly fail: (error: unknown) => void;
}

function unavailable(why: string): AppError {
  return new AppError("service.unavailable", {}, { cause: new Error(why) });
}

class Client implements PooledClient {
  readonly sql: Sql;
  readonly #toTell = new Set<(why: Error) => void>();
  readonly #openedAt = Date.now();
  #idling: NodeJS.Timeout | undefined;
  #lostBecause: Error | null = null;

  constructor(options: ClientPoolOptions, onLost: () => void) {
    this.sql = postgres(options.url, {
      max: 1,
      onnotice: () => {},
      connect_timeout: 10,
      // Ended by the pool, between transactions; the driver would not know about those.
      idle_timeout: 0,
      max_lifetime: null,
      connection: {
        application_name: options.name,
        TimeZone: "UTC",
        // A statement outside BEGIN is a read of its own, and sees one snapshot also in the functions that it calls.
        default_transaction_isolation: "repeatable read",
      },
      onclose: () => {
        if (this.#lostBecause !== null) return;
        this.#lostBecause = Object.assign(new Error("the database connection was lost"), { code: "CONNECTION_CLOSED" });
        for (const tell of [...this.#toTell]) tell(this.#lostBecause);
        onLost();
      },
    });
    // Sets how instants and JSON cross the wire, for every session over this connection.
    drizzle(this.sql);
  }

  get lostBecause(): Error | null {
    return this.#lostBecause;
  }

  onLoss(tell: (why: Error) => void): () => void {
    this.#toTell.add(tell);
    return () => this.#toTell.delete(tell);
  }

  get ageMs(): number {
    return Date.now() - this.#openedAt;
  }

  idleFor(ms: number, then: () => void): void {
    this.#idling = setTimeout(then, ms).unref();
  }

  stopIdling(): void {
    clearTimeout(this.#idling);
  }

  /** Until it is connected the driver may send statements in another order than they were given. */
  async connect(): Promise<void> {
    await this.sql.unsafe("select 1");
  }

  async end(timeoutSeconds: number): Promise<void> {
    this.stopIdling();
    await this.sql.end({ timeout: timeoutSeconds });
  }
}
