import { withTenant } from "@gloria/db";
import { systemContext } from "../../platform/index.ts";
import { type AfterAttempt, afterAttempt } from "../policy/after-attempt.ts";
import type { SendOutcome } from "../providers/mail-provider.ts";
import type { DeliveryServices } from "./delivery-services.ts";
import type { PreparedEmail } from "./prepare-emails.ts";

/**
 * Writes down how an attempt ended and what becomes of its delivery. The delivery changes only while it is still
 * ours; a holder whose lease was taken over leaves its answer on its own attempt row and nothing else.
 */
export async function finishAttempt(
  services: DeliveryServices,
  prepared: PreparedEmail,
  outcome: SendOutcome,
): Promise<AfterAttempt> {
  const now = services.clock.now();
  const after = afterAttempt(
    outcome,
    {
      attempt: prepared.tries,
      ambiguousSince: prepared.ambiguousSince ?? (outcome.kind === "ambiguous" ? now : null),
      replayWindowMs: services.mail.replayWindowMs,
    },
    now,
    Math.random(),
  );
  const { deliveryId, tenantId } = prepared.mail;
  const isOver = after.state !== "queued";
  await withTenant(services.app, systemContext(tenantId, "worker.email"), async (tx) => {
    const [changed] = await Promise.all([
      tx.sql.unsafe(
        `update gloria.deliveries
         set state = $4, reason = $5, due_at = coalesce($6::timestamptz, due_at), lease_until = null,
             provider_message_id = coalesce($7, provider_message_id), finished_at = case when $8 then now() end
         where tenant_id = $1 and id = $2 and state = 'sending' and attempt = $3`,
        [
          tenantId,
          deliveryId,
          prepared.attempt,
          after.state,
          "reason" in after ? after.reason : null,
          "dueAt" in after ? after.dueAt.toISOString() : null,
          "messageId" in after ? after.messageId : null,
          isOver,
        ],
      ),
      tx.sql.unsafe(
        `update gloria.delivery_attempts set outcome = $4, error = $5, finished_at = now()
         where tenant_id = $1 and delivery_id = $2 and attempt = $3`,
        [tenantId, deliveryId, prepared.attempt, outcome.kind, "error" in outcome ? outcome.error.slice(0, 500) : null],
      ),
    ]);
    if (changed.count === 0) {
      services.logger.warn(
        { deliveryId, attempt: prepared.attempt },
        "a delivery was taken over before its answer came",
      );
    }
  });
  return after;
}
