import type { NotificationChannel, NotificationType, weekStarts } from "@gloria/contracts";

/** What a person chooses for themselves. */
export const preference = {
  title: "Language, zone and notifications",
  lead: "Holds on every device, and for the mail that is sent to you.",
  leadOther: "Applies on every device of this person, and to mail sent to them.",
  messageLanguage: "Language of mail and notifications",
  zone: "Time zone",
  weekStart: "First day of the week",
  foundation: "As the foundation ({{value}})",
  "week.monday": "Monday",
  "week.sunday": "Sunday",
  "week.saturday": "Saturday",
  notifications: "Notifications",
  notification: "Notification",
  "channel.in_app": "Inbox",
  "channel.email": "Email",
  always: "Always sent",
  notOffered: "None",
  wants: "{{type}} by {{channel}}",
  saved: "Preferences saved.",
  "type.user.welcome": "Welcome",
  "type.user.impersonated": "Somebody looks as you",
  "type.user.invited": "Invitation",
  "type.user.profile_changed": "Your data was changed",
  "type.assignment.ends_soon": "A position ends soon",
  "type.assignment.ended": "A position has ended",
  "type.assignment.started": "A position has begun",
  "type.import.finished": "Import finished",
  "type.delegation.begun": "Rights delegated to me",
  "type.delegation.revoked": "Delegation revoked",
  "type.delegation.ends_soon": "Delegation ends soon",
  "type.access_review.assigned": "Access review for me",
  "type.access_review.overdue": "Access review overdue",
  "type.permission_batch.finished": "Bulk assignment finished",
  "type.export.finished": "Export finished",
} as const satisfies Record<
  `type.${NotificationType}` | `channel.${NotificationChannel}` | `week.${(typeof weekStarts)[number]}`,
  string
> &
  Record<string, string>;
