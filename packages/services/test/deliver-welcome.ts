import { createFieldCrypto, generateKeyRing, parseKeyRing, silentLogger, systemClock } from "@gloria/core";
import { type Database, withTenant } from "@gloria/db";
import type { TestDatabase, TestTenant } from "@gloria/testkit";
import { deliverNotification } from "../src/notifications/delivery/deliver-notification.ts";
import type { DeliveryServices, NotificationRef } from "../src/notifications/delivery/delivery-services.ts";
import { expandNotification } from "../src/notifications/delivery/expand-notification.ts";
import { createCaptureProvider } from "../src/notifications/providers/create-capture-provider.ts";
import type { MailProvider } from "../src/notifications/providers/mail-provider.ts";
import { notify } from "../src/platform/index.ts";

/** What delivering works with, over a test database; mail is captured unless another provider is given. */
export function deliveryServices(database: { app: Database; system: Database }, mail?: MailProvider): DeliveryServices {
  return {
    app: database.app,
    system: database.system,
    clock: systemClock,
    fieldCrypto: createFieldCrypto(parseKeyRing(generateKeyRing())),
    logger: silentLogger,
    publicUrl: "https://gloria.demo.example",
    mail: mail ?? createCaptureProvider(database.app, silentLogger),
  };
}

/** A committed welcome to these people, about the first of them. */
export async function writeWelcome(
  database: TestDatabase,
  tenant: TestTenant,
  recipientIds: readonly string[],
): Promise<NotificationRef> {
  const about = recipientIds[0] ?? tenant.adminId;
  const id = await withTenant(database.app, tenant.admin, (tx) =>
    notify(tx, {
      type: "user.welcome",
      recipientIds,
      entity: { type: "user", id: about },
      data: {
        name: "Siti Rahma",
        tenantName: "Yayasan Uji",
        identifier: "siti@demo.example",
        signInUrl: "https://gloria.demo.example",
      },
    }),
  );
  if (id === null) throw new Error("nobody to tell");
  return { tenantId: tenant.id, notificationId: id };
}

/** The whole way of a welcome, as the worker goes it. */
export async function deliverWelcome(
  database: TestDatabase,
  tenant: TestTenant,
  userId: string,
  services = deliveryServices(database),
): Promise<NotificationRef> {
  const ref = await writeWelcome(database, tenant, [userId]);
  await expandNotification(services, ref);
  await deliverNotification(services, ref, new AbortController().signal);
  return ref;
}
