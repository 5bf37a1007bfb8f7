import type { NotificationChannel } from "@gloria/contracts";

/** Whether the preferences `w` of a recipient (a left join) refuse notification `n` by this channel. */
export function optedOutSql(channel: NotificationChannel): string {
  return `coalesce(w.notifications -> n.type ->> '${channel}' = 'false', false)`;
}
