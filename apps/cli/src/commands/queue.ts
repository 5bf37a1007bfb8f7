import { openQueues } from "@gloria/jobs";
import type { Command } from "commander";
import type { CommandRun } from "../command-run.ts";
import { roleUrlsOf, withDatabase } from "../open-database.ts";
import type { Register } from "../register.ts";
import { formatTable } from "../screen.ts";

/** `gloria queue inspect`. */
export function addQueueCommands(program: Command, register: Register): void {
  const group = program.command("queue").description("background work");
  register(group.command("inspect").description("jobs by lane, and what waits to be queued"), inspect);
}

async function inspect(run: CommandRun): Promise<void> {
  await withDatabase(run, async (opened) => {
    const urls = roleUrlsOf(run, opened);
    const system = run.database.connect({ url: urls.system, max: 1, name: "gloria-cli-queue" });
    try {
      const [waiting] = await system.sql<{ outbox: number; notifications: number; oldestSeconds: number | null }[]>`
        select (select count(*) from gloria.outbox where published_at is null)::int as outbox,
          (select count(*) from gloria.notifications where published_at is null)::int as notifications,
          (select extract(epoch from now() - min(created_at)) from gloria.outbox where published_at is null)::float8 as "oldestSeconds"`;
      const queues = await openQueues({ queueUrl: urls.queue, redisUrl: run.config.redisUrl, logger: run.logger });
      try {
        const lanes = await queues.counts();
        const table = formatTable(lanes, [
          ["LANE", (lane) => lane.lane],
          ["WAITING", (lane) => lane.waiting],
          ["ACTIVE", (lane) => lane.active],
          ["DELAYED", (lane) => lane.delayed],
          ["FAILED", (lane) => lane.failed],
          ["COMPLETED", (lane) => lane.completed],
        ]);
        const { outbox = 0, notifications = 0, oldestSeconds = null } = waiting ?? {};
        const age = oldestSeconds === null ? "" : `, the oldest for ${Math.round(oldestSeconds)} s`;
        run.answer(
          { backend: queues.backend, lanes, unpublished: { outbox, notifications, oldestSeconds } },
          `Queues on ${queues.backend}\n${table}\nNot queued yet: ${outbox} outbox rows, ${notifications} notifications${age}`,
        );
      } finally {
        await queues.close();
      }
    } finally {
      await system.close();
    }
  });
}
