import type { TenantContext } from "@gloria/core";
import { type Services, type VerbTransaction, writeInTenant } from "../../platform/index.ts";

/**
 * Runs a writing verb, or, for a preview, runs it and takes all of it back: a preview meets every error that the change
 * itself would.
 */
export async function writeOrPreview<Result>(
  services: Services,
  ctx: TenantContext,
  isPreview: boolean,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
  const previewed: { result: Result }[] = [];
  try {
    return await writeInTenant(services, ctx, async (tx) => {
      const result = await work(tx);
      if (!isPreview) return result;
      previewed.push({ result });
      throw new TakenBack();
    });
  } catch (error) {
    const [preview] = previewed;
    if (error instanceof TakenBack && preview !== undefined) return preview.result;
    throw error;
  }
}

/** Ends the transaction of a preview. */
class TakenBack extends Error {}
