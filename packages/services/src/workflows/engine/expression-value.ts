import type { WorkflowStepOf, WorkflowValue } from "@gloria/contracts";
import type { StepRun } from "./instance.ts";
import type { Transition } from "./transition.ts";

/** An expression failed, or its value is none that can be used; an incident of the step that it was evaluated for. */
class ExpressionFailed extends Error {}

const timeText = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** Whether a condition is true. */
export function isTrue(t: Transition, source: string): boolean {
  const value = evaluate(t, source);
  if (typeof value !== "boolean") throw new ExpressionFailed(`${source}: neither true nor false`);
  return value;
}

/** The ids that an expression names: one, several or none. */
export function idsOf(t: Transition, source: string): readonly string[] {
  const value = evaluate(t, source);
  const ids: readonly unknown[] = Array.isArray(value) ? value : value === null ? [] : [value];
  const texts = ids.filter((id) => typeof id === "string");
  if (texts.length < ids.length) throw new ExpressionFailed(`${source}: not the id of a person`);
  return texts;
}

/** Instants as milliseconds since 1970 UTC; dates and local times as the texts that they are. */
export function instantOf(t: Transition, source: string): number | string {
  const value = evaluate(t, source);
  if (typeof value !== "string" || !timeText.test(value) || Number.isNaN(Date.parse(value))) {
    throw new ExpressionFailed(`${source}: neither an instant nor a date`);
  }
  return /(?:Z|[+-]\d\d:\d\d)$/.test(value) && value.includes("T") ? Date.parse(value) : value;
}

/** The input of an action or a child: literals as they are, expressions by their values. */
export function inputOf(
  t: Transition,
  written: WorkflowStepOf<"action">["with"],
): Readonly<Record<string, WorkflowValue>> {
  return Object.fromEntries(
    Object.entries(written).map(([name, input]) => {
      if (typeof input !== "object") return [name, input];
      const value = evaluate(t, input.cel);
      if (!isWorkflowValue(value)) throw new ExpressionFailed(`${input.cel}: no value of a field`);
      return [name, value];
    }),
  );
}

/** Does it; where an expression fails, the step has an incident instead, and the answer is false. */
export function withIncident(t: Transition, run: StepRun, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (!(error instanceof ExpressionFailed)) throw error;
    t.raise(run, "expression_failed", error.message);
    return false;
  }
}

function evaluate(t: Transition, source: string): unknown {
  const result = t.evaluate(source);
  if (!result.ok) throw new ExpressionFailed(`${source}: ${result.error}`);
  return result.value;
}

function isWorkflowValue(value: unknown): value is WorkflowValue {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      return (
        value === null ||
        ("from" in value && typeof value.from === "string" && "to" in value && typeof value.to === "string")
      );
    default:
      return false;
  }
}
