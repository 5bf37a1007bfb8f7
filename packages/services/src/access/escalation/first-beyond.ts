import type { TenantTransaction } from "@gloria/db";
import {
  type Access,
  accessOf,
  compileFacts,
  type Decision,
  loadFacts,
  type Region,
  type Target,
} from "@gloria/permissions";

/** Where a right reaches: a whole region, one thing, or no more than what its holder owns. */
export type Reach = { readonly region: Region } | { readonly target: Target } | "own";

/** Some permissions, and where somebody comes to hold them. */
export interface Gain {
  readonly codes: readonly string[];
  readonly reaches: readonly Reach[];
}

/**
 * The first permission that somebody may not hand out, or slip into, since they do not hold it at that place or wider;
 * null when there is none. What is delegated to them, or theirs on a condition alone, is not theirs to hand out. A part
 * of Gloria itself holds everything. Asked before the transaction changes any right.
 *
 * @param access whose it must be; it narrows, where it stands for the choice of a school or for somebody impersonated
 */
export async function firstBeyond(
  tx: TenantTransaction,
  access: Access,
  gains: readonly Gain[],
): Promise<string | null> {
  const { userId } = access;
  if (userId === null) return null;
  // Also where nothing is gained: what is taken away next may be what the caller gives by right a moment later.
  const own = await ownAccess(tx, access, userId);
  const asked = new Set<string>();
  for (const { codes, reaches } of gains) {
    for (const reach of reaches) {
      const where = JSON.stringify(reach);
      for (const code of codes) {
        const question = `${code} ${where}`;
        if (asked.has(question)) continue;
        asked.add(question);
        if (!decide(access, code, reach).allowed || !decide(own, code, reach).allowed) return code;
      }
    }
  }
  return null;
}

// Of the rights that one request began with, however often it hands out some of them.
const ownAccesses = new WeakMap<Access, Promise<Access>>();

/** With nothing that somebody delegates, and no ALLOW that hangs on a condition. */
function ownAccess(tx: TenantTransaction, access: Access, userId: string): Promise<Access> {
  const known = ownAccesses.get(access);
  if (known !== undefined) return known;
  const own = Promise.all([loadFacts(tx, userId), tx.opening]).then(([{ raw, epoch }, { now }]) => {
    const at = now.getTime();
    const grants = raw.grants.filter(({ effect, condition }) => effect === "DENY" || condition === null);
    const facts = compileFacts({ ...raw, grants, delegations: [] }, at);
    return accessOf(facts, epoch, at, { schoolId: null, strict: false, request: tx.ctx.origin });
  });
  ownAccesses.set(access, own);
  return own;
}

function decide(access: Access, code: string, reach: Reach): Decision {
  if (reach === "own") return access.checkText({ code });
  return access.checkText("region" in reach ? { code, region: reach.region } : { code, target: reach.target });
}
