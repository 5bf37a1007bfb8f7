import { randomBytes } from "node:crypto";
import { type IssuedScimToken, type IssueScimTokenInput, issueScimTokenInput } from "@gloria/contracts";
import { AppError, idToHex, newId, type TenantContext } from "@gloria/core";
import { scimTokens, users } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { scimSecretHash, scimTokenPrefix, toScimToken } from "./scim-token-rows.ts";

/**
 * Makes a token for an identity provider. Its maker must hold, over the whole foundation, everything that a token can
 * do to people.
 *
 * Errors: `access.denied`.
 */
export async function issueScimToken(
  services: Services,
  ctx: TenantContext,
  input: IssueScimTokenInput,
): Promise<IssuedScimToken> {
  const { name, expiresInDays } = parseInput(issueScimTokenInput, input);
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  const id = newId();
  const secret = randomBytes(32).toString("base64url");
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    access.assertRegion("api_key:create", { scope: "ALL" });
    for (const code of heldByMakers) access.assertRegion(code, { scope: "ALL" });
    const [[row], [maker]] = await Promise.all([
      tx.db
        .insert(scimTokens)
        .values({
          tenantId: tx.tenantId,
          id,
          name,
          secretHash: scimSecretHash(secret),
          createdBy: actor.userId,
          expiresAt: sql`now() + make_interval(days => ${expiresInDays}::int)`,
        })
        .returning(),
      tx.db
        .select({ name: users.name })
        .from(users)
        .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, actor.userId))),
      recordAudit(tx, "scim_token.create", { entity: { type: "scim_token", id, label: name } }),
    ]);
    if (row === undefined) throw new Error("insert returned no row");
    return { ...toScimToken(row, maker?.name ?? null), token: `${scimTokenPrefix}${idToHex(id)}_${secret}` };
  });
}

const heldByMakers = [
  "user:create",
  "user:read",
  "user:update",
  "user:suspend",
  "user:delete",
  "user:restore",
] as const;
