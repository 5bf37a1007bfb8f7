import { z } from "zod";
import { canOf, idSchema, localeSchema, versionSchema, zoneSchema } from "../common.ts";
import {
  type NotificationChannel,
  type NotificationType,
  notificationChannels,
  notificationTypeNames,
} from "../notifications/notification-types.ts";

export const weekStarts = ["monday", "sunday", "saturday"] as const;

const wishes = z.partialRecord(
  z.enum(notificationTypeNames),
  z.partialRecord(z.enum(notificationChannels), z.boolean()),
);
/** Notification type → channel → wanted or not, as far as somebody has chosen. */
export type NotificationWishesInput = Partial<Record<NotificationType, Partial<Record<NotificationChannel, boolean>>>>;

/** Only what is named is changed; `null` goes back to the foundation's own. */
export const updateUserPreferencesInput = z.strictObject({
  id: idSchema,
  version: versionSchema.optional(),
  locale: localeSchema.nullable().optional(),
  timeZone: zoneSchema.nullable().optional(),
  weekStart: z.enum(weekStarts).nullable().optional(),
  /** Types and channels that are not named stay as they are. */
  notifications: wishes.optional(),
});
export type UpdateUserPreferencesInput = z.input<typeof updateUserPreferencesInput>;

export const userPreferencesOutput = z.object({
  userId: idSchema,
  /** Null: the foundation's. */
  locale: localeSchema.nullable(),
  timeZone: z.string().nullable(),
  weekStart: z.enum(weekStarts).nullable(),
  /** What applies, chosen or not. */
  effective: z.object({ locale: localeSchema, timeZone: z.string(), weekStart: z.enum(weekStarts) }),
  /** Every type with each of its channels; a critical one comes whatever is chosen. */
  notifications: z.array(
    z.object({
      type: z.enum(notificationTypeNames),
      category: z.string(),
      critical: z.boolean(),
      channels: z.array(z.object({ channel: z.enum(notificationChannels), wanted: z.boolean() })),
    }),
  ),
  version: versionSchema,
  can: canOf(["update"]),
});
export type UserPreferences = z.infer<typeof userPreferencesOutput>;
