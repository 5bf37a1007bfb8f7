import { z } from "zod";
import { importFinishedData } from "../onboarding/import.ts";

export const notificationChannels = ["in_app", "email"] as const;
export type NotificationChannel = (typeof notificationChannels)[number];

/** One kind of thing that people are told, by which channels, and the variables that its texts need. */
interface NotificationTypeDefinition {
  readonly category: string;
  /** Skips a person's preferences, quiet hours and caps; never the suppression list. */
  readonly critical: boolean;
  readonly channels: readonly NotificationChannel[];
  /** Other channels stay silent once the person has read it in the inbox. */
  readonly silentOnceSeen: boolean;
  readonly data: z.ZodObject;
}

export const welcomeData = z.object({
  name: z.string().min(1).max(200),
  tenantName: z.string().min(1).max(200),
  /** What the person signs in with: e-mail, sign-in name or NIP. */
  identifier: z.string().min(1).max(254),
  signInUrl: z.url({ protocol: /^https?$/ }).max(2000),
});

/** What stands in a stored link where its secret belongs; the secret itself is derived when the mail is handed over. */
export const linkSecretMarker = "secret-of-this-link";

export const invitedData = z.object({
  name: z.string().min(1).max(200),
  tenantName: z.string().min(1).max(200),
  /** What the person will sign in with. */
  identifier: z.string().min(1).max(254),
  /** Ends with {@link linkSecretMarker}. */
  acceptUrl: z.url({ protocol: /^https?$/ }).max(2000),
  expiresAt: z.iso.datetime(),
  timeZone: z.string().min(1).max(64),
  invitationId: z.guid(),
  /** Which sending of the invitation: a later one kills this one's secret. */
  sending: z.int().min(1),
});

export const profileChangedData = z.object({
  /** Who changed it; null for a part of Gloria itself. */
  changedBy: z.string().min(1).max(200).nullable(),
  /** Names of the columns that have another value now. */
  columns: z.array(z.string().min(1).max(64)).min(1).max(50),
});

export const impersonatedData = z.object({
  /** Who looks. */
  by: z.string().min(1).max(200),
  reason: z.string().min(1).max(400),
  minutes: z.int().min(1).max(30),
});

export const assignmentTermData = z.object({
  /** Who holds the position. */
  name: z.string().min(1).max(200),
  positionName: z.string().min(1).max(200),
  /** Null for a foundation-wide position. */
  schoolName: z.string().min(1).max(200).nullable(),
  kind: z.enum(["DEFINITIF", "PLT", "PLH"]),
  /** The first day that it is held, or not held any more. */
  day: z.iso.date(),
  daysLeft: z.int().min(0),
});

export const exportFinishedData = z.object({
  kind: z.string().min(1).max(40),
  format: z.string().min(1).max(10),
  status: z.enum(["done", "failed"]),
  rows: z.int().min(0),
});

export const delegationData = z.object({
  delegatorName: z.string().min(1).max(200),
  delegateName: z.string().min(1).max(200),
  /** How many permissions. */
  permissions: z.int().min(1),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime(),
  /** IANA zone in which the reader's foundation counts. */
  timeZone: z.string().min(1).max(64),
});

export const accessReviewData = z.object({
  name: z.string().min(1).max(200),
  dueAt: z.iso.datetime(),
  timeZone: z.string().min(1).max(64),
  /** Items that nobody has decided yet. */
  undecided: z.int().min(0),
});

export const permissionBatchFinishedData = z.object({
  phase: z.enum(["assign", "take_back"]),
  status: z.enum(["done", "taken_back", "failed"]),
  done: z.int().min(0),
  refused: z.int().min(0),
});

export const notificationTypes = {
  "user.welcome": {
    category: "account",
    critical: false,
    channels: ["in_app", "email"],
    silentOnceSeen: false,
    data: welcomeData,
  },
  // Nobody may look through somebody's eyes without their knowing.
  "user.impersonated": {
    category: "account",
    critical: true,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: impersonatedData,
  },
  // It is the way in: there is no inbox yet to leave it in.
  "user.invited": {
    category: "account",
    critical: true,
    channels: ["email"],
    silentOnceSeen: false,
    data: invitedData,
  },
  // Who administers people changes what is theirs: they are told at once, whoever did it.
  "user.profile_changed": {
    category: "account",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: profileChangedData,
  },
  // The end of an assignment and of the rights that come with it is no surprise to those who could put it off.
  "assignment.ends_soon": {
    category: "organisation",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: assignmentTermData,
  },
  "assignment.ended": {
    category: "organisation",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: assignmentTermData,
  },
  "assignment.started": {
    category: "organisation",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: assignmentTermData,
  },
  // Rights of somebody else are no surprise to who has them, nor is their end.
  "delegation.begun": {
    category: "access",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: delegationData,
  },
  "delegation.revoked": {
    category: "access",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: delegationData,
  },
  "delegation.ends_soon": {
    category: "access",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: delegationData,
  },
  "access_review.assigned": {
    category: "access",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: accessReviewData,
  },
  "access_review.overdue": {
    category: "access",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: accessReviewData,
  },
  "permission_batch.finished": {
    category: "access",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: permissionBatchFinishedData,
  },
  "import.finished": {
    category: "onboarding",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: importFinishedData,
  },
  // Whoever asked has gone on with something else meanwhile.
  "export.finished": {
    category: "onboarding",
    critical: false,
    channels: ["in_app"],
    silentOnceSeen: false,
    data: exportFinishedData,
  },
} as const satisfies Record<string, NotificationTypeDefinition>;

export type NotificationType = keyof typeof notificationTypes;
export const notificationTypeNames = Object.keys(notificationTypes) as [NotificationType, ...NotificationType[]];

/** The variables of a type, as the caller gives them and as its texts get them. */
export type NotificationData<Type extends NotificationType> = z.output<(typeof notificationTypes)[Type]["data"]>;

export function isNotificationType(name: string): name is NotificationType {
  return Object.hasOwn(notificationTypes, name);
}
