import { z } from "zod";
import {
  canOf,
  dateSchema,
  idSchema,
  instantSchema,
  localeSchema,
  pageInput,
  pageOf,
  searchTextSchema,
  text,
  versionSchema,
  zoneSchema,
} from "../common.ts";

export const userStatuses = ["invited", "active", "suspended", "resigned"] as const;
export const userStatusSchema = z.enum(userStatuses);
export type UserStatus = z.infer<typeof userStatusSchema>;

/** NIP is a foundation's own number: text, never a number, so that "0012" and long digits survive. */
export const nipSchema = text(32).refine((value) => /^[0-9A-Za-z./-]+$/.test(value), { error: "nip.characters" });
export const emailSchema = text(254)
  .pipe(z.email())
  .transform((value) => value.toLowerCase());
export const usernameSchema = text(64).refine((value) => /^[0-9A-Za-z._-]+$/.test(value), {
  error: "username.characters",
});
export const phoneSchema = text(24).refine((value) => /^\+?[0-9 ()-]{5,24}$/.test(value), {
  error: "phone.characters",
});

const userFields = {
  name: text(200),
  titlePrefix: text(40).nullable(),
  titleSuffix: text(80).nullable(),
  email: emailSchema.nullable(),
  username: usernameSchema.nullable(),
  nip: nipSchema.nullable(),
  phone: phoneSchema.nullable(),
  homeSchoolId: idSchema.nullable(),
  locale: localeSchema.nullable(),
  timeZone: zoneSchema.nullable(),
};

const blank = {
  titlePrefix: true,
  titleSuffix: true,
  email: true,
  username: true,
  nip: true,
  phone: true,
  homeSchoolId: true,
  locale: true,
  timeZone: true,
} as const;

export const createUserInput = z
  .strictObject({ ...userFields, status: z.enum(["invited", "active"]).default("active") })
  .partial(blank)
  .refine((user) => user.email != null || user.username != null || user.nip != null, {
    error: "user.no_identifier",
    path: ["email"],
  });
export type CreateUserInput = z.input<typeof createUserInput>;

/** Only the fields named are changed; `null` empties one. `version` is the one seen, else the newest is overwritten. */
export const updateUserInput = z
  .strictObject({ ...userFields, status: userStatusSchema })
  .partial()
  .extend({ id: idSchema, version: versionSchema.optional() });
export type UpdateUserInput = z.input<typeof updateUserInput>;

export const userIdInput = z.strictObject({ id: idSchema });
export const deleteUserInput = z.strictObject({ id: idSchema, version: versionSchema.optional() });
export const userByNipInput = z.strictObject({ nip: nipSchema });

export const userSorts = ["name", "-name", "createdAt", "-createdAt"] as const;

export const userFilters = {
  q: searchTextSchema.optional(),
  status: userStatusSchema.optional(),
  schoolId: idSchema.optional(),
  positionId: idSchema.optional(),
  departmentId: idSchema.optional(),
  roleId: idSchema.optional(),
  missing: z.enum(["email", "nip", "school", "position", "sign_in"]).optional(),
  /** Seen last before this instant, or never. */
  lastActiveBefore: instantSchema.optional(),
  lastActiveAfter: instantSchema.optional(),
  deleted: z.boolean().default(false),
};
export const listUsersInput = z.strictObject({ ...pageInput, ...userFilters, sort: z.enum(userSorts).default("name") });
export type ListUsersInput = z.input<typeof listUsersInput>;

export const userActions = ["update", "delete", "restore"] as const;

export const userAssignmentOutput = z.object({
  id: idSchema,
  positionId: idSchema,
  positionName: z.string(),
  schoolId: idSchema.nullable(),
  schoolName: z.string().nullable(),
  departmentId: idSchema.nullable(),
  kind: z.enum(["DEFINITIF", "PLT", "PLH"]),
  ftePercent: z.int(),
  validFrom: dateSchema,
  validUntil: dateSchema.nullable(),
  isPrimary: z.boolean(),
});
export type UserAssignment = z.infer<typeof userAssignmentOutput>;

export const userOutput = z.object({
  id: idSchema,
  name: z.string(),
  titlePrefix: z.string().nullable(),
  titleSuffix: z.string().nullable(),
  email: z.string().nullable(),
  username: z.string().nullable(),
  nip: z.string().nullable(),
  phone: z.string().nullable(),
  status: userStatusSchema,
  homeSchoolId: idSchema.nullable(),
  homeSchoolName: z.string().nullable(),
  locale: localeSchema.nullable(),
  timeZone: z.string().nullable(),
  lastActiveAt: instantSchema.nullable(),
  /** By whom Clerk means this person; null for who does not sign in through Clerk. */
  clerkUserId: z.string().nullable(),
  /** Positions held today. */
  assignments: z.array(userAssignmentOutput),
  version: versionSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  deletedAt: instantSchema.nullable(),
  can: canOf(userActions),
});
export type User = z.infer<typeof userOutput>;

/** A row of the list: the user without the parts that a list does not show. */
export const userRowOutput = userOutput.omit({ assignments: true, clerkUserId: true }).extend({
  /** The primary position held today. */
  positionName: z.string().nullable(),
});
export type UserRow = z.infer<typeof userRowOutput>;
export const userPageOutput = pageOf(userRowOutput).extend({
  /** True when nothing matched `q` exactly and the items are spelled nearly so. */
  nearly: z.boolean(),
  /** What the caller may do with the list itself. */
  can: canOf(["create"]),
});

export const listUserPositionsInput = z.strictObject({
  id: idSchema,
  ...pageInput,
  /** Only what is held on this date; left out: everything held, past and to come. */
  asOf: dateSchema.optional(),
});
export type ListUserPositionsInput = z.input<typeof listUserPositionsInput>;

/** An assignment with its place in time, by the calendar of the school where it is exercised. */
export const userPositionOutput = userAssignmentOutput.extend({
  state: z.enum(["past", "current", "future"]),
  decreeNumber: z.string().nullable(),
  can: canOf(["update", "close"]),
});
export type UserPosition = z.infer<typeof userPositionOutput>;
export const userPositionPageOutput = pageOf(userPositionOutput);

export const changeUserStatusInput = z.strictObject({
  id: idSchema,
  version: versionSchema.optional(),
  reason: text(400).optional(),
});
export type ChangeUserStatusInput = z.input<typeof changeUserStatusInput>;

export const userStatsOutput = z.object({
  total: z.int(),
  deleted: z.int(),
  byStatus: z.array(z.object({ status: userStatusSchema, count: z.int() })),
  bySchool: z.array(z.object({ schoolId: idSchema.nullable(), schoolName: z.string().nullable(), count: z.int() })),
  byPosition: z.array(z.object({ positionName: z.string(), count: z.int() })),
});
export type UserStats = z.infer<typeof userStatsOutput>;
