import type { TenantContext } from "@gloria/core";
import type { Sql } from "postgres";
import type { Database, Db } from "./connect.ts";
import { toAppError } from "./database-errors.ts";
import { beginIdempotent, finishIdempotent } from "./idempotency.ts";
import { enteringValues, type Opening, type OpeningRow, openingColumns, readOpening } from "./opening.ts";
import { openLine, type TransactionLine } from "./transaction-line.ts";

/** A transaction inside one tenant. It ends with {@link withTenant}'s callback; nothing of it may be kept. */
export interface TenantTransaction {
  readonly tenantId: string;
  readonly ctx: TenantContext;
  readonly db: Db;
  readonly sql: Sql;
  /** Opened by {@link readTenant}: it takes no locks, and all of its statements see one snapshot. */
  readonly readOnly: boolean;
  /**
   * Resolves once the tenant is entered; rejects when tenant or session do not hold (any more). Statements may be
   * sent before it resolves, they travel behind it on the same connection, but nothing read may leave before it.
   */
  readonly opening: Promise<Opening>;
}

// The pool's own isolation is for single statements that read.
const beginWriting = "begin isolation level read committed";
// One snapshot: what is listed, what is counted and the epoch that permits it belong together.
const beginReading = "begin isolation level repeatable read, read only";

/**
 * The only way to a tenant's rows. Sends BEGIN and the entering statement without waiting for them, so that they
 * and the callback's first statements share one flight, and commits when the callback returns.
 *
 * Errors: what the callback or `admit` throws, with database errors turned into AppErrors; nothing is then written.
 */
export async function withTenant<Result>(
  database: Database,
  ctx: TenantContext,
  work: (tx: TenantTransaction) => Promise<Result>,
  admit: Admit = async () => {},
): Promise<Result> {
  const line = await openLine(database.transactions);
  return commitAfter(line, open(line, ctx), work, admit);
}

/** Asked before the stored result of an earlier request is answered again, where the callback itself does not run. */
export type Admit = (tx: TenantTransaction) => Promise<void>;

/** The row of a tenant that does not exist yet. */
export interface NewTenant {
  readonly code: string;
  readonly name: string;
  readonly clerkOrgId: string;
  readonly locale: "id" | "en";
  readonly timeZone: string;
}

/**
 * Founds the tenant `ctx.tenantId` and goes on inside it, in one transaction. Row security admits the row under its
 * own id only, so nothing of another tenant can be touched on the way.
 */
export async function withNewTenant<Result>(
  database: Database,
  ctx: TenantContext,
  tenant: NewTenant,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  const line = await openLine(database.transactions);
  const tx = open(line, ctx, beginWriting, [
    ["select set_config('app.tenant_id', $1, true)", [ctx.tenantId]],
    [
      "insert into gloria.tenants (id, code, name, clerk_org_id, locale, time_zone) values ($1, $2, $3, $4, $5, $6)",
      [ctx.tenantId, tenant.code, tenant.name, tenant.clerkOrgId, tenant.locale, tenant.timeZone],
    ],
  ]);
  return commitAfter(line, tx, work, async () => {});
}

async function commitAfter<Result>(
  line: TransactionLine,
  tx: TenantTransaction,
  work: (tx: TenantTransaction) => Promise<Result>,
  admit: Admit,
): Promise<Result> {
  try {
    const result = await Promise.race([answer(tx, work, admit), line.lost]);
    await line.commit();
    return result;
  } catch (error) {
    await line.rollback();
    // When the tenant could not be entered, later statements fail for that reason only.
    throw toAppError(await openingErrorOr(tx, line.reasonOf(error)));
  }
}

/** The callback's result, or the stored one of the same request sent before. */
async function answer<Result>(
  tx: TenantTransaction,
  work: (tx: TenantTransaction) => Promise<Result>,
  admit: Admit,
): Promise<Result> {
  const { idempotency } = tx.ctx;
  const replay = idempotency === undefined ? null : await beginIdempotent(tx, idempotency);
  if (replay !== null) await admit(tx);
  const result = replay === null ? await work(tx) : (replay.result as Result);
  await tx.opening;
  if (idempotency !== undefined && replay === null) await finishIdempotent(tx, idempotency, result);
  return result;
}

export interface ReadOptions {
  /**
   * The callback sends all of its statements before it waits for the first answer: BEGIN, statements and COMMIT then
   * travel in one flight. A statement after that is refused with {@link TransactionEnded}.
   */
  readonly atOnce?: boolean;
}

/**
 * {@link withTenant} for reading: the transaction is READ ONLY, its statements see one snapshot, and the answer does
 * not wait for its COMMIT, which has nothing to say; the connection goes back to the pool when it has come.
 */
export async function readTenant<Result>(
  database: Database,
  ctx: TenantContext,
  work: (tx: TenantTransaction) => Promise<Result>,
  { atOnce = false }: ReadOptions = {},
): Promise<Result> {
  const line = await openLine(database.transactions);
  const tx = open(line, ctx, beginReading);
  let failed = false;
  // Nothing was written: whatever becomes of the COMMIT, the answer stands.
  const commit = () => {
    if (!failed) line.commit().catch(() => {});
  };
  try {
    const working = Promise.race([Promise.all([work(tx), tx.opening]), line.lost]);
    // Ticks run when no promise is left to go on: what the callback can send without an answer has been sent.
    if (atOnce) process.nextTick(commit);
    const [result] = await working;
    if (!atOnce) commit();
    return result;
  } catch (error) {
    failed = true;
    await line.rollback();
    throw toAppError(await openingErrorOr(tx, line.reasonOf(error)));
  }
}

function open(
  line: TransactionLine,
  ctx: TenantContext,
  begin = beginWriting,
  before: readonly [statement: string, params: string[]][] = [],
): TenantTransaction {
  const { sql } = line;
  const began = Promise.all([sql.unsafe(begin), ...before.map(([statement, params]) => sql.unsafe(statement, params))]);
  const entered = sql.unsafe<OpeningRow[]>(
    `select ${openingColumns.join(", ")} from gloria.enter_tenant($1::uuid, $2::uuid, $3::uuid)`,
    enteringValues(ctx),
  );
  // A statement is sent when it is first waited for: Promise.all waits for it a moment later than `began` does.
  const entering = Promise.all([entered]).then(([[row]]) => row);
  entering.catch(() => {});
  // In this order: when founding fails, entering fails too, with "current transaction is aborted".
  const opening = began.then(async () => readOpening(await entering, ctx));
  // Whoever needs it awaits it; until then its rejection must not count as unhandled.
  opening.catch(() => {});
  return {
    tenantId: ctx.tenantId,
    ctx,
    get db() {
      return line.db;
    },
    sql,
    readOnly: begin === beginReading,
    opening,
  };
}

async function openingErrorOr(tx: TenantTransaction, error: unknown): Promise<unknown> {
  try {
    await tx.opening;
    return error;
  } catch (openingError) {
    return openingError;
  }
}
