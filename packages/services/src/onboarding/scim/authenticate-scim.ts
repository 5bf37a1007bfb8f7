import { timingSafeEqual } from "node:crypto";
import { AppError, hexToId, type RequestOrigin } from "@gloria/core";
import { type Services, systemContext } from "../../platform/index.ts";
import type { ScimCaller } from "./scim-caller.ts";
import { scimSecretHash } from "./scim-token-rows.ts";

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
  if (row === undefined || !sameHash(row.secret_hash, scimSecretHash(secret))) throw new AppError("scim.token_invalid");
  // To the minute is exact enough, and spares a write in each request.
  if (!row.is_fresh) {
    await services.system.sql`update gloria.scim_tokens set last_used_at = now() where id = ${tokenId}`;
  }
  const ctx = { ...systemContext(row.tenant_id, `scim:${tokenId}`), origin };
  return { ctx, tokenId, createdBy: row.created_by, baseUrl };
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
