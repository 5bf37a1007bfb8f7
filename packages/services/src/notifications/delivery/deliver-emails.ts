import { claimDeliveries } from "./claim-deliveries.ts";
import type { DeliveryServices, NotificationRef } from "./delivery-services.ts";
import { finishAttempt } from "./finish-attempt.ts";
import { type PreparedEmail, prepareEmails } from "./prepare-emails.ts";

/** Mails under way at once; all of a claim are, so that a lease need cover one call only. */
const parallel = 16;

/** On top of the provider's timeout: what preparing and finishing may take. */
const leaseMarginMs = 5_000;

/** Sends the mails of a notification that are due and returns how many the provider took. */
export async function deliverEmails(
  services: DeliveryServices,
  ref: NotificationRef,
  signal: AbortSignal,
): Promise<number> {
  const claim = { limit: parallel, leaseMs: services.mail.timeoutMs + leaseMarginMs };
  let sent = 0;
  while (!signal.aborted) {
    const claimed = await claimDeliveries(services.system, ref, "email", claim);
    if (claimed.length === 0) return sent;
    const prepared = await prepareEmails(services, ref.tenantId, claimed);
    const states = await Promise.all(prepared.map((one) => sendOne(services, one)));
    sent += states.filter((state) => state === "sent").length;
  }
  return sent;
}

async function sendOne(services: DeliveryServices, prepared: PreparedEmail): Promise<string> {
  const outcome = await services.mail.send(prepared.mail);
  const after = await finishAttempt(services, prepared, outcome);
  const { deliveryId, tenantId } = prepared.mail;
  const fields = { deliveryId, tenantId, attempt: prepared.attempt, provider: services.mail.name, state: after.state };
  if (outcome.kind === "accepted") services.logger.info(fields, "mail handed over");
  else services.logger.warn({ ...fields, outcome: outcome.kind, error: outcome.error }, "mail not handed over");
  return after.state;
}
