import {
  type WorkflowField,
  type WorkflowTrigger,
  workflowFieldsSchema,
  workflowTriggerSchema,
} from "@gloria/contracts";
import type { ExpressionSubject } from "../expressions/index.ts";
import { entriesOf, entryOf, itemsOf } from "./loose-json.ts";
import { type ModelStep, modelStep } from "./model-step.ts";

/** A definition as far as it can be read, whatever else is wrong with it. */
export interface DefinitionModel {
  readonly key: unknown;
  readonly start: unknown;
  readonly calendar: unknown;
  readonly withdrawUntil: readonly unknown[];
  /** Null where the form is not right. */
  readonly triggers: readonly (WorkflowTrigger | null)[];
  readonly fields: ReadonlyMap<string, WorkflowField | null>;
  readonly steps: ReadonlyMap<string, ModelStep>;
  /** What expressions may read. */
  readonly subject: ExpressionSubject;
  /** The same before a step has run: of the form and the triggers. */
  readonly formSubject: ExpressionSubject;
}

export function definitionModel(input: unknown): DefinitionModel {
  const fields = new Map(
    entriesOf(entryOf(input, "fields")).map(([name, raw]): [string, WorkflowField | null] => {
      const parsed = workflowFieldsSchema.safeParse({ [name]: raw });
      return [name, parsed.success ? (parsed.data[name] ?? null) : null];
    }),
  );
  const steps = new Map(entriesOf(entryOf(input, "steps")).map(([key, raw]) => [key, modelStep(key, raw)]));
  const typed = Object.fromEntries([...fields].map(([name, field]) => [name, field ?? ({ type: "unknown" } as const)]));
  return {
    key: entryOf(input, "key"),
    start: entryOf(input, "start"),
    calendar: entryOf(input, "calendar"),
    withdrawUntil: itemsOf(entryOf(input, "withdrawUntil")),
    triggers: itemsOf(entryOf(input, "triggers")).map((raw) => {
      const parsed = workflowTriggerSchema.safeParse(raw);
      return parsed.success ? parsed.data : null;
    }),
    fields,
    steps,
    subject: { fields: typed, steps: Object.fromEntries(steps) },
    formSubject: { fields: typed, steps: {} },
  };
}
