import type { TenantContext } from "@gloria/core";
import type { Sql } from "postgres";
import type { Database } from "./connect.ts";
import { toAppError } from "./database-errors.ts";
import { enteringValues, type OpeningRow, openingColumns, readOpening } from "./opening.ts";
import type { TenantTransaction } from "./tenant-transaction.ts";
import { dbOver, openLine, TransactionEnded, type TransactionLine } from "./transaction-line.ts";

/**
 * A read of one statement, without BEGIN and COMMIT: the entering function and the callback's query travel as one
 * statement, which is its own transaction and, in the pool's isolation, sees one snapshot. The callback sends at most
 * one query, and before it waits for anything; a second one is refused with {@link TransactionEnded}.
 *
 * The query runs once per row of the function, of which there is one: row security looks for the tenant only when that
 * row is there. Were the order another, there would be no tenant and so no row.
 */
export async function readInOneStatement<Result>(
  database: Database,
  ctx: TenantContext,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  try {
    const line = await openLine(database.transactions);
    try {
      return await Promise.race([answer(line, ctx, work), line.lost]);
    } finally {
      line.release();
    }
  } catch (error) {
    throw toAppError(error);
  }
}

async function answer<Result>(
  line: TransactionLine,
  ctx: TenantContext,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  const read = new OneRead(line.sql, ctx);
  const sql = { unsafe: read.send, options: line.sql.options } as unknown as Sql;
  const tx: TenantTransaction = {
    tenantId: ctx.tenantId,
    ctx,
    get db() {
      return dbOver(sql);
    },
    sql,
    readOnly: true,
    opening: read.opening,
  };
  const working = work(tx);
  // Ticks run when no promise is left to go on: who has not sent a query by now only wants to have entered.
  process.nextTick(read.enterAlone);
  try {
    return await working;
  } finally {
    await read.end();
  }
}

type Values = unknown[][] & { readonly columns: readonly { readonly name: string }[] };

class OneRead {
  readonly opening: TenantTransaction["opening"];
  readonly #sql: Sql;
  readonly #ctx: TenantContext;
  #resolve: (row: OpeningRow | undefined) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #sent: Promise<unknown> | null = null;
  #isOver = false;

  constructor(sql: Sql, ctx: TenantContext) {
    this.#sql = sql;
    this.#ctx = ctx;
    this.opening = new Promise<OpeningRow | undefined>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    }).then((row) => readOpening(row, ctx));
    // Whoever needs it awaits it; until then its rejection must not count as unhandled.
    this.opening.catch(() => {});
  }

  /** From now on nothing is sent; resolves when what was sent has ended, however it did. */
  async end(): Promise<void> {
    this.#isOver = true;
    if (this.#sent === null) this.#reject(new TransactionEnded());
    await this.#sent?.catch(() => {});
  }

  readonly enterAlone = (): void => {
    if (this.#sent === null && !this.#isOver) this.#run(`select ${opening} from ${entered(0)}`, []).catch(() => {});
  };

  /** In place of the driver's `unsafe`. */
  readonly send = (query: string, params: readonly unknown[] = []): Answer => {
    if (this.#sent !== null || this.#isOver) return new Answer(Promise.reject(new TransactionEnded()));
    return new Answer(this.#run(wrapped(query, params.length), params));
  };

  #run(statement: string, params: readonly unknown[]): Promise<Values> {
    const rows = this.#sql
      .unsafe(statement, [...params, ...enteringValues(this.#ctx)] as never[])
      .values() as unknown as Promise<Values>;
    const sent = rows.then((all) => this.#take(all));
    sent.catch(this.#reject);
    this.#sent = sent;
    return sent;
  }

  /** Keeps the opening, which stands at the end of each row, and leaves the query's own rows. */
  #take(all: Values): Values {
    const own = all.columns.length - openingColumns.length - 1;
    const [first] = all;
    this.#resolve(first === undefined ? undefined : openingOf(first.slice(-openingColumns.length)));
    const found = own < 0 ? [] : all.filter((row) => row[own] === true).map((row) => row.slice(0, own));
    return Object.assign(found, { columns: all.columns.slice(0, Math.max(0, own)) });
  }
}

/** Rows of arrays by `values()`, of objects when awaited, as the driver's own queries answer. */
class Answer {
  readonly #rows: Promise<Values>;

  constructor(rows: Promise<Values>) {
    this.#rows = rows;
    rows.catch(() => {});
  }

  values(): Promise<Values> {
    return this.#rows;
  }

  // biome-ignore lint/suspicious/noThenProperty: it stands in for a query of the driver, which is awaited.
  readonly then: Promise<unknown>["then"] = (done, failed) => this.#objects().then(done, failed);

  async #objects(): Promise<Record<string, unknown>[]> {
    const rows = await this.#rows;
    return rows.map((row) => Object.fromEntries(rows.columns.map(({ name }, i) => [name, row[i]])));
  }
}

const opening = openingColumns.map((name) => `e.${name}`).join(", ");

function entered(params: number): string {
  return `gloria.enter_tenant($${params + 1}::uuid, $${params + 2}::uuid, $${params + 3}::uuid) as e`;
}

// By the query's text: those that come often are compiled once a process.
const wrappedTexts = new Map<string, string>();
const maxWrappedTexts = 500;

function wrapped(query: string, params: number): string {
  let text = wrappedTexts.get(query);
  if (text === undefined) {
    text = `select q.*, ${opening} from ${entered(params)} left join lateral (select r.*, true from (${query}) as r) as q on true`;
    if (wrappedTexts.size >= maxWrappedTexts) wrappedTexts.clear();
    wrappedTexts.set(query, text);
  }
  return text;
}

function openingOf([epoch, at, tenant_status, tenant_name, session_state]: readonly unknown[]): OpeningRow {
  return { epoch, at, tenant_status, tenant_name, session_state } as OpeningRow;
}
