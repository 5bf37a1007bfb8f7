import { AppError, type TenantContext } from "@gloria/core";

/** What the entering function answered, from the transaction's own snapshot. */
export interface Opening {
  /** The tenant's permission epoch: a cached decision is valid for this transaction iff it has the same. */
  readonly epoch: number;
  /** The transaction's time by the database's clock. */
  readonly now: Date;
  readonly tenantName: string;
}

export interface OpeningRow {
  readonly epoch: string | null;
  readonly at: string;
  readonly tenant_status: "active" | "suspended" | null;
  readonly tenant_name: string | null;
  readonly session_state: "live" | "revoked" | "expired" | "unknown" | null;
}

/** Columns of `gloria.enter_tenant`, in the order of {@link OpeningRow}. */
export const openingColumns = ["epoch", "at", "tenant_status", "tenant_name", "session_state"] as const;

/** Arguments of `gloria.enter_tenant`: tenant, person, session. */
export function enteringValues({ tenantId, actor }: TenantContext): (string | null)[] {
  return actor.kind === "user" ? [tenantId, actor.userId, actor.sessionId] : [tenantId, null, null];
}

/** @throws AppError when the tenant or the session does not hold (any more) */
export function readOpening(row: OpeningRow | undefined, ctx: TenantContext): Opening {
  if (row?.epoch == null) throw new AppError("auth.unknown_tenant");
  if (row.tenant_status !== "active" && ctx.actor.kind === "user") throw new AppError("auth.tenant_inactive");
  if (row.session_state !== null && row.session_state !== "live") throw new AppError("auth.session_revoked");
  return { epoch: Number(row.epoch), now: new Date(row.at), tenantName: row.tenant_name ?? "" };
}
