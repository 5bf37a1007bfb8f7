import type { JobPayload } from "@gloria/jobs";
import { findStalledExports, purgeExports } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

export const sweepExports: JobHandler<JobPayload<"export.sweep">> = async ({ services, queues }, _, signal) => {
  const stalled = await findStalledExports(services);
  // The minute makes it another job than the one that died; two sweepers in one minute add it once.
  const minute = Math.floor(services.clock.now().getTime() / 60_000);
  await queues.add(
    stalled.map((ref) => ({ name: "export.run", payload: ref, id: `${ref.exportId}-${minute}` }) as const),
  );
  const purged = await purgeExports(services, signal);
  if (purged > 0) services.logger.info({ purged }, "exports of which nobody needs to know any more are gone");
};
