import {
  type PermissionEntry,
  type PermissionEntryDetail,
  patternMatches,
  permissionByCodeInput,
  permissionIdInput,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { grants, type TenantTransaction } from "@gloria/db";
import { and, eq, isNull, like, sql } from "drizzle-orm";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { loadCatalogue } from "./catalogue-queries.ts";

/** One permission by id. Errors: `access.denied`, `permission.not_found`. */
export async function getPermission(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<PermissionEntryDetail> {
  const { id } = parseInput(permissionIdInput, input);
  return findPermissionEntry(services, ctx, (entry) => entry.id === id.toLowerCase());
}

/** One permission by its code. Errors: `access.denied`, `permission.not_found`. */
export async function getPermissionByCode(
  services: Services,
  ctx: TenantContext,
  input: { code: string },
): Promise<PermissionEntryDetail> {
  const { code } = parseInput(permissionByCodeInput, input);
  return findPermissionEntry(services, ctx, (entry) => entry.code === code);
}

function findPermissionEntry(
  services: Services,
  ctx: TenantContext,
  isMeant: (entry: PermissionEntry) => boolean,
): Promise<PermissionEntryDetail> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission:read");
    const entry = (await loadCatalogue(tx, access)).find(isMeant);
    if (entry === undefined) throw new AppError("permission.not_found");
    return { ...entry, grants: await countGrants(tx, entry.code) };
  });
}

async function countGrants(tx: TenantTransaction, code: string): Promise<PermissionEntryDetail["grants"]> {
  const open = and(
    eq(grants.tenantId, tx.tenantId),
    isNull(grants.endedAt),
    sql`(${grants.validUntil} is null or ${grants.validUntil} > now())`,
  );
  const named = await tx.db
    .select({ code: grants.code, count: sql<number>`count(*)::int` })
    .from(grants)
    .where(and(open, sql`(${eq(grants.code, code)} or ${like(grants.code, "%*%")})`))
    .groupBy(grants.code);
  const exact = named.find((one) => one.code === code)?.count ?? 0;
  const wildcard = named
    .filter((one) => one.code !== code && patternMatches(one.code, code))
    .reduce((sum, { count }) => sum + count, 0);
  return { exact, wildcard };
}
