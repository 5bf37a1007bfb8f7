import { z } from "zod";

// Only what Gloria acts on is read, renamed to our words; everything else Clerk sends or will send is dropped.
// `.nullish()` with a null default: Clerk leaves a field out in one API version and sends null in another.

const clerkId = z.string().min(1).max(255);
const optionalText = z.string().max(1000).nullish().default(null);
const epochMs = z.int().min(0);

const emailAddress = z.object({
  id: clerkId,
  email_address: z.string().max(320),
  verification: z.object({ status: z.string() }).nullish(),
});

const phoneNumber = z.object({ id: clerkId, phone_number: z.string().max(64) });

/** A user, as webhooks and the Backend API give one. */
export const clerkUserFacts = z
  .object({
    id: clerkId,
    external_id: optionalText,
    username: optionalText,
    first_name: optionalText,
    last_name: optionalText,
    primary_email_address_id: optionalText,
    email_addresses: z.array(emailAddress).default([]),
    primary_phone_number_id: optionalText,
    phone_numbers: z.array(phoneNumber).default([]),
    banned: z.boolean().default(false),
    locked: z.boolean().default(false),
    created_at: epochMs,
    updated_at: epochMs,
  })
  .transform((value) => {
    const email = value.email_addresses.find((candidate) => candidate.id === value.primary_email_address_id);
    const phone = value.phone_numbers.find((candidate) => candidate.id === value.primary_phone_number_id);
    return {
      clerkUserId: value.id,
      externalId: value.external_id,
      username: value.username,
      firstName: value.first_name,
      lastName: value.last_name,
      /** The primary address; null when there is none. Trust it for matching only when verified. */
      email: email?.email_address ?? null,
      emailVerified: email?.verification?.status === "verified",
      phone: phone?.phone_number ?? null,
      banned: value.banned,
      locked: value.locked,
      createdAtMs: value.created_at,
      updatedAtMs: value.updated_at,
    };
  });
export type ClerkUserFacts = z.output<typeof clerkUserFacts>;

const deletedUser = z
  .object({ id: clerkId, external_id: optionalText })
  .transform((value) => ({ clerkUserId: value.id, externalId: value.external_id }));

const session = z
  .object({ id: clerkId, user_id: clerkId, status: z.string(), last_active_organization_id: optionalText })
  .transform((value) => ({
    /** `sid` of the session's tokens. */
    sid: value.id,
    clerkUserId: value.user_id,
    status: value.status,
    clerkOrgId: value.last_active_organization_id,
  }));

const organization = z
  .object({ id: clerkId, name: z.string().max(1000), slug: optionalText })
  .transform((value) => ({ clerkOrgId: value.id, name: value.name, slug: value.slug }));

const deletedOrganization = z.object({ id: clerkId }).transform((value) => ({ clerkOrgId: value.id }));

const membership = z
  .object({
    id: clerkId,
    role: z.string().max(255),
    updated_at: epochMs.nullish().default(null),
    organization: z.object({ id: clerkId }),
    public_user_data: z.object({ user_id: clerkId }),
  })
  .transform((value) => ({
    membershipId: value.id,
    clerkOrgId: value.organization.id,
    clerkUserId: value.public_user_data.user_id,
    role: value.role,
    updatedAtMs: value.updated_at,
  }));

const invitation = z
  .object({
    id: clerkId,
    organization_id: clerkId,
    email_address: z.string().max(320),
    role: z.string().max(255),
    user_id: optionalText,
  })
  .transform((value) => ({
    invitationId: value.id,
    clerkOrgId: value.organization_id,
    email: value.email_address,
    role: value.role,
    /** Who accepted it; null before. */
    clerkUserId: value.user_id,
  }));

/** The events Gloria acts on, by type, each with the narrow shape of its `data`. */
export const handledClerkEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal(["user.created", "user.updated"]), data: clerkUserFacts }),
  z.object({ type: z.literal("user.deleted"), data: deletedUser }),
  z.object({
    type: z.literal(["session.created", "session.ended", "session.removed", "session.revoked"]),
    data: session,
  }),
  z.object({ type: z.literal(["organization.created", "organization.updated"]), data: organization }),
  z.object({ type: z.literal("organization.deleted"), data: deletedOrganization }),
  z.object({
    type: z.literal([
      "organizationMembership.created",
      "organizationMembership.updated",
      "organizationMembership.deleted",
    ]),
    data: membership,
  }),
  z.object({
    type: z.literal([
      "organizationInvitation.created",
      "organizationInvitation.accepted",
      "organizationInvitation.revoked",
    ]),
    data: invitation,
  }),
]);

/** The types of {@link handledClerkEvent}. */
export const handledClerkEventTypes: ReadonlySet<string> = new Set(
  handledClerkEvent.options.flatMap((option) => [...option.shape.type.values]),
);

interface Delivery {
  /** The provider's message id (`svix-id`), the same in every retry: the key of `webhook_receipts`. */
  readonly id: string;
  /** When the event happened at Clerk, milliseconds since 1970. Deliveries may arrive out of order. */
  readonly timestampMs: number;
}

/** A genuine event that concerns nothing here: acknowledge it, or Clerk sends it again for days. */
export interface UnhandledClerkEvent extends Delivery {
  readonly type: "unhandled";
  readonly clerkType: string;
}

export type ClerkWebhookEvent = (z.output<typeof handledClerkEvent> & Delivery) | UnhandledClerkEvent;
