import { scimTokenIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { scimTokens } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";

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
