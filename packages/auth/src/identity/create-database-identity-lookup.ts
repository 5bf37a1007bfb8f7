import type { TenantContext } from "@gloria/core";
import { type Database, readTenant, tenants, toAppError, users } from "@gloria/db";
import { and, eq, isNull } from "drizzle-orm";
import type { IdentityLookup } from "./create-identity-resolver.ts";

/**
 * {@link IdentityLookup} over our tables: the tenant under the `system` role, which may read tenants before one is
 * known, the user in a transaction of that tenant. Deleted people are unknown; other states are the request's to judge.
 *
 * Errors: `service.unavailable` and the like when the database does not answer.
 */
export function createDatabaseIdentityLookup(databases: {
  readonly system: Database;
  readonly app: Database;
}): IdentityLookup {
  return {
    async findTenantByOrg(orgId) {
      try {
        const [tenant] = await databases.system.db
          .select({ id: tenants.id })
          .from(tenants)
          .where(eq(tenants.clerkOrgId, orgId));
        return tenant?.id ?? null;
      } catch (error) {
        throw toAppError(error);
      }
    },
    async findUser(tenantId, subject) {
      const found = await readTenant(databases.app, contextOf(tenantId), ({ db }) =>
        db
          .select({ id: users.id })
          .from(users)
          .where(and(eq(users.tenantId, tenantId), eq(users.clerkUserId, subject), isNull(users.deletedAt))),
      );
      return found[0]?.id ?? null;
    },
  };
}

/** Nobody is signed in yet, so Gloria itself looks; nothing is written under this name. */
function contextOf(tenantId: string): TenantContext {
  return {
    tenantId,
    actor: { kind: "system", name: "identity-lookup" },
    origin: { requestId: "identity-lookup", ip: null, userAgent: null, traceId: null },
    locale: "id",
    schoolId: null,
  };
}
