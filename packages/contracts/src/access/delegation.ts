import { z } from "zod";
import { canOf, idSchema, instantSchema, pageInput, pageOf } from "../common.ts";
import { permissionTextSchema, reasonSchema, rightsChange } from "./grant.ts";

/** A delegation lasts at most so many days. */
export const delegationDaysMax = 366;
/** Links of a line of delegations, from whoever holds the right themselves. */
export const delegationLinksMax = 3;

/**
 * `inert`: its window is open and nobody has taken it back, yet it gives nothing now; why stands beside it. What is
 * active may give less than was delegated: it holds only what the delegator still may.
 */
export const delegationStates = ["scheduled", "active", "expired", "revoked", "inert"] as const;
export type DelegationState = (typeof delegationStates)[number];

/** Why a delegation gives nothing: somebody is not active, the delegator holds none of it any more, or the link above is over. */
export const delegationInertReasons = ["delegator_inactive", "delegate_inactive", "lacks_now", "parent_ended"] as const;
export type DelegationInertReason = (typeof delegationInertReasons)[number];

export const delegateInput = z.strictObject({
  delegateId: idSchema,
  /** Codes, or wildcards, which stand for what of them may be delegated and the caller holds. */
  codes: z.array(permissionTextSchema).min(1).max(100),
  /** Left out: from now on. */
  validFrom: instantSchema.optional(),
  validUntil: instantSchema,
  reason: reasonSchema,
  /** The delegation to the caller that is handed on; left out: the caller's own rights. */
  parentId: idSchema.optional(),
  /** Over how many further steps the delegate may hand it on: by default over none. */
  handOn: z
    .int()
    .min(0)
    .max(delegationLinksMax - 1)
    .default(0),
  /** Answers what would be delegated, and writes nothing. */
  dryRun: z.boolean().default(false),
});
export type DelegateInput = z.input<typeof delegateInput>;

const delegationPerson = z.object({ id: idSchema, name: z.string() });

export const delegationOutput = z.object({
  id: idSchema,
  delegator: delegationPerson,
  delegate: delegationPerson,
  /** Exactly what is delegated; wildcards are expanded. */
  codes: z.array(z.string()),
  validFrom: instantSchema,
  validUntil: instantSchema,
  reason: z.string().nullable(),
  parentId: idSchema.nullable(),
  /** Over how many further steps the delegate may hand it on. */
  handOn: z.int(),
  /** The delegations that this one hands on, the nearest first; empty when the rights are the delegator's own. */
  above: z.array(
    z.object({
      id: idSchema,
      delegator: delegationPerson,
      validFrom: instantSchema,
      validUntil: instantSchema,
      endedAt: instantSchema.nullable(),
    }),
  ),
  state: z.enum(delegationStates),
  inertReason: z.enum(delegationInertReasons).nullable(),
  /** Of its permissions those that the delegator does not hold now: they give nothing meanwhile. */
  lacking: z.array(z.string()),
  createdAt: instantSchema,
  endedAt: instantSchema.nullable(),
  endedBy: idSchema.nullable(),
  can: canOf(["revoke"]),
});
export type Delegation = z.infer<typeof delegationOutput>;

export const delegateOutput = z.object({
  ...rightsChange,
  delegation: delegationOutput,
  /** What supports each permission, and until when; null without end. */
  supports: z.array(
    z.object({
      permission: z.string(),
      kind: z.enum(["grant", "role_assignment", "position", "delegation"]),
      id: idSchema,
      until: instantSchema.nullable(),
    }),
  ),
  /** What the wildcards matched that may not be delegated. */
  leftOut: z.array(z.string()),
});
export type DelegateAnswer = z.infer<typeof delegateOutput>;

export const delegationIdInput = z.strictObject({ id: idSchema });
export type DelegationIdInput = z.input<typeof delegationIdInput>;

export const revokeDelegationInput = z.strictObject({
  id: idSchema,
  reason: reasonSchema.optional(),
  /** Answers what would be ended, and writes nothing. */
  dryRun: z.boolean().default(false),
});
export type RevokeDelegationInput = z.input<typeof revokeDelegationInput>;
export const delegationChangeOutput = z.object({ ...rightsChange, delegation: delegationOutput });
export type DelegationChange = z.infer<typeof delegationChangeOutput>;

/** `open`: scheduled, or under way whether or not it gives something; the rest by what ended them. */
const stateFilter = { state: z.enum(["open", "expired", "revoked"]).optional() };

export const listOwnDelegationsInput = z.strictObject({ ...pageInput, ...stateFilter });
export type ListOwnDelegationsInput = z.input<typeof listOwnDelegationsInput>;
export const listDelegationsInput = z.strictObject({
  ...pageInput,
  ...stateFilter,
  delegatorId: idSchema.optional(),
  delegateId: idSchema.optional(),
  /** Delegations of this very permission. */
  permission: permissionTextSchema.optional(),
});
export type ListDelegationsInput = z.input<typeof listDelegationsInput>;
export const delegationPageOutput = pageOf(delegationOutput).extend({ can: canOf(["create"]) });
export type DelegationPage = z.infer<typeof delegationPageOutput>;
