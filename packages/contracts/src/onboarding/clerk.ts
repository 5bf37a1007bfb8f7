import { z } from "zod";
import { idSchema, instantSchema, pageInput, pageOf, text, versionSchema } from "../common.ts";

/** Clerk's id of a user. */
export const clerkUserIdSchema = z
  .string()
  .max(255)
  .regex(/^user_[0-9A-Za-z]+$/, { error: "clerk.user_id" });

export const syncClerkUserInput = z.strictObject({ clerkUserId: clerkUserIdSchema });

/** What became of a person after Clerk was heard. */
export const clerkSyncOutcomes = ["changed", "unchanged", "review"] as const;
export const clerkSyncOutput = z.object({
  outcome: z.enum(clerkSyncOutcomes),
  /** The person of this foundation; null while nobody is linked. */
  userId: idSchema.nullable(),
  /** The open case; null without one. */
  reviewId: idSchema.nullable(),
  /** What was done, in order. */
  actions: z.array(z.enum(["link", "update", "suspend", "activate", "review"])),
});
export type ClerkSync = z.infer<typeof clerkSyncOutput>;

export const clerkReviewReasonSchema = z.enum([
  "unmatched",
  "ambiguous",
  "already_linked",
  "in_use",
  "last_administrator",
  "organization_deleted",
]);
export type ClerkReviewReason = z.infer<typeof clerkReviewReasonSchema>;
export const clerkReviewStatusSchema = z.enum(["open", "resolved", "dismissed"]);

export const clerkReviewOutput = z.object({
  id: idSchema,
  /** Clerk's id of the user, or of the organisation. */
  subject: z.string(),
  reason: clerkReviewReasonSchema,
  status: clerkReviewStatusSchema,
  facts: z.object({
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    externalId: z.string().nullable(),
    banned: z.boolean(),
    locked: z.boolean(),
    deleted: z.boolean(),
    /** Null: Clerk has not said. */
    member: z.boolean().nullable(),
  }),
  candidates: z.array(
    z.object({ id: idSchema, name: z.string(), email: z.string().nullable(), nip: z.string().nullable() }),
  ),
  resolvedUserId: idSchema.nullable(),
  resolvedBy: idSchema.nullable(),
  resolvedAt: instantSchema.nullable(),
  version: versionSchema,
  createdAt: instantSchema,
});
export type ClerkReview = z.infer<typeof clerkReviewOutput>;
export const clerkReviewPageOutput = pageOf(clerkReviewOutput);

export const listClerkReviewsInput = z.strictObject({ ...pageInput, status: clerkReviewStatusSchema.default("open") });
export type ListClerkReviewsInput = z.input<typeof listClerkReviewsInput>;
export const clerkReviewIdInput = z.strictObject({ id: idSchema });

export const resolveClerkReviewInput = z
  .strictObject({
    id: idSchema,
    /** Link to the person `userId`, create a new person, or leave it as it is. */
    decision: z.enum(["dismiss", "create", "link"]),
    userId: idSchema.optional(),
    /** Where a created person belongs. */
    homeSchoolId: idSchema.optional(),
    reason: text(400).optional(),
    version: versionSchema.optional(),
  })
  .refine((input) => input.decision !== "link" || input.userId !== undefined, {
    error: "required",
    path: ["userId"],
  });
export type ResolveClerkReviewInput = z.input<typeof resolveClerkReviewInput>;
