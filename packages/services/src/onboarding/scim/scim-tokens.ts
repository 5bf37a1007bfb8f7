import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import {
  type IssuedScimToken,
  type IssueScimTokenInput,
  issueScimTokenInput,
  listScimTokensInput,
  type Page,
  type ScimToken,
  scimTokenIdInput,
} from "@gloria/contracts";
import { AppError, hexToId, idToHex, newId, type RequestOrigin, type TenantContext } from "@gloria/core";
import { scimTokens, users } from "@gloria/db";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import {
  decodeCursor,
  instantKey,
  pageFrom,
  parseInput,
  readInTenant,
  recordAudit,
  type Services,
  systemContext,
  writeInTenant,
} from "../../platform/index.ts";
import type { ScimCaller } from "./scim-caller.ts";

const prefix = "glscim_";

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
          secretHash: hashOf(secret),
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
    return { ...toScimToken(row, maker?.name ?? null), token: `${prefix}${idToHex(id)}_${secret}` };
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

/** The foundation's tokens, newest first, without their secrets. */
export async function listScimTokens(
  services: Services,
  ctx: TenantContext,
  input: z.input<typeof listScimTokensInput>,
): Promise<Page<ScimToken>> {
  const wanted = parseInput(listScimTokensInput, input);
  const after = decodeCursor(wanted.cursor, "-createdAt", instantKey);
  return readInTenant(services, ctx, async (tx) => {
    (await tx.access).assertRegion("api_key:read", { scope: "ALL" });
    const rows = await tx.db
      .select({ token: scimTokens, makerName: users.name })
      .from(scimTokens)
      .leftJoin(users, and(eq(users.tenantId, scimTokens.tenantId), eq(users.id, scimTokens.createdBy)))
      .where(
        and(
          eq(scimTokens.tenantId, tx.tenantId),
          after === null
            ? undefined
            : sql`(${scimTokens.createdAt}, ${scimTokens.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(scimTokens.createdAt), desc(scimTokens.id))
      .limit(wanted.limit + 1);
    return pageFrom(
      rows,
      wanted.limit,
      ({ token, makerName }) => toScimToken(token, makerName),
      ({ token }) => ({ sort: "-createdAt", after: [token.createdAt.toISOString(), token.id] }),
    );
  });
}

/** From the next request on the token is refused; revoking twice changes nothing. Errors: `scim.token_not_found`. */
export async function revokeScimToken(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<{ done: true }> {
  const { id } = parseInput(scimTokenIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assertRegion("api_key:delete", { scope: "ALL" });
    const ofToken = and(eq(scimTokens.tenantId, tx.tenantId), eq(scimTokens.id, id));
    const [known] = await tx.db.select({ name: scimTokens.name }).from(scimTokens).where(ofToken);
    if (known === undefined) throw new AppError("scim.token_not_found");
    const [revoked] = await tx.db
      .update(scimTokens)
      .set({ revokedAt: sql`now()`, revokedBy: access.userId })
      .where(and(ofToken, isNull(scimTokens.revokedAt)))
      .returning({ id: scimTokens.id });
    if (revoked !== undefined) {
      await recordAudit(tx, "scim_token.revoke", { entity: { type: "scim_token", id, label: known.name } });
    }
    return { done: true };
  });
}

/**
 * Who sends this SCIM request. Asked in every request, so that a revoked token is refused by the next one.
 *
 * @param bearer the token; null without one. @throws AppError `scim.token_invalid`, whatever is wrong with it
 */
export async function authenticateScim(
  services: Services,
  origin: RequestOrigin,
  bearer: string | null,
  baseUrl: string,
): Promise<ScimCaller> {
  const [, hex = "", secret = ""] = /^glscim_([0-9a-f]{32})_([\w-]{43})$/.exec(bearer ?? "") ?? [];
  const tokenId = hexToId(hex);
  if (tokenId === null) throw new AppError("scim.token_invalid");
  const [row] = await services.system.sql<
    { tenant_id: string; secret_hash: string; created_by: string; is_fresh: boolean }[]
  >`
    select k.tenant_id, k.secret_hash, k.created_by, coalesce(k.last_used_at > now() - interval '1 minute', false) as is_fresh
    from gloria.scim_tokens k join gloria.tenants t on t.id = k.tenant_id
    where k.id = ${tokenId} and k.revoked_at is null and k.expires_at > now() and t.status = 'active'`;
  if (row === undefined || !sameHash(row.secret_hash, hashOf(secret))) throw new AppError("scim.token_invalid");
  // To the minute is exact enough, and spares a write in each request.
  if (!row.is_fresh) {
    await services.system.sql`update gloria.scim_tokens set last_used_at = now() where id = ${tokenId}`;
  }
  const ctx = { ...systemContext(row.tenant_id, `scim:${tokenId}`), origin };
  return { ctx, tokenId, createdBy: row.created_by, baseUrl };
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function toScimToken(row: typeof scimTokens.$inferSelect, createdByName: string | null): ScimToken {
  return {
    id: row.id,
    name: row.name,
    createdBy: row.createdBy,
    createdByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
