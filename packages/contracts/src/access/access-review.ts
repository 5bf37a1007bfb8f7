import { z } from "zod";
import { canOf, idSchema, instantSchema, pageInput, pageOf, text } from "../common.ts";
import { reasonSchema } from "./grant.ts";

export const accessReviewScopes = ["all", "school", "role"] as const;
export const accessReviewDecisions = ["keep", "revoke"] as const;
/** Decisions in one call. */
export const accessReviewDecisionsMax = 200;

export const createAccessReviewInput = z
  .strictObject({
    name: text(200),
    scope: z.enum(accessReviewScopes),
    /** Of the scope `school`: rights that are measured from it, and all rights of people whose home it is. */
    schoolId: idSchema.optional(),
    /** Of the scope `role`: who has it. */
    roleId: idSchema.optional(),
    reviewerIds: z.array(idSchema).min(1).max(50),
    dueAt: instantSchema,
  })
  .refine(
    ({ scope, schoolId, roleId }) =>
      (scope === "school") === (schoolId !== undefined) && (scope === "role") === (roleId !== undefined),
    { error: "access_review.scope", path: ["scope"] },
  );
export type CreateAccessReviewInput = z.input<typeof createAccessReviewInput>;

export const accessReviewIdInput = z.strictObject({ id: idSchema });
export type AccessReviewIdInput = z.input<typeof accessReviewIdInput>;
export const listAccessReviewsInput = z.strictObject({
  ...pageInput,
  status: z.enum(["open", "closed"]).optional(),
});
export type ListAccessReviewsInput = z.input<typeof listAccessReviewsInput>;
export const listAccessReviewItemsInput = z.strictObject({
  id: idSchema,
  ...pageInput,
  decision: z.enum([...accessReviewDecisions, "undecided"]).optional(),
  userId: idSchema.optional(),
});
export type ListAccessReviewItemsInput = z.input<typeof listAccessReviewItemsInput>;

export const decideAccessReviewInput = z.strictObject({
  id: idSchema,
  decisions: z
    .array(
      z.strictObject({
        itemId: idSchema,
        decision: z.enum(accessReviewDecisions),
        reason: reasonSchema.optional(),
      }),
    )
    .min(1)
    .max(accessReviewDecisionsMax),
});
export type DecideAccessReviewInput = z.input<typeof decideAccessReviewInput>;

export const accessReviewOutput = z.object({
  id: idSchema,
  name: z.string(),
  scope: z.enum(accessReviewScopes),
  schoolId: idSchema.nullable(),
  roleId: idSchema.nullable(),
  reviewers: z.array(z.object({ id: idSchema, name: z.string().nullable() })),
  dueAt: instantSchema,
  overdue: z.boolean(),
  status: z.enum(["open", "closed"]),
  progress: z.object({ total: z.int(), keep: z.int(), revoke: z.int(), undecided: z.int(), refused: z.int() }),
  /** The epoch that its items were taken at. */
  snapshotEpoch: z.int(),
  createdAt: instantSchema,
  createdBy: idSchema.nullable(),
  closedAt: instantSchema.nullable(),
  can: canOf(["decide", "close"]),
});
export type AccessReview = z.infer<typeof accessReviewOutput>;
export const accessReviewPageOutput = pageOf(accessReviewOutput).extend({ can: canOf(["create"]) });
export type AccessReviewPage = z.infer<typeof accessReviewPageOutput>;

export const accessReviewItemOutput = z.object({
  id: idSchema,
  kind: z.enum(["role_assignment", "grant"]),
  /** The role assignment or the grant. */
  rightId: idSchema,
  /** With the NIP, since people share names. */
  user: z.object({ id: idSchema, name: z.string().nullable(), nip: z.string().nullable() }),
  roleId: idSchema.nullable(),
  /** The role's name or the permission, as it was called when the review began. */
  label: z.string(),
  effect: z.enum(["ALLOW", "DENY"]),
  scope: z.string().nullable(),
  schoolId: idSchema.nullable(),
  departmentId: idSchema.nullable(),
  validUntil: instantSchema.nullable(),
  source: z.object({
    source: z.string(),
    reason: z.string().nullable(),
    grantedBy: idSchema.nullable(),
    grantedByName: z.string().nullable(),
    grantedAt: instantSchema,
  }),
  decision: z.enum(accessReviewDecisions).nullable(),
  reason: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  decidedBy: idSchema.nullable(),
  /** What came of a revocation. */
  result: z.enum(["revoked", "already_ended", "refused"]).nullable(),
  /** Why it was refused. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type AccessReviewItem = z.infer<typeof accessReviewItemOutput>;
export const accessReviewItemPageOutput = pageOf(accessReviewItemOutput);

export const accessReviewDecisionsOutput = z.object({
  epoch: z.int(),
  review: accessReviewOutput,
  /** One for each decision, in their order. */
  results: z.array(
    z.object({
      itemId: idSchema,
      outcome: z.enum(["kept", "revoked", "already_ended", "refused"]),
      problem: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
});
export type AccessReviewDecisions = z.infer<typeof accessReviewDecisionsOutput>;

export const closeAccessReviewOutput = z.object({
  review: accessReviewOutput,
  /** The first of the items that nobody decided; all of them: the items with `decision=undecided`. */
  undecided: z.array(accessReviewItemOutput),
});
export type CloseAccessReview = z.infer<typeof closeAccessReviewOutput>;

/** A file, as long as it can be had: `GET path`. */
export const accessReviewEvidenceOutput = z.object({
  fileId: idSchema,
  path: z.string(),
  name: z.string(),
  size: z.int(),
  expiresAt: instantSchema,
});
export type AccessReviewEvidence = z.infer<typeof accessReviewEvidenceOutput>;
