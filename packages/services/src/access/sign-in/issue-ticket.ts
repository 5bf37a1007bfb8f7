import { AppError, type TenantContext } from "@gloria/core";
import { authTickets } from "@gloria/db";
import { and, eq, gt, sql } from "drizzle-orm";
import { recordAudit, type Services, writeInTenant } from "../../platform/index.ts";

/** A row that makes a signed ticket valid once. */
export interface TicketRecord {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly id: string;
  readonly purpose: "jobs" | "files";
  readonly secretHash: string;
  readonly expiresAt: Date;
}

/**
 * Stores a ticket of the caller. What it opens is asked for here, so that nobody carries a ticket to a closed door.
 *
 * Errors: `access.denied`.
 */
export async function issueTicket(services: Services, ctx: TenantContext, ticket: TicketRecord): Promise<void> {
  await writeInTenant(services, ctx, async (tx) => {
    if (ticket.purpose === "jobs") (await tx.access).assert("platform.queue:read");
    await Promise.all([
      tx.db.insert(authTickets).values(ticket),
      recordAudit(tx, "auth.ticket_issued", {
        entity: { type: "session", id: ticket.sessionId },
        reason: ticket.purpose,
      }),
    ]);
  });
}

/**
 * Uses a ticket up: of two who bring the same one, exactly one succeeds.
 *
 * Errors: `auth.ticket_invalid`, and those of a session that no longer holds.
 */
export async function redeemTicket(services: Services, ctx: TenantContext, ticket: TicketRecord): Promise<void> {
  await writeInTenant(services, ctx, async (tx) => {
    await tx.access;
    const [used] = await tx.db
      .delete(authTickets)
      .where(
        and(
          eq(authTickets.tenantId, tx.tenantId),
          eq(authTickets.id, ticket.id),
          eq(authTickets.secretHash, ticket.secretHash),
          gt(authTickets.expiresAt, sql`now()`),
        ),
      )
      .returning({ id: authTickets.id });
    if (used === undefined) throw new AppError("auth.ticket_invalid");
    await recordAudit(tx, "auth.ticket_redeemed", {
      entity: { type: "session", id: ticket.sessionId },
      reason: ticket.purpose,
    });
  });
}
