import { notificationTypeNames, notificationTypes, type UserPreferences } from "@gloria/contracts";
import { type NotificationWishes, type TenantTransaction, tenants, userPreferences } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import type { UserDataRow } from "../users/user-queries.ts";

export type PreferencesRow = Pick<typeof userPreferences.$inferSelect, "weekStart" | "notifications" | "version">;

/** What applies to who has never chosen. */
const nothingChosen: PreferencesRow = { weekStart: null, notifications: {}, version: 1 };

export async function readPreferences(tx: TenantTransaction, userId: string): Promise<PreferencesRow> {
  const [row] = await tx.db
    .select({
      weekStart: userPreferences.weekStart,
      notifications: userPreferences.notifications,
      version: userPreferences.version,
    })
    .from(userPreferences)
    .where(and(eq(userPreferences.tenantId, tx.tenantId), eq(userPreferences.userId, userId)));
  return row ?? nothingChosen;
}

/** The choices of language and zone stand with the person, the rest with their preferences; the tenant fills the gaps. */
export async function toPreferences(
  tx: TenantTransaction,
  user: UserDataRow,
  chosen: PreferencesRow,
  canUpdate: boolean,
): Promise<UserPreferences> {
  const [tenant] = await tx.db
    .select({ locale: tenants.locale, timeZone: tenants.timeZone })
    .from(tenants)
    .where(eq(tenants.id, tx.tenantId));
  if (tenant === undefined) throw new Error("the transaction has no tenant");
  return {
    userId: user.id,
    locale: user.locale,
    timeZone: user.timeZone,
    weekStart: chosen.weekStart,
    effective: {
      locale: user.locale ?? tenant.locale,
      timeZone: user.timeZone ?? tenant.timeZone,
      weekStart: chosen.weekStart ?? "monday",
    },
    notifications: notificationTypeNames.map((type) => {
      const { category, critical, channels } = notificationTypes[type];
      return {
        type,
        category,
        critical,
        channels: channels.map((channel) => ({ channel, wanted: chosen.notifications[type]?.[channel] ?? true })),
      };
    }),
    version: chosen.version,
    can: { update: canUpdate },
  };
}

/** The wishes there were with those that are new on top. */
export function mergeWishes(
  before: NotificationWishes,
  wanted: { readonly [type: string]: { readonly [channel: string]: boolean | undefined } | undefined },
): NotificationWishes {
  const merged: Record<string, Record<string, boolean>> = {};
  for (const type of new Set([...Object.keys(before), ...Object.keys(wanted)])) {
    const channels: Record<string, boolean> = { ...before[type] };
    for (const [channel, wish] of Object.entries(wanted[type] ?? {})) if (wish !== undefined) channels[channel] = wish;
    merged[type] = channels;
  }
  return merged;
}
