import type { TenantContext } from "@gloria/core";
import { readInTenant, type Services } from "../../platform/index.ts";

/** @throws AppError `access.denied` for everybody but operators */
export async function assertMayReadQueues(services: Services, ctx: TenantContext): Promise<void> {
  await readInTenant(services, ctx, async (tx) => {
    (await tx.access).assert("platform.queue:read");
  });
}
