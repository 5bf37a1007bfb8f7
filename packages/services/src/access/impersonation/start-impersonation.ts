import { type ImpersonationAnswer, type StartImpersonationInput, startImpersonationInput } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { impersonations, users } from "@gloria/db";
import { and, eq, inArray, sql } from "drizzle-orm";
import { notify, parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { assertMayImpersonate } from "./assert-may-impersonate.ts";

/**
 * Lets the caller look through another person's eyes from this session, for some minutes and for a reason. The person
 * is told, and whoever looks can change nothing.
 *
 * Errors: `user.not_found`, `access.denied`, `impersonation.not_allowed`.
 */
export async function startImpersonation(
  services: Services,
  ctx: TenantContext,
  input: StartImpersonationInput,
): Promise<ImpersonationAnswer> {
  const { userId, reason, minutes } = parseInput(startImpersonationInput, input);
  const { actor } = ctx;
  if (actor.kind !== "user" || actor.sessionId === null) throw new AppError("auth.unauthenticated");
  const { sessionId, userId: impersonatorId } = actor;
  return writeInTenant(services, { ...ctx, schoolId: null }, async (tx) => {
    await tx.shareEpoch();
    const [access, people] = await Promise.all([
      tx.access,
      tx.db
        .select()
        .from(users)
        .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, [userId, impersonatorId]))),
    ]);
    access.assert("user:impersonate");
    const person = people.find((row) => row.id === userId);
    const impersonator = people.find((row) => row.id === impersonatorId);
    if (person === undefined || impersonator === undefined) throw new AppError("user.not_found");
    await assertMayImpersonate(services, tx, person);
    const id = newId();
    const [[row]] = await Promise.all([
      tx.db
        .insert(impersonations)
        .values({
          tenantId: tx.tenantId,
          id,
          impersonatorId,
          targetId: userId,
          sessionId,
          reason,
          expiresAt: sql`now() + make_interval(mins => ${minutes}::int)`,
        })
        .returning(),
      recordAudit(tx, "impersonation.start", {
        entity: { type: "impersonation", id, label: person.name },
        targets: [{ type: "user", id: userId, label: person.name }],
        schoolId: person.homeSchoolId,
        reason,
      }),
      notify(tx, {
        type: "user.impersonated",
        recipientIds: [userId],
        entity: { type: "impersonation", id },
        data: { by: impersonator.name, reason, minutes },
      }),
    ]);
    if (row === undefined) throw new Error("insert returned no row");
    return {
      id,
      user: { id: userId, name: person.name },
      reason,
      startedAt: row.startedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    };
  });
}
