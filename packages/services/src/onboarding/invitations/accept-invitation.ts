import { type AcceptedInvitation, type AcceptInvitationInput, acceptInvitationInput } from "@gloria/contracts";
import { AppError, isAppError, type TenantContext } from "@gloria/core";
import { invitations, type TenantTransaction, users, withTenant } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { beginLocalSession, type SessionIssuer } from "../../access/index.ts";
import { type UserDataRow, userColumnClasses } from "../../organisation/index.ts";
import {
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  systemContext,
} from "../../platform/index.ts";
import type { ClerkInvitations } from "./clerk-invitations.ts";
import { countAttempt } from "./count-attempt.ts";
import { hashCode, hashToken, tenantOfToken } from "./invitation-proofs.ts";
import { type InvitationRow, statusOf } from "./invitation-queries.ts";

/** How a person goes on who has accepted: signed in by this installation, or led on to Clerk. */
export type WayIn =
  | { readonly kind: "local"; readonly issuer: SessionIssuer }
  | { readonly kind: "clerk"; readonly invitations: ClerkInvitations };

type Caller = Pick<TenantContext, "origin" | "locale">;
type Proof = { readonly column: "token_hash" | "code_hash"; readonly hash: string };

/**
 * Lets an invited person in, once: they become active with the same commit. Of two who bring the same proof exactly
 * one succeeds. Attempts are counted by address and foundation, whatever they bring.
 *
 * Errors: `invitation.invalid` for any proof that is none, `invitation.expired` and the like for one that was,
 * `invitation.too_many_attempts`, `invitation.not_invitable`, `auth.tenant_inactive`, `service.unavailable` (Clerk).
 */
export async function acceptInvitation(
  services: Services,
  way: WayIn,
  caller: Caller,
  input: AcceptInvitationInput,
): Promise<AcceptedInvitation> {
  const given = parseInput(acceptInvitationInput, input);
  const tenantId =
    given.token === undefined ? await tenantOfCode(services, given.tenant ?? "") : tenantOfToken(given.token);
  if (tenantId === null) throw new AppError("invitation.invalid");
  const ctx: TenantContext = { ...systemContext(tenantId, "invitation"), ...caller };
  try {
    const attempt = await countAttempt(services, ctx);
    const proof: Proof =
      given.token === undefined
        ? { column: "code_hash", hash: await hashCode(services.fieldCrypto, tenantId, given.code ?? "") }
        : { column: "token_hash", hash: hashToken(given.token) };
    const accepted = await letIn(services, way, ctx, proof);
    await attempt.giveBack();
    return accepted;
  } catch (error) {
    // A token may name any tenant: that there is none is no more than a wrong token.
    throw isAppError(error, "auth.unknown_tenant") ? new AppError("invitation.invalid") : error;
  }
}

async function tenantOfCode(services: Services, code: string): Promise<string | null> {
  const [tenant] = await services.system.sql<{ id: string }[]>`select id from gloria.tenants where code = ${code}`;
  return tenant?.id ?? null;
}

async function letIn(services: Services, way: WayIn, ctx: TenantContext, proof: Proof): Promise<AcceptedInvitation> {
  if (way.kind === "local") {
    return withRefusals(services, ctx, () =>
      withTenant(services.app, ctx, async (tx) => {
        const userId = await accept(tx, proof, null);
        return { userId, login: await beginLocalSession(tx, way.issuer, ctx.origin, userId), continueUrl: null };
      }),
    );
  }
  // Clerk is asked between two transactions: nothing waits for it with a row locked.
  const found = await withRefusals(services, ctx, () => withTenant(services.app, ctx, (tx) => findOpen(tx, proof)));
  const { email, userId, expiresAt } = found;
  const days = Math.max(1, Math.ceil((expiresAt.getTime() - services.clock.now().getTime()) / 86_400_000));
  const made =
    email === null
      ? null
      : await way.invitations.create({ email, userId, redirectUrl: services.publicUrl, expiresInDays: days });
  try {
    await withTenant(services.app, ctx, (tx) => accept(tx, proof, made?.id ?? null));
  } catch (error) {
    if (made !== null) await way.invitations.revoke(made.id);
    throw error;
  }
  return { userId, login: null, continueUrl: made?.url ?? null };
}

/** Writes a wrong proof into the audit log; the transaction that found it wrong has rolled back. */
async function withRefusals<Result>(
  services: Services,
  ctx: TenantContext,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) && error.code.startsWith("invitation.")) {
      await withTenant(services.app, ctx, (tx) =>
        recordAudit(tx, "invitation.refused", { outcome: "denied", reason: error.code }),
      );
    }
    throw error;
  }
}

const bears = (tx: TenantTransaction, { column, hash }: Proof) =>
  and(
    eq(invitations.tenantId, tx.tenantId),
    eq(column === "token_hash" ? invitations.tokenHash : invitations.codeHash, hash),
  );

/** Whom a proof is for, locked before the invitation, as everybody does who locks both. */
async function lockInvited(tx: TenantTransaction, proof: Proof): Promise<UserDataRow | undefined> {
  const [invited] = await tx.db.select({ userId: invitations.userId }).from(invitations).where(bears(tx, proof));
  if (invited === undefined) return undefined;
  const [person] = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, invited.userId)))
    .for("update");
  return person;
}

/** @throws AppError `auth.tenant_inactive`, and of the invitation's state */
async function findOpen(tx: TenantTransaction, proof: Proof): Promise<InvitationRow> {
  const [[tenant], [row], { now }] = await Promise.all([
    tx.sql.unsafe<{ status: string }[]>("select status from gloria.tenants where id = $1", [tx.tenantId]),
    tx.db.select().from(invitations).where(bears(tx, proof)).for("update"),
    tx.opening,
  ]);
  if (tenant?.status !== "active") throw new AppError("auth.tenant_inactive");
  if (row === undefined) throw new AppError("invitation.invalid");
  switch (statusOf(row, now)) {
    case "accepted":
      throw new AppError("invitation.already_accepted");
    case "withdrawn":
      throw new AppError("invitation.withdrawn");
    case "expired":
      throw new AppError("invitation.expired", { expiredAt: row.expiresAt.toISOString() });
    case "pending":
      return row;
  }
}

/** @returns the person who is active now */
async function accept(tx: TenantTransaction, proof: Proof, clerkInvitationId: string | null): Promise<string> {
  await tx.sql.unsafe("select gloria.lock_epoch()");
  const before = await lockInvited(tx, proof);
  const row = await findOpen(tx, proof);
  const mine = and(eq(users.tenantId, tx.tenantId), eq(users.id, row.userId));
  if (before?.status !== "invited" || before.deletedAt !== null) throw new AppError("invitation.not_invitable");
  const [[after]] = await Promise.all([
    tx.db
      .update(users)
      .set({ status: "active", ...nextVersion(users) })
      .where(mine)
      .returning(),
    tx.db
      .update(invitations)
      .set({ acceptedAt: sql`now()`, clerkInvitationId, ...nextVersion(invitations) })
      .where(and(eq(invitations.tenantId, tx.tenantId), eq(invitations.id, row.id))),
  ]);
  if (after === undefined) throw new AppError("invitation.not_invitable");
  const actor = { kind: "user", userId: row.userId, sessionId: null } as const;
  await Promise.all([
    recordAudit(tx, "invitation.accept", {
      actor,
      entity: { type: "invitation", id: row.id, version: row.version + 1, label: after.name },
      schoolId: after.homeSchoolId,
      targets: [{ type: "user", id: row.userId }],
    }),
    recordAudit(tx, "user.activate", {
      actor,
      entity: { type: "user", id: row.userId, version: after.version, label: after.name },
      schoolId: after.homeSchoolId,
      changes: diffEntity(before, after, userColumnClasses),
      reason: "invitation",
    }),
  ]);
  return row.userId;
}
