import type { ClerkSync } from "@gloria/contracts";
import { AppError, isAppError, newId, type TenantContext } from "@gloria/core";
import { clerkLinks, sessions, type TenantTransaction, users } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import {
  assertAdministratorRemains,
  listAssignmentsToday,
  userColumnClasses,
  userTarget,
} from "../../organisation/index.ts";
import {
  diffEntity,
  nextVersion,
  recordAudit,
  type Services,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { factsOf, openReview, settleReview } from "./clerk-reviews.ts";
import { type ClerkAction, type LocalPerson, type ProfileChange, type RemotePerson, reconcile } from "./reconcile.ts";

/**
 * Makes Clerk's word true in one tenant, in one transaction: whom it deactivates is suspended, and their sessions end
 * with the same commit. Doing it again changes nothing. The last administrator is left in place and handed to a person
 * to decide.
 *
 * Errors: `access.denied` without `user:update` over the person who is meant, or, when nobody is, over the foundation.
 */
export async function applyClerkWord(services: Services, ctx: TenantContext, remote: RemotePerson): Promise<ClerkSync> {
  try {
    return await attempt(services, ctx, remote, false);
  } catch (error) {
    if (!isAppError(error, "access.last_administrator")) throw error;
    return attempt(services, ctx, remote, true);
  }
}

function attempt(
  services: Services,
  ctx: TenantContext,
  remote: RemotePerson,
  sparesAdministrator: boolean,
): Promise<ClerkSync> {
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [locals, access] = await Promise.all([lockPossiblePeople(tx, remote), tx.access]);
    const actions = reconcile(locals, remote).map((action) =>
      sparesAdministrator && action.kind === "suspend" ? spared(action.userId) : action,
    );
    const meant =
      locals.find((local) => local.clerkUserId === remote.clerkUserId)?.id ??
      actions.find((action) => action.kind === "link")?.userId ??
      null;
    const person = locals.find((local) => local.id === meant);
    if (person === undefined) access.assertRegion("user:update", { scope: "ALL" });
    else access.assert("user:update", userTarget(person, await listAssignmentsToday(tx, person.id)));
    let reviewId: string | null = null;
    for (const action of actions) {
      const opened = await perform(tx, remote, action);
      reviewId ??= opened;
    }
    if (!actions.some((action) => action.kind === "review")) await settleReview(tx, remote.clerkUserId);
    const done = actions.map((action) => action.kind);
    return { outcome: outcomeOf(done), userId: meant, reviewId, actions: done };
  });
}

function spared(userId: string): ClerkAction {
  return { kind: "review", reason: "last_administrator", candidateIds: [userId] };
}

function outcomeOf(done: readonly ClerkAction["kind"][]): ClerkSync["outcome"] {
  if (done.includes("review")) return "review";
  return done.length === 0 ? "unchanged" : "changed";
}

/** @returns the id of the case that was opened, if one was */
async function perform(tx: VerbTransaction, remote: RemotePerson, action: ClerkAction): Promise<string | null> {
  switch (action.kind) {
    case "review":
      return openReview(tx, {
        subject: remote.clerkUserId,
        reason: action.reason,
        facts: factsOf(remote),
        candidateIds: action.candidateIds,
      });
    case "link":
      await linkPerson(tx, action.userId, remote.clerkUserId);
      return null;
    case "update":
      await changePerson(tx, action.userId, action.fields, { action: "user.update" });
      return null;
    case "suspend":
      await suspendPerson(tx, action.userId, action.why);
      return null;
    case "activate":
      await changePerson(tx, action.userId, { status: "active" }, { action: "user.activate", reason: "clerk" });
      await noteSuspension(tx, action.userId, false);
      return null;
  }
}

/** From now on this Clerk user's tokens are the person's. @throws AppError `user.clerk_id_in_use` */
export async function linkPerson(tx: TenantTransaction, userId: string, clerkUserId: string): Promise<void> {
  await changePerson(tx, userId, { clerkUserId }, { action: "user.link" });
}

async function suspendPerson(tx: TenantTransaction, userId: string, why: string): Promise<void> {
  await changePerson(tx, userId, { status: "suspended" }, { action: "user.suspend", reason: `clerk: ${why}` });
  await assertAdministratorRemains(tx);
  await Promise.all([
    tx.db
      .update(sessions)
      .set({ revokedAt: sql`now()`, revokeReason: "user_suspended" })
      .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.userId, userId), isNull(sessions.revokedAt))),
    noteSuspension(tx, userId, true),
  ]);
}

async function noteSuspension(tx: TenantTransaction, userId: string, suspendedByClerk: boolean): Promise<void> {
  await tx.db
    .insert(clerkLinks)
    .values({ tenantId: tx.tenantId, id: newId(), userId, suspendedByClerk })
    .onConflictDoUpdate({
      target: [clerkLinks.tenantId, clerkLinks.userId],
      set: { suspendedByClerk, ...nextVersion(clerkLinks) },
    });
}

interface ToldAs {
  readonly action: "user.update" | "user.link" | "user.suspend" | "user.activate";
  readonly reason?: string;
}

type Change = ProfileChange & { readonly clerkUserId?: string; readonly status?: "active" | "suspended" };

async function changePerson(tx: TenantTransaction, id: string, change: Change, told: ToldAs): Promise<void> {
  const ofPerson = and(eq(users.tenantId, tx.tenantId), eq(users.id, id));
  const [before] = await tx.db.select().from(users).where(ofPerson);
  const [after] = await tx.db
    .update(users)
    .set({ ...change, ...nextVersion(users) })
    .where(ofPerson)
    .returning();
  if (before === undefined || after === undefined) throw new AppError("user.not_found");
  await recordAudit(tx, told.action, {
    entity: { type: "user", id, version: after.version, label: after.name },
    schoolId: after.homeSchoolId,
    changes: diffEntity(before, after, userColumnClasses),
    reason: told.reason ?? null,
  });
}

interface PossiblePerson extends LocalPerson {
  readonly tenantId: string;
  readonly homeSchoolId: string | null;
}

/** Everybody who shares the Clerk id, the e-mail or the NIP, locked until the transaction ends. */
async function lockPossiblePeople(tx: TenantTransaction, remote: RemotePerson): Promise<PossiblePerson[]> {
  const rows = await tx.db
    .select()
    .from(users)
    .where(
      and(
        eq(users.tenantId, tx.tenantId),
        sql`(${users.clerkUserId} = ${remote.clerkUserId} or (${users.deletedAt} is null
          and (lower(${users.email}) = ${remote.email} or ${users.nip} = ${remote.externalId})))`,
      ),
    )
    .orderBy(users.id)
    .for("update");
  const ids = rows.map((row) => row.id);
  const links = await tx.db
    .select({ userId: clerkLinks.userId, suspendedByClerk: clerkLinks.suspendedByClerk })
    .from(clerkLinks)
    .where(and(eq(clerkLinks.tenantId, tx.tenantId), sql`${clerkLinks.userId} = any(${sql.param(ids)}::uuid[])`));
  const byClerk = new Set(links.filter((link) => link.suspendedByClerk).map((link) => link.userId));
  return rows.map((row) => ({
    tenantId: row.tenantId,
    homeSchoolId: row.homeSchoolId,
    id: row.id,
    clerkUserId: row.clerkUserId,
    name: row.name,
    email: row.email,
    phone: row.phone,
    nip: row.nip,
    status: row.status,
    deleted: row.deletedAt !== null,
    suspendedByClerk: byClerk.has(row.id),
  }));
}
