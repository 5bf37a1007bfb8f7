import { quoteIdentifier } from "@gloria/db";
import { runMigrations } from "bullmq";
import pg from "pg";

/** The schema that belongs to the queue alone; a pool that is handed to BullMQ always uses this one. */
export const queueSchema = "bullmq";

export interface MigrateQueueOptions {
  readonly ownerUrl: string;
  /** Name of the login role that the processes use for the queue. */
  readonly queueRole: string;
}

/**
 * Brings the queue's schema to the version of the BullMQ in use, as the owner, and gives the queue role what it
 * needs there and nowhere else. Safe to repeat and to race; returns the schema's version.
 */
export async function migrateQueue(options: MigrateQueueOptions): Promise<number> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: "gloria-migrate-queue" });
  await client.connect();
  try {
    const version = await runMigrations(client, queueSchema);
    const role = quoteIdentifier(options.queueRole);
    await client.query("begin");
    try {
      // Two processes that grant at once would fail with "tuple concurrently updated".
      await client.query("select pg_advisory_xact_lock(hashtextextended('gloria.migrate_queue', 0))");
      for (const statement of [
        `revoke all on schema ${queueSchema} from public`,
        // Producers make the objects of a queue when it is first used, hence CREATE.
        `grant usage, create on schema ${queueSchema} to ${role}`,
        `grant select, insert, update, delete on all tables in schema ${queueSchema} to ${role}`,
        `grant usage, select, update on all sequences in schema ${queueSchema} to ${role}`,
        `grant execute on all functions in schema ${queueSchema} to ${role}`,
      ]) {
        await client.query(statement);
      }
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw error;
    }
    return version;
  } finally {
    await client.end();
  }
}
