import type { ClerkReviewReason, UserStatus } from "@gloria/contracts";

/** A person of the foundation who may be the one that Clerk speaks of. */
export interface LocalPerson {
  readonly id: string;
  readonly clerkUserId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly nip: string | null;
  readonly status: UserStatus;
  readonly deleted: boolean;
  /** Suspended by Clerk's word, not by a person's. */
  readonly suspendedByClerk: boolean;
}

/** A Clerk user as the foundation sees them. */
export interface RemotePerson {
  readonly clerkUserId: string;
  readonly name: string | null;
  /** Verified. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly externalId: string | null;
  readonly banned: boolean;
  readonly locked: boolean;
  readonly deleted: boolean;
  /** Of the foundation's organisation; false: not any more; null: Clerk has never said so. */
  readonly member: boolean | null;
}

export interface ProfileChange {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}

export type ClerkAction =
  | { readonly kind: "link"; readonly userId: string }
  | { readonly kind: "update"; readonly userId: string; readonly fields: ProfileChange }
  | { readonly kind: "suspend"; readonly userId: string; readonly why: "deleted" | "banned" | "locked" | "left" }
  | { readonly kind: "activate"; readonly userId: string }
  | { readonly kind: "review"; readonly reason: ClerkReviewReason; readonly candidateIds: readonly string[] };

/**
 * What is to be done here for Clerk's word to be true, given everybody who shares the id, e-mail or NIP. Done once,
 * there is nothing left to do but, where a person must decide, the review. Pure.
 */
export function reconcile(locals: readonly LocalPerson[], remote: RemotePerson): readonly ClerkAction[] {
  const linked = locals.find((local) => local.clerkUserId === remote.clerkUserId);
  if (linked !== undefined) return bringUpToDate(linked, locals, remote);
  // Who was never a member here is none of this foundation's people.
  if (remote.member === null) return [];
  const candidates = locals.filter((local) => !local.deleted && isMeant(local, remote));
  const candidateIds = candidates.map((local) => local.id).sort();
  const [only, another] = candidates;
  if (only === undefined) return remote.member && !remote.deleted ? [review("unmatched", [])] : [];
  if (another !== undefined) return [review("ambiguous", candidateIds)];
  if (only.clerkUserId !== null) return [review("already_linked", candidateIds)];
  return [{ kind: "link", userId: only.id }, ...bringUpToDate(only, locals, remote)];
}

/** By verified e-mail or by NIP; a Clerk user's external id is the NIP. */
function isMeant(local: LocalPerson, remote: RemotePerson): boolean {
  return (
    (remote.email !== null && local.email?.toLowerCase() === remote.email) ||
    (remote.externalId !== null && local.nip === remote.externalId)
  );
}

function bringUpToDate(local: LocalPerson, locals: readonly LocalPerson[], remote: RemotePerson): ClerkAction[] {
  // A person who has left, or is deleted here, is not called back by Clerk.
  if (local.deleted || local.status === "resigned") return [];
  const userId = local.id;
  const holder = locals.find(
    (other) => other.id !== local.id && !other.deleted && other.email?.toLowerCase() === remote.email,
  );
  const emailIsTaken = remote.email !== null && holder !== undefined;
  const fields: ProfileChange = {
    ...(remote.name !== null && remote.name !== local.name ? { name: remote.name } : {}),
    ...(remote.email !== null && remote.email !== local.email?.toLowerCase() && !emailIsTaken
      ? { email: remote.email }
      : {}),
    ...(remote.phone !== null && remote.phone !== local.phone ? { phone: remote.phone } : {}),
  };
  return [
    ...(Object.keys(fields).length === 0 ? [] : [{ kind: "update", userId, fields } as const]),
    ...statusAction(local, remote),
    ...(emailIsTaken ? [review("in_use", [holder.id])] : []),
  ];
}

function statusAction(local: LocalPerson, remote: RemotePerson): ClerkAction[] {
  const why = whyBlocked(remote);
  if (why !== null) return local.status === "suspended" ? [] : [{ kind: "suspend", userId: local.id, why }];
  const comesIn = local.status === "invited" || (local.status === "suspended" && local.suspendedByClerk);
  return comesIn ? [{ kind: "activate", userId: local.id }] : [];
}

function whyBlocked(remote: RemotePerson): "deleted" | "banned" | "locked" | "left" | null {
  if (remote.deleted) return "deleted";
  if (remote.banned) return "banned";
  if (remote.locked) return "locked";
  return remote.member === false ? "left" : null;
}

function review(reason: ClerkReviewReason, candidateIds: readonly string[]): ClerkAction {
  return { kind: "review", reason, candidateIds };
}
