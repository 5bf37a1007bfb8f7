import { AppError, type Clock } from "@gloria/core";
import { LRUCache } from "lru-cache";
import type { VerifiedClaims } from "../token/verified-claims.ts";

/**
 * Where the issuer's names are looked up. Implemented over the `system` role (tenants) and the tenant's own
 * transaction (users). Whether a tenant or a person is active is not its concern: that may change at any moment and
 * is read in every request.
 */
export interface IdentityLookup {
  /** `tenants.clerk_org_id` → tenant id; null when unknown. */
  findTenantByOrg(orgId: string): Promise<string | null>;
  /** `users.clerk_user_id` within the tenant → user id; null when unknown. */
  findUser(tenantId: string, subject: string): Promise<string | null>;
}

export interface ResolvedIdentity {
  readonly tenantId: string;
  readonly userId: string;
}

export interface IdentityResolver {
  /**
   * @throws AppError `auth.no_tenant` when the token has no organisation, `auth.unknown_tenant` when it is not one
   *   of ours, `auth.unknown_person` when the person is none of its users.
   */
  resolve(claims: Pick<VerifiedClaims, "orgId" | "subject">): Promise<ResolvedIdentity>;
}

export interface IdentityResolverOptions {
  readonly lookup: IdentityLookup;
  /**
   * Asked about a person whose token is genuine and whom the tenant does not know: whoever was invited is known from
   * now on. The user's id, or null; a refusal is remembered for half a minute.
   */
  readonly adopt?: (tenantId: string, subject: string) => Promise<string | null>;
  readonly clock: Clock;
  /** People remembered; default 20,000 (about 6 MB). A tenant is remembered with each of its people. */
  readonly maxEntries?: number;
  /** How long a mapping is believed; default 5 minutes. */
  readonly maxAgeMs?: number;
}

interface Remembered {
  readonly identity: ResolvedIdentity;
  readonly knownSinceMs: number;
}

/** An unknown person who keeps trying is looked for elsewhere no more often than this. */
const refusalMs = 30_000;

/**
 * Organisation and subject of a token → tenant and user.
 *
 * Only hits are remembered: an unknown person may be provisioned the next second. A mapping does not change in the
 * life of a person, but merging two accounts moves one, hence the age limit.
 */
export function createIdentityResolver(options: IdentityResolverOptions): IdentityResolver {
  const { lookup, clock, maxEntries = 20_000, maxAgeMs = 5 * 60_000 } = options;
  const known = new LRUCache<string, Remembered>({ max: maxEntries });
  const refusedAtMs = new LRUCache<string, number>({ max: maxEntries });

  async function adopted(tenantId: string, subject: string): Promise<string | null> {
    if (options.adopt === undefined) return null;
    const key = JSON.stringify([tenantId, subject]);
    const nowMs = clock.now().getTime();
    const refused = refusedAtMs.get(key);
    if (refused !== undefined && Math.abs(nowMs - refused) < refusalMs) return null;
    const userId = await options.adopt(tenantId, subject);
    if (userId === null) refusedAtMs.set(key, nowMs);
    return userId;
  }

  async function look(orgId: string, subject: string): Promise<ResolvedIdentity> {
    const tenantId = await lookup.findTenantByOrg(orgId);
    if (tenantId === null) {
      throw new AppError("auth.unknown_tenant");
    }
    const userId = (await lookup.findUser(tenantId, subject)) ?? (await adopted(tenantId, subject));
    if (userId === null) {
      throw new AppError("auth.unknown_person");
    }
    return Object.freeze({ tenantId, userId });
  }

  return {
    async resolve({ orgId, subject }) {
      if (orgId === null) {
        throw new AppError("auth.no_tenant");
      }
      // JSON keeps the two apart whatever characters an issuer puts into them.
      const key = JSON.stringify([orgId, subject]);
      const nowMs = clock.now().getTime();
      const remembered = known.get(key);
      if (remembered !== undefined && Math.abs(nowMs - remembered.knownSinceMs) < maxAgeMs) {
        return remembered.identity;
      }
      const identity = await look(orgId, subject);
      known.set(key, { identity, knownSinceMs: nowMs });
      return identity;
    },
  };
}
