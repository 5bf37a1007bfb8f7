import type { Actor } from "@gloria/core";
import type { JobPayload } from "@gloria/jobs";
import { listTenants, sweepAttempts, sweepAssignments as sweepOf, systemContext } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

const name = "worker.assignments";
const actor: Actor = { kind: "system", name };

/**
 * What is to be done for each tenant every hour: tells of assignments that end, have ended or have begun, and forgets
 * attempts at invitations that count no longer. What was told stays told, so it may run again.
 */
export const sweepAssignments: JobHandler<JobPayload<"assignment.sweep">> = async ({ services }, _, signal) => {
  let cursor: string | undefined;
  do {
    const page = await listTenants(services, actor, { limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    for (const tenant of page.items) {
      signal.throwIfAborted();
      await sweepAttempts(services, systemContext(tenant.id, name));
    }
    for (const tenant of page.items.filter((one) => one.status === "active")) {
      for (let more = true; more; ) {
        signal.throwIfAborted();
        const swept = await sweepOf(services, systemContext(tenant.id, name));
        more = swept.more;
        if (swept.told + swept.promoted > 0)
          services.logger.info({ tenantId: tenant.id, ...swept }, "assignments swept");
      }
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
};
