import type { RequestOrigin, TenantContext } from "@gloria/core";
import { withTenant } from "@gloria/db";
import { type Services, systemContext } from "../../platform/index.ts";
import { applyClerkWord } from "./apply-clerk-actions.ts";
import type { ClerkUserData } from "./clerk-directory.ts";
import {
  deletionReport,
  listConcernedTenants,
  lockClerkUser,
  rememberMembership,
  rememberUser,
  reportOf,
  type SystemTransaction,
} from "./clerk-memory.ts";
import { type OpenReview, openReview } from "./clerk-reviews.ts";
import { type ClerkSessionEnded, endClerkSession } from "./end-clerk-session.ts";

/** A verified webhook of Clerk's. */
export interface ClerkEvent {
  /** Clerk's id of the delivery: the same when it is delivered again. */
  readonly id: string;
  readonly type: string;
  readonly timestampMs: number;
  readonly data?: unknown;
}

type UserChanged = ClerkEvent & { readonly data: ClerkUserData };
type UserDeleted = ClerkEvent & { readonly data: { readonly clerkUserId: string } };
type MembershipChanged = ClerkEvent & {
  readonly data: {
    readonly membershipId: string;
    readonly clerkOrgId: string;
    readonly clerkUserId: string;
    readonly updatedAtMs: number | null;
  };
};
type OrganizationDeleted = ClerkEvent & { readonly data: { readonly clerkOrgId: string } };

/** Derives our id of a session in a tenant from Clerk's. */
export type SessionIdOf = (tenantId: string, sid: string) => string;

export type ClerkOutcome = "done" | "already_done" | "ignored";

/**
 * Acts on an event once. The receipt is written first and commits last: a second delivery waits for the first and
 * finds it done; when acting fails the receipt is gone too, and Clerk delivers again. Should the process die between
 * the two commits, the event is acted on twice, which changes nothing the second time.
 *
 * Events may come in any order: what is heard of a user is merged first, and then the whole of it is made true.
 */
export async function receiveClerkEvent(
  services: Services,
  caller: { readonly origin: RequestOrigin },
  event: ClerkEvent,
  sessionIdOf: SessionIdOf,
): Promise<ClerkOutcome> {
  return services.system.sql.begin(async (receipt): Promise<ClerkOutcome> => {
    const [first] = await receipt`
      insert into gloria.webhook_receipts (provider, external_id, type) values ('clerk', ${event.id}, ${event.type})
      on conflict do nothing returning 1`;
    if (first === undefined) return "already_done";
    const contextOf = (tenantId: string): TenantContext => ({
      ...systemContext(tenantId, "clerk-webhook"),
      origin: caller.origin,
    });
    if (isSessionEnd(event)) return endClerkSession(services, receipt, event, contextOf, sessionIdOf);
    if (isOrganizationDeleted(event)) return noteDeletedOrganization(services, receipt, event, contextOf);
    const clerkUserId = await hear(receipt, event);
    if (clerkUserId === null) return "ignored";
    const concerned = await listConcernedTenants(receipt, clerkUserId);
    for (const { tenantId, remote } of concerned) await applyClerkWord(services, contextOf(tenantId), remote);
    return concerned.length === 0 ? "ignored" : "done";
  });
}

/** Remembers what an event says of a user. @returns whom it is about; null when it says nothing of anybody */
async function hear(tx: SystemTransaction, event: ClerkEvent): Promise<string | null> {
  if (isUserChanged(event)) {
    await lockClerkUser(tx, event.data.clerkUserId);
    await rememberUser(tx, event.data.clerkUserId, reportOf(event.data));
    return event.data.clerkUserId;
  }
  if (isUserDeleted(event)) {
    await lockClerkUser(tx, event.data.clerkUserId);
    await rememberUser(tx, event.data.clerkUserId, deletionReport(event.timestampMs));
    return event.data.clerkUserId;
  }
  if (!isMembershipChanged(event)) return null;
  const { membershipId, clerkOrgId, clerkUserId, updatedAtMs } = event.data;
  await lockClerkUser(tx, clerkUserId);
  await rememberMembership(tx, {
    membershipId,
    clerkOrgId,
    clerkUserId,
    atMs: updatedAtMs ?? event.timestampMs,
    deleted: event.type === "organizationMembership.deleted",
  });
  return clerkUserId;
}

/** An organisation that is gone would shut everybody out: a person looks at it, nobody is suspended by it. */
async function noteDeletedOrganization(
  services: Services,
  tx: SystemTransaction,
  { data }: OrganizationDeleted,
  contextOf: (tenantId: string) => TenantContext,
): Promise<ClerkOutcome> {
  const [tenant] = await tx<{ id: string }[]>`select id from gloria.tenants where clerk_org_id = ${data.clerkOrgId}`;
  if (tenant === undefined) return "ignored";
  const review: OpenReview = {
    subject: data.clerkOrgId,
    reason: "organization_deleted",
    candidateIds: [],
    facts: {
      name: null,
      email: null,
      phone: null,
      externalId: null,
      banned: false,
      locked: false,
      deleted: true,
      member: null,
    },
  };
  await withTenant(services.app, contextOf(tenant.id), (inside) => openReview(inside, review));
  return "done";
}

function isSessionEnd(event: ClerkEvent): event is ClerkSessionEnded {
  return event.type === "session.ended" || event.type === "session.removed" || event.type === "session.revoked";
}

function isUserChanged(event: ClerkEvent): event is UserChanged {
  return event.type === "user.created" || event.type === "user.updated";
}

function isUserDeleted(event: ClerkEvent): event is UserDeleted {
  return event.type === "user.deleted";
}

function isMembershipChanged(event: ClerkEvent): event is MembershipChanged {
  return event.type.startsWith("organizationMembership.");
}

function isOrganizationDeleted(event: ClerkEvent): event is OrganizationDeleted {
  return event.type === "organization.deleted";
}
