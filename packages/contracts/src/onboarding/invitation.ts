import { z } from "zod";
import { loginOutput } from "../auth/auth.ts";
import { canOf, idSchema, instantSchema, localeSchema, pageInput, pageOf, text, versionSchema } from "../common.ts";
import { emailSchema, nipSchema, usernameSchema } from "../organisation/user.ts";

export const invitationStatuses = ["pending", "accepted", "expired", "withdrawn"] as const;
export const invitationStatusSchema = z.enum(invitationStatuses);
export type InvitationStatus = z.infer<typeof invitationStatusSchema>;

/** What proves an invitation: a link in a mail, or a code on paper for who has no e-mail. */
export const invitationProofs = ["email", "code"] as const;

export const listInvitationsInput = z.strictObject({
  ...pageInput,
  status: invitationStatusSchema.optional(),
  schoolId: idSchema.optional(),
  userId: idSchema.optional(),
});
export type ListInvitationsInput = z.input<typeof listInvitationsInput>;

export const invitationOutput = z.object({
  id: idSchema,
  userId: idSchema,
  userName: z.string(),
  homeSchoolId: idSchema.nullable(),
  homeSchoolName: z.string().nullable(),
  proof: z.enum(invitationProofs),
  /** Where the mail went; null for a printed code. */
  email: z.string().nullable(),
  status: invitationStatusSchema,
  expiresAt: instantSchema,
  sentCount: z.int(),
  lastSentAt: instantSchema,
  acceptedAt: instantSchema.nullable(),
  withdrawnAt: instantSchema.nullable(),
  invitedBy: z.object({ id: idSchema, name: z.string() }).nullable(),
  version: versionSchema,
  createdAt: instantSchema,
  can: canOf(["resend", "withdraw"]),
});
export type Invitation = z.infer<typeof invitationOutput>;
export const invitationPageOutput = pageOf(invitationOutput).extend({ can: canOf(["create"]) });

/** A person who is there already and still invited, or one to be made. */
export const inviteeSchema = z.union([
  z.strictObject({ userId: idSchema }),
  z
    .strictObject({
      name: text(200),
      email: emailSchema.optional(),
      nip: nipSchema.optional(),
      username: usernameSchema.optional(),
      homeSchoolId: idSchema.nullable().optional(),
      locale: localeSchema.optional(),
    })
    .refine((user) => user.email !== undefined || user.username !== undefined || user.nip !== undefined, {
      error: "user.no_identifier",
      path: ["email"],
    }),
]);
export type Invitee = z.input<typeof inviteeSchema>;

export const inviteUsersInput = z.strictObject({
  people: z.array(inviteeSchema).min(1).max(1000),
  /** How long the invitation holds. */
  validDays: z.int().min(1).max(90).default(14),
  /** Everything is checked and counted, nothing is written. */
  dryRun: z.boolean().default(false),
});
export type InviteUsersInput = z.input<typeof inviteUsersInput>;

/** A line of the printed sheet. The code is answered this once and can never be read again. */
export const printedCodeOutput = z.object({
  invitationId: idSchema,
  name: z.string(),
  identifier: z.string(),
  schoolName: z.string().nullable(),
  tenantCode: z.string(),
  code: z.string(),
  expiresAt: instantSchema,
});
export type PrintedCode = z.infer<typeof printedCodeOutput>;

export const inviteUsersOutput = z.object({
  invited: z.int(),
  refused: z.int(),
  /** In the order of `people`. */
  items: z.array(
    z.discriminatedUnion("outcome", [
      z.object({
        outcome: z.literal("invited"),
        userId: idSchema,
        invitationId: idSchema,
        proof: z.enum(invitationProofs),
        printed: printedCodeOutput.nullable(),
      }),
      z.object({ outcome: z.literal("refused"), code: z.string(), message: z.string() }),
    ]),
  ),
});
export type InviteUsersResult = z.infer<typeof inviteUsersOutput>;

export const resendInvitationInput = z.strictObject({
  id: idSchema,
  version: versionSchema.optional(),
  validDays: z.int().min(1).max(90).default(14),
});
export type ResendInvitationInput = z.input<typeof resendInvitationInput>;
export const resendInvitationOutput = invitationOutput.extend({ printed: printedCodeOutput.nullable() });
export type ResentInvitation = z.infer<typeof resendInvitationOutput>;

export const withdrawInvitationInput = z.strictObject({ id: idSchema, version: versionSchema.optional() });
export type WithdrawInvitationInput = z.input<typeof withdrawInvitationInput>;

/** A token out of a link, or a printed code with the foundation's code. */
export const acceptInvitationInput = z
  .strictObject({
    token: text(200).optional(),
    tenant: text(64).optional(),
    code: text(40).optional(),
  })
  .refine((given) => (given.token === undefined) !== (given.code === undefined), {
    error: "invitation.one_proof",
    path: ["token"],
  })
  .refine((given) => given.code === undefined || given.tenant !== undefined, {
    error: "invitation.tenant_missing",
    path: ["tenant"],
  });
export type AcceptInvitationInput = z.input<typeof acceptInvitationInput>;

export const acceptInvitationOutput = z.object({
  userId: idSchema,
  /** The session that began with it, where this installation signs people in itself. */
  login: loginOutput.nullable(),
  /** Where Clerk goes on: it asks for a password or a passkey. Null where there is nothing to go on to. */
  continueUrl: z.string().nullable(),
});
export type AcceptedInvitation = z.infer<typeof acceptInvitationOutput>;
