import { listScimTokensInput, type Page, type ScimToken } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { scimTokens, users } from "@gloria/db";
import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { toScimToken } from "./scim-token-rows.ts";

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
