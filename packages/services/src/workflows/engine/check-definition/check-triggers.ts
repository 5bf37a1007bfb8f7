import type { DefinitionModel } from "./definition-model.ts";
import type { DefinitionWorld } from "./definition-world.ts";
import { isCron } from "./is-cron.ts";
import type { Report } from "./report.ts";

/** What starts an instance without a person. */
export function checkTriggers(
  { triggers, fields }: DefinitionModel,
  { events }: DefinitionWorld,
  report: Report,
): void {
  const required = [...fields].flatMap(([name, field]) =>
    field?.required === true && field.visibleWhen === undefined ? [name] : [],
  );
  triggers.forEach((trigger, place) => {
    const path = ["triggers", place];
    if (trigger?.on === "event" && events?.has(trigger.event) === false) {
      report([...path, "event"], "unknown_event", { event: trigger.event });
    }
    if (trigger?.on !== "schedule") return;
    if (!isCron(trigger.cron)) report([...path, "cron"], "cron", {});
    if (required.length > 0) report(path, "trigger_lacks_fields", { fields: required });
  });
}
