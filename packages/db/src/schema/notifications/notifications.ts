import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, jsonb, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, tenantRow } from "../columns.ts";
import { users } from "../organisation/users.ts";

export const notificationChannels = ["in_app", "email"] as const;
export const deliveryStates = [
  "queued",
  "suppressed",
  "digested",
  "deferred",
  "cancelled",
  "sending",
  "sent",
  "delivered",
  "bounced",
  "failed",
  "dead",
] as const;

/** Something people must be told. Written in the caller's transaction; the row itself is the outbox (`expanded_at`). */
export const notifications = gloria.table(
  "notifications",
  {
    ...tenantRow(),
    type: text("type").notNull(),
    category: text("category").notNull(),
    critical: boolean("critical").notNull().default(false),
    schoolId: uuid("school_id"),
    actorId: uuid("actor_id"),
    entityType: text("entity_type"),
    entityId: uuid("entity_id"),
    /** Variables of the type's template, by the type's schema. */
    data: jsonb("data").$type<Readonly<Record<string, unknown>>>().notNull(),
    recipientIds: uuid("recipient_ids").array().notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    expiresAt: instant("expires_at"),
    publishedAt: instant("published_at"),
    expandedAt: instant("expanded_at"),
  },
  (t) => [
    primaryKey({ name: "notifications_pkey", columns: [t.tenantId, t.id] }),
    index("notifications_unpublished_idx").on(t.createdAt, t.id).where(sql`published_at is null`),
    index("notifications_unexpanded_idx").on(t.createdAt, t.id).where(sql`expanded_at is null`),
  ],
);

/** One message to one person by one channel. */
export const deliveries = gloria.table(
  "deliveries",
  {
    ...tenantRow(),
    notificationId: uuid("notification_id").notNull(),
    recipientId: uuid("recipient_id").notNull(),
    channel: text("channel", { enum: notificationChannels }).notNull(),
    state: text("state", { enum: deliveryStates }).notNull().default("queued"),
    reason: text("reason"),
    /** Frozen when first rendered, so that a retry is byte-identical. */
    locale: text("locale", { enum: ["id", "en"] }),
    address: text("address"),
    rendered: jsonb("rendered").$type<RenderedMessageRow>(),
    dueAt: instant("due_at").notNull().default(sql`now()`),
    leaseUntil: instant("lease_until"),
    /** Counts attempts and fences them: finishing is `where attempt = :mine`. */
    attempt: integer("attempt").notNull().default(0),
    providerMessageId: text("provider_message_id"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    finishedAt: instant("finished_at"),
    trace: jsonb("trace").$type<readonly DeliveryTraceRow[]>(),
  },
  (t) => [
    primaryKey({ name: "deliveries_pkey", columns: [t.tenantId, t.id] }),
    unique("deliveries_once_key").on(t.tenantId, t.notificationId, t.recipientId, t.channel),
    foreignKey({
      name: "deliveries_notification_fkey",
      columns: [t.tenantId, t.notificationId],
      foreignColumns: [notifications.tenantId, notifications.id],
    }),
    foreignKey({
      name: "deliveries_recipient_fkey",
      columns: [t.tenantId, t.recipientId],
      foreignColumns: [users.tenantId, users.id],
    }),
    index("deliveries_due_idx").on(t.dueAt, t.id).where(sql`state in ('queued', 'deferred', 'sending')`),
    check("deliveries_channel_check", oneOf("channel", notificationChannels)),
    check("deliveries_state_check", oneOf("state", deliveryStates)),
  ],
);

export interface RenderedMessageRow {
  readonly templateVersion: string;
  /** Sender as it stands in the message: part of the bytes that a retry repeats. */
  readonly from: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export interface DeliveryTraceRow {
  readonly step: string;
  readonly outcome: string;
}

/** Committed before the provider is called: an attempt without an outcome is ambiguous, never forgotten. */
export const deliveryAttempts = gloria.table(
  "delivery_attempts",
  {
    tenantId: uuid("tenant_id").notNull(),
    deliveryId: uuid("delivery_id").notNull(),
    attempt: integer("attempt").notNull(),
    provider: text("provider").notNull(),
    startedAt: instant("started_at").notNull().default(sql`now()`),
    finishedAt: instant("finished_at"),
    outcome: text("outcome", { enum: ["accepted", "rejected", "retry", "ambiguous"] }),
    error: text("error"),
  },
  (t) => [
    primaryKey({ name: "delivery_attempts_pkey", columns: [t.tenantId, t.deliveryId, t.attempt] }),
    foreignKey({
      name: "delivery_attempts_delivery_fkey",
      columns: [t.tenantId, t.deliveryId],
      foreignColumns: [deliveries.tenantId, deliveries.id],
    }),
  ],
);

/** What stands in a person's inbox; its id is the delivery's. */
export const inboxItems = gloria.table(
  "inbox_items",
  {
    ...tenantRow(),
    userId: uuid("user_id").notNull(),
    notificationId: uuid("notification_id").notNull(),
    type: text("type").notNull(),
    category: text("category").notNull(),
    data: jsonb("data").$type<Readonly<Record<string, unknown>>>().notNull(),
    entityType: text("entity_type"),
    entityId: uuid("entity_id"),
    /** The inbox's revision at which this item came or last changed; SSE resumes from it. */
    rev: integer("rev").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    seenAt: instant("seen_at"),
    readAt: instant("read_at"),
    archivedAt: instant("archived_at"),
  },
  (t) => [
    primaryKey({ name: "inbox_items_pkey", columns: [t.tenantId, t.id] }),
    unique("inbox_items_once_key").on(t.tenantId, t.notificationId, t.userId),
    index("inbox_items_user_idx").on(t.tenantId, t.userId, t.createdAt.desc(), t.id.desc()),
    index("inbox_items_rev_idx").on(t.tenantId, t.userId, t.rev),
    foreignKey({
      name: "inbox_items_user_fkey",
      columns: [t.tenantId, t.userId],
      foreignColumns: [users.tenantId, users.id],
    }),
  ],
);

/** Absolute counts of an inbox, kept in the transaction that changes it. */
export const inboxCounters = gloria.table(
  "inbox_counters",
  {
    tenantId: uuid("tenant_id").notNull(),
    userId: uuid("user_id").notNull(),
    unread: integer("unread").notNull().default(0),
    unseen: integer("unseen").notNull().default(0),
    rev: integer("rev").notNull().default(0),
  },
  (t) => [primaryKey({ name: "inbox_counters_pkey", columns: [t.tenantId, t.userId] })],
);

/** Mail that was not handed to a provider because none is set: the local outbox. Its id is the delivery's. */
export const capturedMessages = gloria.table(
  "captured_messages",
  {
    ...tenantRow(),
    channel: text("channel", { enum: ["email"] }).notNull(),
    recipientId: uuid("recipient_id"),
    address: text("address").notNull(),
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    text: text("text").notNull(),
    headers: jsonb("headers").$type<Readonly<Record<string, string>>>().notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ name: "captured_messages_pkey", columns: [t.tenantId, t.id] }),
    index("captured_messages_tenant_created_idx").on(t.tenantId, t.createdAt.desc(), t.id.desc()),
    check("captured_messages_size_check", sql`octet_length(html) <= 262144 and octet_length(text) <= 262144`),
  ],
);
