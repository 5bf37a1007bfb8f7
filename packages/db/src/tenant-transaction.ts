import { AppError, type TenantContext } from "@gloria/core";
import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import type { ReservedSql, Sql } from "postgres";
import type { Database, Db } from "./connect.ts";
import { toAppError } from "./database-errors.ts";
import { beginIdempotent, finishIdempotent } from "./idempotency.ts";

/** What the opening statement answered, from the transaction's own snapshot. */
export interface Opening {
  /** The tenant's permission epoch: a cached decision is valid for this transaction iff it has the same. */
  readonly epoch: number;
  /** The transaction's time by the database's clock. */
  readonly now: Date;
}

/** A transaction inside one tenant. It ends with {@link withTenant}'s callback; nothing of it may be kept. */
export interface TenantTransaction {
  readonly tenantId: string;
  readonly ctx: TenantContext;
  readonly db: Db;
  readonly sql: Sql;
  /**
   * Resolves once the tenant is entered; rejects when tenant or session do not hold (any more). Statements may be
   * sent before it resolves, they travel behind it on the same connection, but nothing read may leave before it.
   */
  readonly opening: Promise<Opening>;
}

const dialect = new PgDialect();

/**
 * The only way to a tenant's rows. Sends BEGIN and the entering statement without waiting for them, so that they
 * and the callback's first statements share one flight, and commits when the callback returns.
 *
 * Errors: what the callback throws, with database errors turned into AppErrors; nothing of it is then written.
 */
export async function withTenant<Result>(
  database: Database,
  ctx: TenantContext,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  const reserved = await reserve(database.sql);
  return commitAfter(reserved, open(reserved, ctx), ctx, work);
}

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
  const reserved = await reserve(database.sql);
  const tx = open(reserved, ctx, "begin", (sql) => [
    sql.unsafe("select set_config('app.tenant_id', $1, true)", [ctx.tenantId]),
    sql.unsafe(
      "insert into gloria.tenants (id, code, name, clerk_org_id, locale, time_zone) values ($1, $2, $3, $4, $5, $6)",
      [ctx.tenantId, tenant.code, tenant.name, tenant.clerkOrgId, tenant.locale, tenant.timeZone],
    ),
  ]);
  return commitAfter(reserved, tx, ctx, work);
}

async function commitAfter<Result>(
  reserved: ReservedSql,
  tx: TenantTransaction,
  ctx: TenantContext,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  try {
    const replay = ctx.idempotency === undefined ? null : await beginIdempotent(tx, ctx.idempotency);
    const result = replay === null ? await work(tx) : (replay.result as Result);
    await tx.opening;
    if (ctx.idempotency !== undefined && replay === null) await finishIdempotent(tx, ctx.idempotency, result);
    await reserved.unsafe("commit");
    reserved.release();
    return result;
  } catch (error) {
    await abandon(reserved);
    // When the tenant could not be entered, later statements fail for that reason only.
    throw toAppError(await openingErrorOr(tx, error));
  }
}

/**
 * {@link withTenant} for reading: the transaction is READ ONLY, and the answer does not wait for its COMMIT, which
 * has nothing to say; the connection goes back to the pool when it has come.
 */
export async function readTenant<Result>(
  database: Database,
  ctx: TenantContext,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  const reserved = await reserve(database.sql);
  const tx = open(reserved, ctx, "begin read only");
  try {
    const [result] = await Promise.all([work(tx), tx.opening]);
    reserved.unsafe("commit").then(
      () => reserved.release(),
      () => abandon(reserved),
    );
    return result;
  } catch (error) {
    await abandon(reserved);
    throw toAppError(await openingErrorOr(tx, error));
  }
}

async function reserve(sql: Sql): Promise<ReservedSql> {
  try {
    return await sql.reserve();
  } catch (error) {
    throw toAppError(error);
  }
}

function open(
  reserved: ReservedSql,
  ctx: TenantContext,
  begin = "begin",
  before: (sql: Sql) => Promise<unknown>[] = () => [],
): TenantTransaction {
  const began = Promise.all([reserved.unsafe(begin), ...before(reserved)]);
  const actorId = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  const session = ctx.actor.kind === "user" ? ctx.actor.sessionId : null;
  const entered = reserved.unsafe<OpeningRow[]>(
    "select epoch, at, tenant_status, session_state from gloria.enter_tenant($1::uuid, $2::uuid, $3::uuid)",
    [ctx.tenantId, actorId, session],
    { prepare: true },
  );
  const opening = Promise.all([began, entered]).then(([, [row]]) => readOpening(row, ctx));
  // Whoever needs it awaits it; until then its rejection must not count as unhandled.
  opening.catch(() => {});
  const session_ = new PostgresJsSession(preparing(reserved), dialect, undefined, {});
  return {
    tenantId: ctx.tenantId,
    ctx,
    db: new PgDatabase(dialect, session_, undefined) as unknown as Db,
    sql: reserved,
    opening,
  };
}

interface OpeningRow {
  readonly epoch: string | null;
  readonly at: string;
  readonly tenant_status: "active" | "suspended" | null;
  readonly session_state: "live" | "revoked" | "expired" | "unknown" | null;
}

function readOpening(row: OpeningRow | undefined, ctx: TenantContext): Opening {
  if (row?.epoch == null) throw new AppError("auth.unknown_tenant");
  if (row.tenant_status !== "active" && ctx.actor.kind === "user") throw new AppError("auth.tenant_inactive");
  if (row.session_state !== null && row.session_state !== "live") throw new AppError("auth.session_revoked");
  return { epoch: Number(row.epoch), now: new Date(row.at) };
}

/** Drizzle's statements, prepared: planning once a connection instead of once a query. */
function preparing(reserved: ReservedSql): Sql {
  return new Proxy(reserved, {
    get(target, key) {
      if (key === "unsafe") {
        return (query: string, params: Parameters<Sql["unsafe"]>[1]) => target.unsafe(query, params, { prepare: true });
      }
      return Reflect.get(target, key);
    },
  });
}

async function abandon(reserved: ReservedSql): Promise<void> {
  try {
    await reserved.unsafe("rollback");
  } catch {
    // The connection is gone, and PostgreSQL has rolled back by itself; the pool notices on its own.
  }
  reserved.release();
}

async function openingErrorOr(tx: TenantTransaction, error: unknown): Promise<unknown> {
  try {
    await tx.opening;
    return error;
  } catch (openingError) {
    return openingError;
  }
}
