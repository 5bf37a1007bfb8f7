import { deliverEmails } from "./deliver-emails.ts";
import { deliverInApp } from "./deliver-in-app.ts";
import type { DeliveryServices, NotificationRef } from "./delivery-services.ts";

/**
 * Works off everything of a notification that is due now, the inbox first: it is quick and needs nobody else. Safe to
 * repeat and to race.
 */
export async function deliverNotification(
  services: DeliveryServices,
  ref: NotificationRef,
  signal: AbortSignal,
): Promise<{ arrived: number; sent: number }> {
  const arrived = await deliverInApp(services, ref);
  const sent = await deliverEmails(services, ref, signal);
  return { arrived, sent };
}
