import { migrateQueue } from "@gloria/jobs";
import type { Command } from "commander";
import type { CommandRun } from "../command-run.ts";
import { withDatabase } from "../open-database.ts";
import type { Register } from "../register.ts";

/** `gloria db migrate|status`. */
export function addDbCommands(program: Command, register: Register): void {
  const group = program.command("db").description("the database's structure");
  register(group.command("migrate").description("bring the database to this version"), migrate);
  register(group.command("status").description("show which migrations are applied and which are waiting"), status);
}

async function migrate(run: CommandRun): Promise<void> {
  await withDatabase(
    run,
    async (opened) => {
      if (run.options.dryRun) {
        const { pending } = await run.database.readMigrationStatus(opened.ownerUrl);
        run.answer({ applied: [], pending, dryRun: true }, listText("Would apply", pending, "Nothing to apply."));
        return;
      }
      const roles = run.config.database?.roles ?? null;
      const { applied, urls } = await run.database.migrateDatabase({
        ownerUrl: opened.ownerUrl,
        secretsDir: opened.secretsDir,
        roleUrls: roles === null ? undefined : { app: roles.appUrl, system: roles.systemUrl, queue: roles.queueUrl },
      });
      // With Redis the queues do not live in the database.
      const queue =
        run.config.redisUrl === null
          ? await migrateQueue({
              ownerUrl: opened.ownerUrl,
              queueRole: decodeURIComponent(new URL(urls.queue).username),
            })
          : null;
      run.answer({ applied, pending: [], queueVersion: queue }, listText("Applied", applied, "Already up to date."));
    },
    { create: true },
  );
}

async function status(run: CommandRun): Promise<void> {
  await withDatabase(run, async (opened) => {
    const { applied, pending } = await run.database.readMigrationStatus(opened.ownerUrl);
    run.answer(
      { database: opened.description, applied, pending },
      [
        opened.description,
        listText("Applied", applied, "None applied."),
        listText("Waiting", pending, "None waiting."),
      ].join("\n"),
    );
  });
}

function listText(heading: string, tags: readonly string[], none: string): string {
  return tags.length === 0 ? none : [`${heading}:`, ...tags.map((tag) => `  ${tag}`)].join("\n");
}
