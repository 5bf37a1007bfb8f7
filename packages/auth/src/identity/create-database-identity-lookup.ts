import { hexToId, type TenantContext } from "@gloria/core";
import { type Database, readTenant, tenants, toAppError, users } from "@gloria/db";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { IdentityLookup } from "./create-identity-resolver.ts";

/**
 * {@link IdentityLookup} over our tables: the tenant under the `system` role, which may read tenants before one is
 * known, the user in a transaction of that tenant. Deleted people are unknown; other states are the request's to judge.
 *
 * Clerk's names stand in columns of their own; the local issuer's carry our ids, so that somebody created a moment
 * ago can sign in. Which of the two is meant must be said: a token of one issuer never speaks with the other's names.
 *
 * Errors: `service.unavailable` and the like when the database does not answer.
 */
export function createDatabaseIdentityLookup(
  databases: { readonly system: Database; readonly app: Database },
  names: "clerk" | "local",
): IdentityLookup {
  return {
    async findTenantByOrg(orgId) {
      try {
        const [tenant] = await databases.system.db
          .select({ id: tenants.id })
          .from(tenants)
          .where(names === "local" ? isId(tenants.id, orgId, "org_") : eq(tenants.clerkOrgId, orgId));
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
          .where(
            and(
              eq(users.tenantId, tenantId),
              names === "local" ? isId(users.id, subject, "user_") : eq(users.clerkUserId, subject),
              isNull(users.deletedAt),
            ),
          ),
      );
      return found[0]?.id ?? null;
    },
  };
}

function isId(column: typeof users.id | typeof tenants.id, name: string, prefix: string): SQL {
  const id = name.startsWith(prefix) ? hexToId(name.slice(prefix.length)) : null;
  return id === null ? sql`false` : eq(column, id);
}

/** Nobody is signed in yet, so Gloria itself looks; nothing is written under this name. */
function contextOf(tenantId: string): TenantContext {
  return {
    tenantId,
    actor: { kind: "system", name: "identity-lookup" },
    origin: { requestId: "identity-lookup", ip: null, userAgent: null, traceId: null, channel: "api" },
    locale: "id",
    schoolId: null,
  };
}
