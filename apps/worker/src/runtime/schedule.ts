import { type Clock, newId } from "@gloria/core";
import type { Queues } from "@gloria/jobs";

/** What runs by the calendar, and what every start makes sure of. Several workers agree by the keys. */
export async function schedule(queues: Queues, clock: Clock): Promise<void> {
  // At night in Indonesia, whatever its zone.
  await queues.schedule("audit-partitions-daily", "audit.ensure_partitions", {}, "10 18 * * *");
  await queues.schedule("export-sweep", "export.sweep", {}, "* * * * *");
  await queues.schedule("file-sweep", "file.sweep", {}, "*/10 * * * *");
  await queues.schedule("import-sweep", "import.sweep", {}, "37 * * * *");
  // Every hour: midnight comes at another time in each zone.
  await queues.schedule("assignment-sweep", "assignment.sweep", {}, "7 * * * *");
  const day = clock.now().toISOString().slice(0, 10);
  await queues.add([
    { name: "audit.ensure_partitions", payload: {}, id: `audit-partitions-${day}` },
    // Of every start's own: the hour may have passed while no worker ran, and one that was killed may have left a run
    // unfinished. What was told stays told, whoever sweeps beside.
    { name: "assignment.sweep", payload: {}, id: `assignment-sweep-${newId()}` },
  ]);
}
