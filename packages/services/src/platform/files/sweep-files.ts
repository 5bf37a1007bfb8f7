import type { Services } from "../services.ts";
import { systemContext } from "../system-context.ts";
import { deleteFile } from "./delete-file.ts";

const batch = 100;

/** Removes files that have expired, and those that nobody has written on for an hour; how many. Safe to run twice at once. */
export async function sweepFiles(services: Services, signal: AbortSignal): Promise<number> {
  let swept = 0;
  while (!signal.aborted) {
    const rows = await services.system.sql<{ tenant_id: string; file_id: string }[]>`
      select tenant_id, file_id from gloria.find_swept_files(${batch})`;
    for (const row of rows) {
      if (await deleteFile(services, systemContext(row.tenant_id, "worker.sweep_files"), row.file_id)) swept += 1;
    }
    if (rows.length < batch) break;
  }
  return swept;
}
