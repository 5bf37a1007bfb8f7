import type { TenantContext } from "@gloria/core";
import { readInTenant, type Services } from "../../platform/index.ts";

/** Opens the caller's tenant and looks at nothing: it throws when session, person or tenant no longer hold. */
export async function validateSession(services: Services, ctx: TenantContext): Promise<void> {
  await readInTenant(services, ctx, async (tx) => {
    await tx.access;
  });
}
