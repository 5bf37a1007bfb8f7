import { builtInEnds, type WorkflowField, workflowFieldsMax, workflowStepsMax } from "@gloria/contracts";
import { fieldsRead } from "../expressions/index.ts";
import type { DefinitionModel } from "./definition-model.ts";
import { findCycles } from "./find-cycles.ts";
import type { Report } from "./report.ts";

/** Words of expressions, behind whose dot they cannot stand. */
const expressionWords = [
  "as",
  "break",
  "const",
  "continue",
  "else",
  "false",
  "for",
  "function",
  "if",
  "import",
  "in",
  "let",
  "loop",
  "namespace",
  "null",
  "package",
  "return",
  "true",
  "var",
  "void",
  "while",
];
const fieldWords: ReadonlySet<string> = new Set(expressionWords);
const stepWords: ReadonlySet<string> = new Set([...expressionWords, ...builtInEnds]);
const bounded: ReadonlySet<string> = new Set(["text", "double", "money"]);

export function checkCounts({ fields, steps }: DefinitionModel, report: Report): void {
  if (fields.size > workflowFieldsMax) report(["fields"], "too_many", { maximum: workflowFieldsMax });
  if (steps.size > workflowStepsMax) report(["steps"], "too_many", { maximum: workflowStepsMax });
}

export function checkNames({ fields, steps }: DefinitionModel, report: Report): void {
  for (const name of fields.keys()) if (fieldWords.has(name)) report(["fields", name], "reserved_name", { name });
  for (const name of steps.keys()) if (stepWords.has(name)) report(["steps", name], "reserved_name", { name });
}

export function checkFields(model: DefinitionModel, report: Report): void {
  for (const [name, field] of model.fields) {
    if (field === null) continue;
    checkOptions(name, field, report);
    checkBounds(name, field, report);
  }
  checkVisibility(model, report);
}

function checkOptions(name: string, { type, options }: WorkflowField, report: Report): void {
  const path = ["fields", name, "options"];
  if (type !== "choice") {
    if (options !== undefined) report(path, "options_unwanted", {});
    return;
  }
  if (options === undefined) report(path, "options_missing", {});
  const seen = new Set<string>();
  (options ?? []).forEach(({ value }, place) => {
    if (seen.has(value)) report([...path, place, "value"], "option_twice", { value });
    seen.add(value);
  });
}

function checkBounds(name: string, { type, min, max }: WorkflowField, report: Report): void {
  const bounds = { min, max };
  for (const bound of ["min", "max"] as const) {
    if (bounds[bound] !== undefined && !bounded.has(type)) report(["fields", name, bound], "bounds_unwanted", {});
  }
  if (min !== undefined && max !== undefined && min > max) {
    report(["fields", name, "min"], "bounds_crossed", { minimum: min, maximum: max });
  }
}

/** Fields that are shown depending on each other, or on themselves. */
function checkVisibility({ fields, formSubject }: DefinitionModel, report: Report): void {
  const names = [...fields.keys()];
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const next = [...fields.values()].map((field) =>
    field?.visibleWhen === undefined
      ? []
      : [...fieldsRead(formSubject, field.visibleWhen)].flatMap((name) => numberOf.get(name) ?? []),
  );
  for (const cycle of findCycles(next)) {
    const members = cycle.flatMap((number) => names[number] ?? []);
    const [first = ""] = members;
    report(["fields", first, "visibleWhen"], "visible_when_circular", { fields: members });
  }
}
