import { type Delegation, type DelegationIdInput, delegationIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { findUserTarget } from "../../organisation/index.ts";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { loadDelegation } from "./delegation-queries.ts";
import { showDelegations } from "./show-delegations.ts";

/**
 * One delegation, for either side of it, and for who holds `delegation:read` over the delegator.
 *
 * Errors: `delegation.not_found`, `access.denied`.
 */
export async function getDelegation(
  services: Services,
  ctx: TenantContext,
  input: DelegationIdInput,
): Promise<Delegation> {
  const { id } = parseInput(delegationIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const loaded = await loadDelegation(tx, id);
    const { delegatorId, delegateId } = loaded.row;
    if (access.userId === null || (access.userId !== delegatorId && access.userId !== delegateId)) {
      access.assert("delegation:read", await findUserTarget(tx, delegatorId));
    }
    const [shown] = await showDelegations(services, tx, [loaded], access);
    if (shown === undefined) throw new AppError("delegation.not_found");
    return shown;
  });
}
