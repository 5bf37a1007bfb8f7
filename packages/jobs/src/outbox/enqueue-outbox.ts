import { newId } from "@gloria/core";
import { outbox, type TenantTransaction } from "@gloria/db";
import { type JobName, type JobPayload, jobCatalogue } from "../catalogue/job-catalogue.ts";

/**
 * Asks for a job in the caller's transaction: it will run, at least once, if and only if the transaction commits.
 * Returns the row's id, which becomes the job's.
 *
 * @param options.notBefore the earliest instant at which the job may be queued
 */
export async function enqueueOutbox<Name extends JobName>(
  tx: TenantTransaction,
  job: Name,
  payload: JobPayload<Name>,
  options: { readonly notBefore?: Date } = {},
): Promise<string> {
  const id = newId();
  await tx.db.insert(outbox).values({
    tenantId: tx.tenantId,
    id,
    job,
    payload: jobCatalogue[job].payload.parse(payload),
    ...(options.notBefore === undefined ? {} : { publishAfter: options.notBefore }),
  });
  return id;
}
