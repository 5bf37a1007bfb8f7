export { type ClaimedDelivery, claimDeliveries } from "./delivery/claim-deliveries.ts";
export { deliverNotification } from "./delivery/deliver-notification.ts";
export type { DeliveryServices, NotificationRef } from "./delivery/delivery-services.ts";
export { expandNotification } from "./delivery/expand-notification.ts";
export { createCaptureProvider } from "./providers/create-capture-provider.ts";
export { createResendProvider, type ResendOptions } from "./providers/create-resend-provider.ts";
export type { MailProvider, OutgoingMail, SendOutcome } from "./providers/mail-provider.ts";
