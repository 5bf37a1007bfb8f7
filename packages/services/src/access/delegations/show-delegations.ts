import type { Delegation } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { loadUserTargets } from "../../organisation/index.ts";
import type { Services } from "../../platform/index.ts";
import type { LoadedDelegation } from "./delegation-queries.ts";
import { judgeDelegations } from "./judge-delegations.ts";
import { loadLines } from "./load-lines.ts";

/** Delegations as they are answered, each judged as of now. */
export async function showDelegations(
  services: Services,
  tx: TenantTransaction,
  loaded: readonly LoadedDelegation[],
  access: Access,
): Promise<Delegation[]> {
  if (loaded.length === 0) return [];
  const judged = await judgeDelegations(services, tx, loaded);
  const targets = await loadUserTargets(
    tx,
    loaded.map(({ delegator }) => delegator),
  );
  const lines = await loadLines(
    tx,
    loaded.flatMap(({ row }) => row.parentId ?? []),
  );
  return loaded.map(({ row, delegator, delegate }, place) => {
    const verdict = judged[place];
    if (verdict === undefined) throw new Error("a delegation was not judged");
    const isOpen = verdict.state !== "revoked" && verdict.state !== "expired";
    const isParty = access.userId === row.delegatorId || access.userId === row.delegateId;
    return {
      id: row.id,
      delegator: { id: delegator.id, name: delegator.name },
      delegate: { id: delegate.id, name: delegate.name },
      codes: [...row.codes],
      validFrom: row.validFrom.toISOString(),
      validUntil: row.validUntil.toISOString(),
      reason: row.reason,
      parentId: row.parentId,
      handOn: row.handOn,
      above: (lines.get(row.parentId ?? "") ?? []).map((link) => ({
        id: link.id,
        delegator: { id: link.delegatorId, name: link.delegatorName },
        validFrom: link.validFrom.toISOString(),
        validUntil: link.validUntil.toISOString(),
        endedAt: link.endedAt?.toISOString() ?? null,
      })),
      ...verdict,
      createdAt: row.createdAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      endedBy: row.endedBy,
      can: { revoke: isOpen && (isParty || access.can("delegation:close", targets.get(delegator.id))) },
    };
  });
}
