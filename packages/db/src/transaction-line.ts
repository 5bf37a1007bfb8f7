import { DrizzleQueryError } from "drizzle-orm/errors";
import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import type { ClientPool } from "./client-pool.ts";
import type { Db } from "./connect.ts";
import { toAppError } from "./database-errors.ts";

/**
 * One connection of the pool, held for the length of one transaction. It refuses statements from its end on, since
 * they would run in the next holder's transaction, says when the connection is lost, and is put back by its end.
 */
export interface TransactionLine {
  /** For the transaction's statements; those with parameters are prepared, whoever sends them. */
  readonly sql: Sql;
  /** Built when it is first asked for: statements that are compiled once a process go without it. */
  readonly db: Db;
  /** Never resolves; rejects when the connection is lost. */
  readonly lost: Promise<never>;
  /** Ends the transaction and puts the connection back; rejects unless the database says that it has committed. */
  commit(): Promise<void>;
  /**
   * Takes everything back, if there is still a connection to do it on, and puts it back. After {@link commit} it waits
   * for that to be over. Never rejects.
   */
  rollback(): Promise<void>;
  /**
   * What a failure comes from: after one statement has failed, those that travelled behind it fail for that reason
   * only, and theirs may be heard of first.
   */
  reasonOf(error: unknown): unknown;
  /** Puts the connection back, with no transaction open on it. */
  release(): void;
}

/** A statement came after the transaction's end, and was not sent. */
export class TransactionEnded extends Error {
  constructor() {
    super("This transaction has ended: a statement came too late and was not sent.");
  }
}

/** Whether a query failed because it came after the transaction's end; drizzle wraps what its client throws. */
export function cameTooLate(error: unknown): boolean {
  return (error instanceof DrizzleQueryError ? error.cause : error) instanceof TransactionEnded;
}

const dialect = new PgDialect();

/** @throws AppError `service.unavailable` when no connection can be had */
export async function openLine(pool: ClientPool): Promise<TransactionLine> {
  const client = await pool.acquire().catch((error: unknown) => {
    throw toAppError(error);
  });
  let ending: Promise<{ readonly command?: string }> | null = null;
  let isBack = false;
  let firstFailure: unknown = null;
  // One for each transaction: every race against a promise that outlives it would be remembered there, with its result.
  let stopListening: () => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    stopListening = client.onLoss(reject);
    if (client.lostBecause !== null) reject(client.lostBecause);
  });
  lost.catch(() => {});

  const putBack = () => {
    if (isBack) return;
    isBack = true;
    stopListening();
    pool.release(client);
  };
  const end = (statement: string) => {
    ending = Promise.race([client.sql.unsafe(statement), lost]);
    return ending;
  };
  const unsafe: Sql["unsafe"] = (query, params) => {
    if (client.lostBecause !== null) return refused(client.lostBecause);
    if (ending !== null) return refused(new TransactionEnded());
    // Whatever is asked for: drizzle asks for no preparation, which costs a round trip and the planning each time.
    const sent = client.sql.unsafe(query, params, { prepare: params !== undefined && params.length > 0 });
    sent.catch((error: unknown) => {
      firstFailure ??= error;
    });
    return sent as never;
  };
  const misuse = () => {
    throw new Error("Inside a transaction statements are sent by unsafe(), with their parameters apart.");
  };
  const sql = Object.assign(misuse, { unsafe, options: client.sql.options }) as unknown as Sql;
  let db: Db | undefined;

  return {
    sql,
    get db() {
      db ??= dbOver(sql);
      return db;
    },
    lost,
    release: putBack,
    reasonOf: (error) => (firstFailure !== null && isAborted(error) ? firstFailure : error),
    async commit() {
      try {
        const done = await end("commit");
        // PostgreSQL answers COMMIT with ROLLBACK when a statement had failed and nobody had minded.
        if (done.command !== "COMMIT") {
          throw new Error(
            "The transaction was not committed: one of its statements had failed and the error was dropped.",
          );
        }
      } finally {
        putBack();
      }
    },
    async rollback() {
      try {
        // After a commit, whatever came of it, or with the connection lost there is nothing left to take back.
        if (ending !== null) await ending;
        else if (client.lostBecause === null) await end("rollback");
      } catch {
        // Lost on the way: PostgreSQL has rolled back by itself, and the pool has seen it.
      } finally {
        putBack();
      }
    },
  };
}

/** "current transaction is aborted, commands ignored until end of transaction block" */
function isAborted(error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof postgres.PostgresError && cause.code === "25P02";
}

/** Drizzle over a client of ours. */
export function dbOver(sql: Sql): Db {
  // Drizzle has no type for a database over a session of one's own.
  return new PgDatabase(dialect, new PostgresJsSession(sql, dialect, undefined, {}), undefined) as unknown as Db;
}

/** A statement that is not sent: it rejects like one that was, also for who asks for bare values. */
function refused<Answer>(reason: Error): Answer {
  const answer = Promise.reject(reason);
  // Whoever awaits it meets the rejection; nobody has to.
  answer.catch(() => {});
  return Object.assign(answer, { values: () => answer }) as Answer;
}
