import type { WorkflowProblem } from "@gloria/contracts";
import { checkExpression, type ExpectedType, type ExpressionSubject } from "../expressions/index.ts";
import type { DefinitionModel } from "./definition-model.ts";
import type { DefinitionWorld } from "./definition-world.ts";
import type { ModelStep } from "./model-step.ts";
import type { Path } from "./report.ts";

/** More than this is no expression for the contract either. */
const longest = 1024;

type Note = (problem: WorkflowProblem) => void;

const inputTypes = { string: "string", double: "double", boolean: "bool" } as const;

/** Syntax, names, types and bounds of every expression. */
export function checkExpressions(model: DefinitionModel, { actions }: DefinitionWorld, note: Note): void {
  const check = (subject: ExpressionSubject, source: string, expected: ExpectedType, path: Path) => {
    const checked = checkExpression(subject, source, expected);
    // What is longer than its entry may be is refused there.
    if (checked.ok || source.length > longest) return;
    for (const { code, params } of checked.problems) note({ path, code, params });
  };
  for (const [name, field] of model.fields) {
    if (field?.visibleWhen !== undefined) {
      check(model.formSubject, field.visibleWhen, "bool", ["fields", name, "visibleWhen"]);
    }
  }
  model.triggers.forEach((trigger, place) => {
    if (trigger?.on === "event" && trigger.when !== undefined) {
      check(model.formSubject, trigger.when, "bool", ["triggers", place, "when"]);
    }
  });
  for (const step of model.steps.values()) {
    const inputs = inputsOf(step, actions);
    for (const { source, expected, path } of step.expressions) {
      const [, , list, name] = path;
      const type = list === "with" ? inputs.find(([input]) => input === name)?.[1].type : undefined;
      check(model.subject, source, type === undefined ? expected : inputTypes[type], path);
    }
  }
}

function inputsOf({ valid }: ModelStep, actions: DefinitionWorld["actions"]) {
  return valid?.type === "action" ? Object.entries(actions?.get(valid.use)?.inputs ?? {}) : [];
}
