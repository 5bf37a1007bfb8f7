import { parseWorkflowDuration, type WorkflowDuration } from "@gloria/contracts";
import type { ModelStep } from "./model-step.ts";
import type { Path, Report } from "./report.ts";

/** After these the step is over. */
const closing: ReadonlySet<string> = new Set(["reject", "approve", "expire"]);

/** Due times, reminders and escalations, and how long is waited. */
export function checkTimes({ valid, path }: ModelStep, report: Report): void {
  if (valid?.type === "wait") {
    valid.for.forEach((one, place) => {
      if ("until" in one && typeof one.until === "string") {
        checkLength(one.until, [...path, "for", place, "until"], report);
      }
    });
  }
  if (valid?.type !== "approval" || valid.sla === undefined) return;
  const { due, remind, escalate } = valid.sla;
  const at = [...path, "sla"];
  checkLength(due, [...at, "due"], report);
  remind.forEach((after, place) => {
    checkLength(after, [...at, "remind", place], report);
  });
  let isClosed = false;
  escalate.forEach(({ after, do: what }, place) => {
    const before = escalate[place - 1]?.after;
    const here = [...at, "escalate", place];
    if (isClosed) report(here, "escalation_after_end", {});
    if (before !== undefined && isShorter(after, before)) report([...here, "after"], "escalations_unsorted", {});
    if (isShorter(after, due)) report([...here, "after"], "escalation_before_due", {});
    isClosed ||= closing.has(what);
  });
}

function checkLength(text: string, path: Path, report: Report): void {
  const duration = parseWorkflowDuration(text);
  if (duration !== null && lengthOf(duration) === 0) report(path, "duration_zero", {});
}

/** Of lengths of the same kind; which of two kinds is longer depends on the calendar. */
function isShorter(one: string, other: string): boolean {
  const a = parseWorkflowDuration(one);
  const b = parseWorkflowDuration(other);
  return a !== null && b !== null && a.kind === b.kind && lengthOf(a) < lengthOf(b);
}

function lengthOf(duration: WorkflowDuration): number {
  switch (duration.kind) {
    case "clock":
      return duration.ms;
    case "businessDays":
      return duration.days;
    case "businessMinutes":
      return duration.minutes;
  }
}
