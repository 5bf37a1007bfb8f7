import type { Logger } from "@gloria/core";
import { capturedMessages, type Database, withTenant } from "@gloria/db";
import { systemContext } from "../../platform/index.ts";
import type { MailProvider } from "./mail-provider.ts";

/** The columns hold this many bytes each; a larger mail is a fault of its template. */
const maxBytes = 262_144;

/**
 * Keeps mail in the tenant's local outbox instead of sending it, readable in the admin app. The row's id is the
 * delivery's, so that a repeated attempt finds it there.
 */
export function createCaptureProvider(app: Database, logger: Logger): MailProvider {
  return {
    name: "capture",
    replayWindowMs: Number.POSITIVE_INFINITY,
    timeoutMs: 5_000,
    pausedUntil: () => null,
    async send(mail) {
      if (Buffer.byteLength(mail.html) > maxBytes || Buffer.byteLength(mail.text) > maxBytes) {
        return { kind: "rejected", error: `the mail is larger than ${maxBytes} bytes` };
      }
      try {
        await withTenant(app, systemContext(mail.tenantId, "worker.capture"), async (tx) => {
          await tx.db
            .insert(capturedMessages)
            .values({
              tenantId: mail.tenantId,
              id: mail.deliveryId,
              channel: "email",
              recipientId: mail.recipientId,
              address: mail.to,
              subject: mail.subject,
              html: mail.html,
              text: mail.text,
              headers: { From: mail.from, ...mail.headers },
            })
            .onConflictDoNothing();
        });
        return { kind: "accepted", messageId: mail.deliveryId };
      } catch (error) {
        logger.error({ err: error, deliveryId: mail.deliveryId }, "a mail could not be captured");
        return { kind: "ambiguous", error: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
