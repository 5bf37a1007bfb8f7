import { createHash } from "node:crypto";
import type { ScimToken } from "@gloria/contracts";
import type { scimTokens } from "@gloria/db";

export const scimTokenPrefix = "glscim_";

/** What is kept of a token's secret. */
export function scimSecretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

export function toScimToken(row: typeof scimTokens.$inferSelect, createdByName: string | null): ScimToken {
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
