import type { Services } from "../../platform/index.ts";
import type { MailProvider } from "../providers/mail-provider.ts";

/** What delivering needs beside the database; made once per worker process. */
export interface DeliveryServices
  extends Pick<Services, "app" | "system" | "clock" | "fieldCrypto" | "logger" | "publicUrl"> {
  readonly mail: MailProvider;
}

/** Which notification to work on. */
export interface NotificationRef {
  readonly tenantId: string;
  readonly notificationId: string;
}
