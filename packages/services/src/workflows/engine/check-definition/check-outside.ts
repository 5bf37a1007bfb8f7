import type { WorkflowStepOf } from "@gloria/contracts";
import type { DefinitionModel } from "./definition-model.ts";
import type { ActionShape, DefinitionWorld } from "./definition-world.ts";
import type { Path, Report } from "./report.ts";

/** What the definition names outside of itself, besides people. */
export function checkOutside(model: DefinitionModel, world: DefinitionWorld, report: Report): void {
  const { calendar } = model;
  if (typeof calendar === "string" && calendar !== "@school" && world.calendars?.has(calendar) === false) {
    report(["calendar"], "unknown_calendar", { calendar });
  }
  for (const { valid, path } of model.steps.values()) {
    switch (valid?.type) {
      case "action":
        checkAction(valid, path, world, report);
        break;
      case "notification":
        if (world.templates?.has(valid.template) === false) {
          report([...path, "template"], "unknown_template", { template: valid.template });
        }
        break;
      case "subflow":
        if (valid.workflow === model.key) report([...path, "workflow"], "subflow_itself", {});
        else if (world.workflows?.has(valid.workflow) === false) {
          report([...path, "workflow"], "unknown_workflow", { workflow: valid.workflow });
        }
        break;
      case "wait":
        checkMessages(valid, path, world, report);
        break;
    }
  }
}

function checkAction(step: WorkflowStepOf<"action">, path: Path, { actions }: DefinitionWorld, report: Report): void {
  if (actions === null) return;
  const { use, onCancel } = step;
  const shape = actions.get(use);
  if (shape === undefined) report([...path, "use"], "unknown_action", { action: use });
  else checkInputs(step, shape, [...path, "with"], report);
  if (onCancel !== undefined && !actions.has(onCancel)) {
    report([...path, "onCancel"], "unknown_action", { action: onCancel });
  }
}

function checkInputs(step: WorkflowStepOf<"action">, { inputs }: ActionShape, path: Path, report: Report): void {
  for (const [name, { required }] of Object.entries(inputs)) {
    if (required && !Object.hasOwn(step.with, name)) report(path, "input_missing", { input: name });
  }
  const typeOf = { string: "string", number: "double", boolean: "boolean" } as const;
  for (const [name, value] of Object.entries(step.with)) {
    const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    if (input === undefined) report([...path, name], "input_unknown", { input: name });
    // An expression is checked with the others.
    else if (typeof value !== "object" && typeOf[typeName(value)] !== input.type) {
      report([...path, name], "input_type", { expected: input.type });
    }
  }
}

function typeName(value: string | number | boolean): "string" | "number" | "boolean" {
  return typeof value === "string" ? "string" : typeof value === "number" ? "number" : "boolean";
}

function checkMessages(step: WorkflowStepOf<"wait">, path: Path, { messages }: DefinitionWorld, report: Report): void {
  const seen = new Set<string>();
  step.for.forEach((one, place) => {
    if (!("message" in one)) return;
    const { message } = one;
    const at = [...path, "for", place, "message"];
    if (seen.has(message)) report(at, "message_twice", { message });
    seen.add(message);
    if (messages?.has(message) === false) report(at, "unknown_message", { message });
  });
}
