import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import type { Db } from "./connect.ts";
import type { TenantTransaction } from "./tenant-transaction.ts";

/** What drizzle makes of a query when it is told to prepare it. */
interface Preparable<Rows> {
  prepare(name: string): { execute(values: Record<string, unknown>): Promise<Rows> };
}

export type CompiledStatement<Values extends Record<string, unknown>, Rows> = (
  tx: TenantTransaction,
  values: Values,
) => Promise<Rows>;

const dialect = new PgDialect();

/**
 * A query that is built once a process instead of once a call: for a point read, building costs several times what
 * running it does. What changes from call to call stands in it as `sql.placeholder("name")`.
 */
export function compileStatement<Values extends Record<string, unknown>, Rows>(
  build: (db: Db) => Preparable<Rows>,
): CompiledStatement<Values, Rows> {
  let target: Sql | null = null;
  // Drizzle hands a prepared query to the client that it was built with. This one hands it on to the transaction of the
  // call under way: execute() sends before it first waits, so no other call can come between, and would be refused.
  const relay: Pick<Sql, "unsafe"> = {
    unsafe(query, params, options) {
      if (target === null) throw new Error("a compiled statement was sent outside its call");
      return target.unsafe(query, params, options);
    },
  };
  let compiled: ReturnType<Preparable<Rows>["prepare"]> | undefined;
  return (tx, values) => {
    // Drizzle has no type for a database over a session of one's own.
    compiled ??= build(
      new PgDatabase(dialect, new PostgresJsSession(relay as Sql, dialect, undefined, {}), undefined) as unknown as Db,
    ).prepare("compiled");
    target = tx.sql;
    try {
      return compiled.execute(values);
    } finally {
      target = null;
    }
  };
}
