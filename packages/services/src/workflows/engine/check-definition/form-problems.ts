import type { WorkflowProblem, WorkflowProblemCode } from "@gloria/contracts";
import type { z } from "zod";
import { entryOf, itemsOf } from "./loose-json.ts";
import type { Path } from "./report.ts";

type Issue = z.core.$ZodIssue;

/** Rules of the contracts that have a code of their own, by the message of the rule. */
const named: Readonly<Record<string, Pick<WorkflowProblem, "code" | "params">>> = {
  "workflow.name": { code: "name_characters", params: {} },
  "workflow.key": { code: "key_characters", params: {} },
  "workflow.duration": { code: "duration", params: {} },
  "workflow.no_steps": { code: "too_few", params: { minimum: 1 } },
  "workflow.branches": { code: "branch_count", params: {} },
  "workflow.threshold_or_points": { code: "threshold_or_points", params: {} },
  "zone.unknown": { code: "zone_unknown", params: {} },
  "text.control_characters": { code: "control_characters", params: {} },
};

/** Rules that are only asked where all below is right, and so are asked again of the model. */
const counted: ReadonlySet<string> = new Set(["workflow.too_many_steps", "workflow.too_many_fields"]);

/** Entries of a step that say where it leads. */
const leading: ReadonlySet<string | number> = new Set(["next", "else"]);

/** What the form of a definition says is wrong with this input, issue by issue. */
export function formProblems(input: unknown, issues: readonly Issue[]): WorkflowProblem[] {
  return issues.flatMap((issue) => (counted.has(issue.message) ? [] : problemsOf(input, issue, [])));
}

function problemsOf(input: unknown, issue: Issue, above: Path): WorkflowProblem[] {
  const path = [...above, ...issue.path.map((key) => (typeof key === "symbol" ? String(key) : key))];
  const problem = (code: WorkflowProblemCode, params: WorkflowProblem["params"] = {}) => [{ path, code, params }];
  if (valueAt(input, path) === undefined && issue.code !== "unrecognized_keys") return [missing(path)];
  const own = Object.hasOwn(named, issue.message) ? named[issue.message] : undefined;
  if (own !== undefined) return problem(own.code, own.params);
  switch (issue.code) {
    case "invalid_type":
      return problem("wrong_type", { expected: issue.expected });
    case "unrecognized_keys":
      return problem("unknown_key", { keys: issue.keys });
    case "invalid_value":
      return problem("unknown_value", { values: issue.values.map(String) });
    case "invalid_format":
      return problem("characters");
    case "too_small":
      return problem(issue.origin === "string" ? "too_short" : issue.origin === "array" ? "too_few" : "too_small", {
        minimum: Number(issue.minimum),
      });
    case "too_big":
      return problem(issue.origin === "string" ? "too_long" : issue.origin === "array" ? "too_many" : "too_big", {
        maximum: Number(issue.maximum),
      });
    case "invalid_key":
      return issue.issues.flatMap((inner) => problemsOf(input, inner, path));
    case "invalid_union": {
      if ("options" in issue) return problem("unknown_value", { values: itemsOf(issue.options).map(String) });
      const nearest = nearestOf(issue.errors);
      return nearest.length === 0 ? problem("invalid") : nearest.flatMap((inner) => problemsOf(input, inner, path));
    }
    default:
      return problem("invalid");
  }
}

/** What is left out: of a step's ways on it is the outcome that is unwired. */
function missing(path: Path): WorkflowProblem {
  const [root, , on] = path;
  const last = path.at(-1) ?? "";
  const leads = root === "steps" && ((path.length === 4 && on === "on") || (path.length === 3 && leading.has(last)));
  return leads ? { path, code: "outcome_unwired", params: { outcome: last } } : { path, code: "required", params: {} };
}

/** Of the forms that something may have, the one that it comes nearest to: what is wrong lies deepest in it. */
function nearestOf(forms: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  const [first = [], ...others] = forms;
  return others.reduce((nearest, form) => (depth(form) > depth(nearest) ? form : nearest), first);
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof key === "number" ? itemsOf(value)[key] : entryOf(value, key)),
    input,
  );
}
