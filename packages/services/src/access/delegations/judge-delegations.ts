import type { DelegationInertReason, DelegationState } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import type { Services } from "../../platform/index.ts";
import type { LoadedDelegation } from "./delegation-queries.ts";
import { heldByParent } from "./held-by-parent.ts";
import { type DelegationLink, loadLines } from "./load-lines.ts";

/** How a delegation stands now. */
export interface DelegationVerdict {
  readonly state: DelegationState;
  readonly inertReason: DelegationInertReason | null;
  /** Of its permissions those that the delegator does not hold now. */
  readonly lacking: string[];
}

/** What each of these gives now, in their order: asked of the delegators' rights at this very moment. */
export async function judgeDelegations(
  services: Services,
  tx: TenantTransaction,
  loaded: readonly LoadedDelegation[],
): Promise<DelegationVerdict[]> {
  const { now } = await tx.opening;
  const parentIds = loaded.flatMap(({ row }) => (isOver(row, now) ? [] : (row.parentId ?? [])));
  const lines = await loadLines(tx, parentIds);
  const early = loaded.map((one) => withoutRights(one, lines, now));
  const askedIds = [...new Set(loaded.flatMap(({ row }, place) => (early[place] === null ? row.delegatorId : [])))];
  const accesses = await services.permissions.accessOfUsers(tx, askedIds);
  const held = new Map(askedIds.map((id, place) => [id, heldByParent(accesses[place]?.effective() ?? [])]));
  return loaded.map(({ row }, place) => {
    const verdict = early[place];
    if (verdict !== null && verdict !== undefined) return verdict;
    const codes = held.get(row.delegatorId)?.get(row.parentId);
    const lacking = row.codes.filter((code) => codes?.has(code) !== true);
    const isInert = lacking.length === row.codes.length;
    return { state: isInert ? "inert" : "active", inertReason: isInert ? "lacks_now" : null, lacking };
  });
}

/** What is to be said without asking for anybody's rights; null when they decide. */
function withoutRights(
  { row, delegator, delegate }: LoadedDelegation,
  lines: ReadonlyMap<string, readonly DelegationLink[]>,
  now: Date,
): DelegationVerdict | null {
  const is = (state: DelegationState): DelegationVerdict => ({ state, inertReason: null, lacking: [] });
  const inert = (inertReason: DelegationInertReason): DelegationVerdict => ({
    state: "inert",
    inertReason,
    lacking: [],
  });
  if (row.endedAt !== null) return is("revoked");
  if (row.validUntil <= now) return is("expired");
  if (!delegator.isActive) return inert("delegator_inactive");
  if (!delegate.isActive) return inert("delegate_inactive");
  const line = row.parentId === null ? [] : (lines.get(row.parentId) ?? []);
  if (line.some((link) => isOver(link, now) || !link.delegatorActive)) return inert("parent_ended");
  return row.validFrom > now ? is("scheduled") : null;
}

function isOver(row: { readonly endedAt: Date | null; readonly validUntil: Date }, now: Date): boolean {
  return row.endedAt !== null || row.validUntil <= now;
}
