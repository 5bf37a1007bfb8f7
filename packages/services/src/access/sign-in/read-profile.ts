import type { LoginResult } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { type TenantTransaction, tenants, users } from "@gloria/db";
import { and, eq, isNull } from "drizzle-orm";

/** A person and their tenant, as the shell of the admin app shows them. */
export async function readProfile(
  tx: TenantTransaction,
  userId: string,
): Promise<Pick<LoginResult, "user" | "tenant">> {
  const [row] = await tx.db
    .select({ user: users, tenant: tenants })
    .from(users)
    .innerJoin(tenants, eq(tenants.id, users.tenantId))
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, userId), isNull(users.deletedAt)));
  if (row === undefined) throw new AppError("auth.unknown_person");
  const { user, tenant } = row;
  return {
    user: {
      id: user.id,
      name: user.name,
      titlePrefix: user.titlePrefix,
      titleSuffix: user.titleSuffix,
      email: user.email,
      nip: user.nip,
      status: user.status,
      locale: user.locale ?? tenant.locale,
      timeZone: user.timeZone ?? tenant.timeZone,
    },
    tenant: { id: tenant.id, code: tenant.code, name: tenant.name, kind: tenant.kind },
  };
}
