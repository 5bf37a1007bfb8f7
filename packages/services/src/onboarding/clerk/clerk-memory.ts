import { emailSchema, phoneSchema, text } from "@gloria/contracts";
import type { Services } from "../../platform/index.ts";
import type { ClerkUserData } from "./clerk-directory.ts";
import { type ClerkFacts, type ClerkReport, hearReport, nothingHeard } from "./clerk-facts.ts";
import type { RemotePerson } from "./reconcile.ts";

/** A transaction of the system role, which alone sees what Clerk says before a tenant is known. */
export type SystemTransaction = Parameters<Parameters<Services["system"]["sql"]["begin"]>[1]>[0];

/** One membership, as an event or an answer of Clerk's tells of it. */
export interface MembershipReport {
  readonly membershipId: string;
  readonly clerkUserId: string;
  readonly clerkOrgId: string;
  readonly atMs: number;
  readonly deleted: boolean;
}

/** A tenant that a Clerk user concerns, and what is known of them there. */
export interface ConcernedTenant {
  readonly tenantId: string;
  readonly remote: RemotePerson;
}

/**
 * Until the transaction ends nobody else hears anything of this user: two events of one person take turns, also when
 * two processes receive them.
 */
export async function lockClerkUser(tx: SystemTransaction, clerkUserId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`clerk-user ${clerkUserId}`}, 0))`;
}

/** Merges a report into what is known of a user. Under {@link lockClerkUser}. */
export async function rememberUser(tx: SystemTransaction, clerkUserId: string, report: ClerkReport): Promise<void> {
  const facts = hearReport((await knownFacts(tx, clerkUserId)) ?? nothingHeard, report);
  await tx`
    insert into gloria.clerk_users (clerk_user_id, facts) values (${clerkUserId}, ${JSON.stringify(facts)}::text::jsonb)
    on conflict (clerk_user_id) do update set facts = excluded.facts`;
}

/** A deleted membership stays deleted; of the others the newest word counts. */
export async function rememberMembership(tx: SystemTransaction, report: MembershipReport): Promise<void> {
  await tx`
    insert into gloria.clerk_memberships as m (membership_id, clerk_user_id, clerk_org_id, updated_at_ms, deleted)
    values (${report.membershipId}, ${report.clerkUserId}, ${report.clerkOrgId}, ${report.atMs}, ${report.deleted})
    on conflict (membership_id) do update
      set deleted = m.deleted or excluded.deleted, updated_at_ms = greatest(m.updated_at_ms, excluded.updated_at_ms)`;
}

/** What Clerk's own list does not hold any more, and was not made after it was asked for, is deleted. */
export async function forgetOtherMemberships(
  tx: SystemTransaction,
  clerkUserId: string,
  listed: readonly string[],
  askedAtMs: number,
): Promise<void> {
  await tx`
    update gloria.clerk_memberships set deleted = true
    where clerk_user_id = ${clerkUserId} and not deleted and updated_at_ms < ${askedAtMs}
      and not membership_id = any(${[...listed]}::text[])`;
}

/**
 * The tenants whose organisation the user belongs or belonged to, and those where somebody is linked to them. Nothing
 * while Clerk has told of memberships only: the user's own event is still to come.
 */
export async function listConcernedTenants(tx: SystemTransaction, clerkUserId: string): Promise<ConcernedTenant[]> {
  const facts = await knownFacts(tx, clerkUserId);
  if (facts === null) return [];
  const rows = await tx<{ tenant_id: string; member: boolean | null }[]>`
    select t.id as tenant_id, bool_or(not m.deleted) as member
    from gloria.tenants t left join gloria.clerk_memberships m
      on m.clerk_org_id = t.clerk_org_id and m.clerk_user_id = ${clerkUserId}
    where m.membership_id is not null or t.id in (select f.tenant_id from gloria.find_clerk_user(${clerkUserId}) f)
    group by t.id order by t.id`;
  return rows.map((row) => ({ tenantId: row.tenant_id, remote: remoteOf(clerkUserId, facts, row.member) }));
}

async function knownFacts(tx: SystemTransaction, clerkUserId: string): Promise<ClerkFacts | null> {
  const [row] = await tx<
    { facts: ClerkFacts }[]
  >`select facts from gloria.clerk_users where clerk_user_id = ${clerkUserId}`;
  return row?.facts ?? null;
}

function remoteOf(clerkUserId: string, facts: ClerkFacts, member: boolean | null): RemotePerson {
  return {
    clerkUserId,
    name: facts.name?.value ?? null,
    email: facts.email?.value ?? null,
    phone: facts.phone?.value ?? null,
    externalId: facts.externalId?.value ?? null,
    banned: facts.blocked?.value.banned ?? false,
    locked: facts.blocked?.value.locked ?? false,
    deleted: facts.deleted,
    member,
  };
}

/** A user of Clerk's as a report; what our own columns would not take is left out. */
export function reportOf(user: ClerkUserData): ClerkReport {
  const name = [user.firstName, user.lastName].filter((part) => part !== null && part !== "").join(" ");
  return {
    atMs: user.updatedAtMs,
    deleted: false,
    banned: user.banned,
    locked: user.locked,
    name: text(200).safeParse(name).data ?? null,
    email: user.emailVerified ? (emailSchema.safeParse(user.email).data ?? null) : null,
    phone: phoneSchema.safeParse(user.phone).data ?? null,
    externalId: user.externalId,
  };
}

/** Clerk's word that a user is gone. */
export function deletionReport(atMs: number): ClerkReport {
  return {
    atMs,
    deleted: true,
    banned: false,
    locked: false,
    name: null,
    email: null,
    phone: null,
    externalId: null,
  };
}
