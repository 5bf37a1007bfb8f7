import { type NotificationData, notificationTypes } from "@gloria/contracts";
import type { deliveries, inboxCounters, inboxItems, notifications } from "@gloria/db";
import { demoPersonas } from "./demo-personas.ts";
import type { UserInsert } from "./people-rows.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface InboxRows {
  readonly notifications: (typeof notifications.$inferInsert)[];
  readonly deliveries: (typeof deliveries.$inferInsert)[];
  readonly inboxItems: (typeof inboxItems.$inferInsert)[];
  readonly inboxCounters: (typeof inboxCounters.$inferInsert)[];
}

export interface WelcomeFacts {
  readonly random: SeededRandom;
  readonly tenant: { readonly id: string; readonly name: string };
  readonly signInUrl: string;
}

const { category, critical } = notificationTypes["user.welcome"];

/**
 * The welcome of everybody who can sign in, delivered to the inbox when the account was made. The personas have not
 * read theirs yet. No mail: it would be from before Gloria could send any.
 */
export function welcomeRows({ random, tenant, signInUrl }: WelcomeFacts, people: readonly UserInsert[]): InboxRows {
  const rows: InboxRows = { notifications: [], deliveries: [], inboxItems: [], inboxCounters: [] };
  const unread = new Set(demoPersonas.map(({ email }) => email));
  for (const person of people) {
    const identifier = person.email ?? person.username ?? person.nip;
    if (person.status !== "active" || person.deletedAt != null || identifier == null) continue;
    const at = person.createdAt ?? new Date();
    const [notificationId, deliveryId] = [random.id(at.getTime()), random.id(at.getTime())];
    const data: NotificationData<"user.welcome"> = {
      name: person.name,
      tenantName: tenant.name,
      identifier,
      signInUrl,
    };
    const isRead = person.email == null || !unread.has(person.email);
    const entity = { entityType: "user", entityId: person.id };
    rows.notifications.push({
      tenantId: tenant.id,
      id: notificationId,
      type: "user.welcome",
      category,
      critical,
      ...entity,
      data,
      recipientIds: [person.id],
      createdAt: at,
      publishedAt: at,
      expandedAt: at,
    });
    rows.deliveries.push({
      tenantId: tenant.id,
      id: deliveryId,
      notificationId,
      recipientId: person.id,
      channel: "in_app",
      state: "delivered",
      locale: "id",
      dueAt: at,
      attempt: 1,
      createdAt: at,
      finishedAt: at,
    });
    rows.inboxItems.push({
      tenantId: tenant.id,
      id: deliveryId,
      userId: person.id,
      notificationId,
      type: "user.welcome",
      category,
      data,
      ...entity,
      rev: 1,
      createdAt: at,
      seenAt: isRead ? at : null,
      readAt: isRead ? at : null,
    });
    const count = isRead ? 0 : 1;
    rows.inboxCounters.push({ tenantId: tenant.id, userId: person.id, unread: count, unseen: count, rev: 1 });
  }
  return rows;
}
