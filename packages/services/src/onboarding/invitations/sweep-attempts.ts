import type { TenantContext } from "@gloria/core";
import { type Services, writeInTenant } from "../../platform/index.ts";
import { attemptWindowMinutes } from "./count-attempt.ts";

/** Forgets attempts of a tenant whose window is over, and with them the addresses they came from; how many. */
export async function sweepAttempts(services: Services, ctx: TenantContext): Promise<number> {
  return writeInTenant(services, ctx, async (tx) => {
    const gone = await tx.sql.unsafe(
      `delete from gloria.attempt_counters
       where tenant_id = $1::uuid and window_started_at < now() - $2 * interval '1 minute' returning subject`,
      [tx.tenantId, attemptWindowMinutes],
    );
    return gone.length;
  });
}
