import { AppError, type IdempotencyRequest, type TenantContext } from "@gloria/core";
import type { Sql } from "postgres";

/** What the keys need of a tenant's transaction. */
interface KeyedTransaction {
  readonly tenantId: string;
  readonly ctx: TenantContext;
  readonly sql: Sql;
  readonly opening: Promise<unknown>;
}

/**
 * Takes the caller's idempotency key in this transaction. A second request with the same key waits here for the
 * first one's commit, then gets the first one's result; after a rollback it goes on as the first.
 */
export async function beginIdempotent(
  tx: KeyedTransaction,
  request: IdempotencyRequest,
): Promise<{ result: unknown } | null> {
  await tx.opening;
  const principalId = principalOf(tx);
  const [taken] = await tx.sql.unsafe(
    `insert into gloria.idempotency_keys (tenant_id, principal_id, key, fingerprint) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [tx.tenantId, principalId, request.key, request.fingerprint],
  );
  if (taken !== undefined) return null;
  const [stored] = await tx.sql.unsafe<{ fingerprint: string; result: string | null }[]>(
    "select fingerprint, result::text as result from gloria.idempotency_keys where tenant_id = $1 and principal_id = $2 and key = $3",
    [tx.tenantId, principalId, request.key],
  );
  if (stored === undefined || stored.fingerprint !== request.fingerprint) {
    throw new AppError("request.idempotency_mismatch", { key: request.key });
  }
  return { result: stored.result === null ? null : JSON.parse(stored.result) };
}

export async function finishIdempotent(
  tx: KeyedTransaction,
  request: IdempotencyRequest,
  result: unknown,
): Promise<void> {
  await tx.sql.unsafe(
    "update gloria.idempotency_keys set result = $4::text::jsonb where tenant_id = $1 and principal_id = $2 and key = $3",
    [tx.tenantId, principalOf(tx), request.key, JSON.stringify(result ?? null)],
  );
}

function principalOf(tx: KeyedTransaction): string {
  if (tx.ctx.actor.kind !== "user") throw new AppError("request.idempotency_key_invalid");
  return tx.ctx.actor.userId;
}
