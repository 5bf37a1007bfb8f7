import type { TenantContext } from "@gloria/core";
import type { Access } from "@gloria/permissions";
import { type Services, type VerbTransaction, writeInTenant } from "../../platform/index.ts";
import { assertPolicyTests } from "../policy-tests/assert-policy-tests.ts";

/** What every change of rights answers beside its own result. */
export interface RightsChanged {
  /** The epoch that the change made; of a preview the one that it was made from. */
  readonly epoch: number;
  readonly dryRun: boolean;
}

/**
 * Runs a verb that changes who may do what, alone in its tenant and on the rights of the very epoch that it changes, so
 * that nobody acts on rights that have just been taken from them. A preview runs all of it and takes it back.
 */
export async function changeRights<Result extends object>(
  services: Services,
  ctx: TenantContext,
  options: { readonly dryRun: boolean },
  work: (tx: VerbTransaction, access: Access) => Promise<Result>,
): Promise<Result & RightsChanged> {
  const previewed: (Result & RightsChanged)[] = [];
  try {
    return await writeInTenant(services, ctx, async (tx) => {
      const epoch = await tx.lockEpoch();
      const result = await work(tx, await tx.access);
      const raised = await tx.lockEpoch();
      // Inside of another transaction an earlier change may have raised it already.
      if (raised !== epoch || services.enclosing !== undefined) await assertPolicyTests(tx, raised);
      if (!options.dryRun) return { ...result, epoch: raised, dryRun: false };
      previewed.push({ ...result, epoch, dryRun: true });
      throw new TakenBack();
    });
  } catch (error) {
    const [preview] = previewed;
    if (error instanceof TakenBack && preview !== undefined) return preview;
    throw error;
  }
}

/** Ends the transaction of a preview. */
class TakenBack extends Error {}
