import type { ASTNode } from "@marcbachmann/cel-js";
import type { Compilation } from "./compilation.ts";
import { stepOutcomes } from "./expression-language.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import {
  type DateRange,
  ExpressionError,
  type ExpressionType,
  isDateRange,
  type Term,
  unknownTerm,
} from "./expression-term.ts";
import { daysBetween } from "./plain-date.ts";

const requesterParts: Readonly<Record<string, (scope: ExpressionScope) => string | null>> = {
  id: ({ requester }) => requester.id,
  schoolId: ({ requester }) => requester.schoolId,
};
const rangeParts: Readonly<
  Record<string, Pick<Term, "type"> & { readonly of: (range: DateRange) => string | number }>
> = {
  from: { type: "string", of: ({ from }) => from },
  to: { type: "string", of: ({ to }) => to },
  // Both of its days are in it.
  days: { type: "double", of: ({ from, to }) => daysBetween(from, to) + 1 },
};

/** A name on its own. */
export function compileName({ args: name, pos }: ASTNode & { op: "id" }, { refuse }: Compilation): Term {
  if (name === "now") return { type: "timestamp", run: ({ now }) => new Date(now) };
  if (name === "request" || name === "requester" || name === "steps") {
    return refuse("expression_not_allowed", { name, offset: pos });
  }
  return refuse("expression_name", { name, offset: pos });
}

/** `object.name`. */
export function compilePath({ args, pos }: ASTNode & { op: "." }, compilation: Compilation): Term {
  const [object, name] = args;
  const { refuse } = compilation;
  const unknown = (variable: string) => refuse("expression_field", { variable, name, offset: pos });
  if (object.op === "id" && object.args === "request") return fieldOf(name, compilation) ?? unknown("request");
  if (object.op === "id" && object.args === "requester") {
    const read = Object.hasOwn(requesterParts, name) ? requesterParts[name] : undefined;
    return read === undefined ? unknown("requester") : { type: "string", run: read };
  }
  if (object.op === "id" && object.args === "steps") return refuse("expression_not_allowed", { name, offset: pos });
  const step = stepNamed(object);
  if (step !== null) {
    if (!compilation.language.steps.has(step)) {
      return refuse("expression_field", { variable: "steps", name: step, offset: object.pos });
    }
    return name === "outcome" ? outcomeOf(step) : unknown(`steps.${step}`);
  }
  return rangePart(compilation.term(object), name) ?? unknown(textOf(object));
}

function fieldOf(name: string, { language, reads }: Compilation): Term | null {
  const field = language.fields.get(name);
  if (field === undefined) return null;
  reads(name);
  const { type, words } = field;
  return {
    type,
    run: ({ request }) => {
      const value = Object.hasOwn(request, name) ? (request[name] ?? null) : null;
      if (value !== null && typeName(value) !== type) throw new ExpressionError(`request.${name} is no ${type}`);
      return value;
    },
    ...(words === null ? {} : { words: { name: `request.${name}`, words } }),
  };
}

function typeName(value: Exclude<ExpressionScope["request"][string], null>): ExpressionType {
  switch (typeof value) {
    case "string":
      return "string";
    case "number":
      return "double";
    case "boolean":
      return "bool";
    default:
      return "dateRange";
  }
}

function outcomeOf(step: string): Term {
  return {
    type: "string",
    run: ({ steps }) => (Object.hasOwn(steps, step) ? (steps[step]?.outcome ?? null) : null),
    words: { name: `steps.${step}.outcome`, words: stepOutcomes },
  };
}

/** The step in `steps.key`, or null for anything else. */
function stepNamed(node: ASTNode): string | null {
  if (node.op !== ".") return null;
  const [object, name] = node.args;
  return object.op === "id" && object.args === "steps" ? name : null;
}

function rangePart(range: Term, name: string): Term | null {
  if (range.type === "unknown") return unknownTerm;
  const part = range.type === "dateRange" && Object.hasOwn(rangeParts, name) ? rangeParts[name] : undefined;
  if (part === undefined) return null;
  return {
    type: part.type,
    run: (scope) => {
      const value = range.run(scope);
      return isDateRange(value) ? part.of(value) : null;
    },
  };
}

function textOf(node: ASTNode): string {
  return node.input.slice(node.start, node.end);
}
