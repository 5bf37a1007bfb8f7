import { z } from "zod";
import { idSchema, instantSchema, pageInput, pageOf } from "../common.ts";
import { notificationTypeNames } from "./notification-types.ts";

/** `all` leaves out what was archived. */
export const inboxFilters = ["all", "unread", "archived"] as const;

export const listInboxInput = z.strictObject({ ...pageInput, filter: z.enum(inboxFilters).default("all") });
export type ListInboxInput = z.input<typeof listInboxInput>;

export const inboxItemIdInput = z.strictObject({ id: idSchema });

/** `rev`: the newest revision that the reader has seen. What came or changed after it is answered oldest first. */
export const inboxSinceInput = z.strictObject({
  rev: z.int().min(0).max(2_147_483_647),
  limit: z.int().min(1).max(200).default(100),
});
export type InboxSinceInput = z.input<typeof inboxSinceInput>;

export const inboxItemOutput = z.object({
  id: idSchema,
  notificationId: idSchema,
  type: z.enum(notificationTypeNames),
  category: z.string(),
  /** Title and body in the reader's language. */
  title: z.string(),
  body: z.string(),
  entityType: z.string().nullable(),
  entityId: idSchema.nullable(),
  createdAt: instantSchema,
  readAt: instantSchema.nullable(),
  archivedAt: instantSchema.nullable(),
  /** The inbox's revision at which this item came or last changed. */
  rev: z.int(),
});
export type InboxItem = z.infer<typeof inboxItemOutput>;

/** Absolute counts: a reader that missed some changes is right again with the next. */
export const inboxCountsOutput = z.object({ unread: z.int(), unseen: z.int(), rev: z.int() });
export type InboxCounts = z.infer<typeof inboxCountsOutput>;

export const inboxPageOutput = pageOf(inboxItemOutput).extend({ counts: inboxCountsOutput });
export type InboxPage = z.infer<typeof inboxPageOutput>;

export const inboxSinceOutput = z.object({
  items: z.array(inboxItemOutput),
  counts: inboxCountsOutput,
  /** More has changed than fits here: the reader loads the list anew. */
  more: z.boolean(),
});
export type InboxSince = z.infer<typeof inboxSinceOutput>;
