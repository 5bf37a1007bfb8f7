import { type MigrateOptions, type MigrationReport, migrateDatabase } from "@gloria/db";
import { migrateQueue } from "./migrate-queue.ts";

/** Brings the tables, the roles and, unless the queues live in Redis, the queues' own schema to this version. */
export async function migrateAll(
  options: MigrateOptions & { readonly redisUrl: string | null },
): Promise<MigrationReport> {
  const report = await migrateDatabase(options);
  if (options.redisUrl === null) {
    await migrateQueue({
      ownerUrl: options.ownerUrl,
      queueRole: decodeURIComponent(new URL(report.urls.queue).username),
    });
  }
  return report;
}
