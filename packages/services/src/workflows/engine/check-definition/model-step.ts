import {
  type ApproverRule,
  approverRuleSchema,
  type WorkflowStep,
  workflowNameSchema,
  workflowStepSchema,
} from "@gloria/contracts";
import type { ExpectedType } from "../expressions/index.ts";
import { entriesOf, entryOf, itemsOf } from "./loose-json.ts";
import type { Path } from "./report.ts";

/** A way out of a step. */
export interface Edge {
  readonly to: string;
  readonly path: Path;
}

export interface ModelRule {
  readonly rule: ApproverRule;
  readonly path: Path;
}

export interface ModelExpression {
  readonly source: string;
  readonly expected: ExpectedType;
  readonly path: Path;
}

/**
 * A step as far as it can be read: also of a step whose form is not right, so that one fault does not hide the others.
 */
export interface ModelStep {
  readonly key: string;
  readonly path: Path;
  readonly type: unknown;
  /** Null when its form is not right. */
  readonly valid: WorkflowStep | null;
  readonly edges: readonly Edge[];
  /** Of a parallel step: where its branches begin, by their names. */
  readonly branches: readonly (Edge & { readonly name: string })[];
  readonly rules: readonly ModelRule[];
  /** `@field:name` among those who are notified. */
  readonly persons: readonly { readonly person: string; readonly path: Path }[];
  readonly expressions: readonly ModelExpression[];
}

/** @param raw the step as it was given */
export function modelStep(key: string, raw: unknown): ModelStep {
  const path = ["steps", key];
  const parsed = workflowStepSchema.safeParse(raw);
  const branches = entriesOf(entryOf(raw, "branches"));
  const rules = rulesOf(raw, path);
  return {
    key,
    path,
    type: entryOf(raw, "type"),
    valid: parsed.success ? parsed.data : null,
    edges: edgesOf(raw, path),
    branches: branches.flatMap(([name, branch]) =>
      edgeTo(entryOf(branch, "start"), [...path, "branches", name, "start"]).map((edge) => ({ ...edge, name })),
    ),
    rules,
    persons: itemsOf(entryOf(raw, "to")).flatMap((person, place) =>
      typeof person === "string" ? [{ person, path: [...path, "to", place] }] : [],
    ),
    expressions: expressionsOf(raw, rules, path),
  };
}

const specialTargets: ReadonlySet<string> = new Set(["@requester", "@join"]);

function edgeTo(to: unknown, path: Path): Edge[] {
  // What is no name at all is a matter of the form.
  const isTarget = typeof to === "string" && (specialTargets.has(to) || workflowNameSchema.safeParse(to).success);
  return isTarget ? [{ to, path }] : [];
}

function edgesOf(raw: unknown, path: Path): Edge[] {
  return [
    ...entriesOf(entryOf(raw, "on")).flatMap(([outcome, to]) => edgeTo(to, [...path, "on", outcome])),
    ...["cases", "for"].flatMap((list) =>
      itemsOf(entryOf(raw, list)).flatMap((item, place) => edgeTo(entryOf(item, "to"), [...path, list, place, "to"])),
    ),
    ...["else", "next"].flatMap((name) => edgeTo(entryOf(raw, name), [...path, name])),
  ];
}

function rulesOf(raw: unknown, path: Path): ModelRule[] {
  const places: [unknown, Path][] = [
    ...["assign", "to"].flatMap((list) =>
      itemsOf(entryOf(raw, list)).map((rule, place): [unknown, Path] => [rule, [...path, list, place]]),
    ),
    ...itemsOf(entryOf(entryOf(raw, "sla"), "escalate")).map((escalation, place): [unknown, Path] => [
      entryOf(escalation, "to"),
      [...path, "sla", "escalate", place, "to"],
    ]),
    [entryOf(raw, "fallback"), [...path, "fallback"]],
  ];
  return places.flatMap(([rule, at]) => {
    if (rule === undefined) return [];
    const parsed = approverRuleSchema.safeParse(rule);
    return parsed.success ? [{ rule: parsed.data, path: at }] : [];
  });
}

function expressionsOf(raw: unknown, rules: readonly ModelRule[], path: Path): ModelExpression[] {
  const places: [unknown, ExpectedType, Path][] = [
    ...itemsOf(entryOf(raw, "cases")).map((one, place): [unknown, ExpectedType, Path] => [
      entryOf(one, "when"),
      "bool",
      [...path, "cases", place, "when"],
    ]),
    ...entriesOf(entryOf(raw, "branches")).map(([name, branch]): [unknown, ExpectedType, Path] => [
      entryOf(branch, "when"),
      "bool",
      [...path, "branches", name, "when"],
    ]),
    ...itemsOf(entryOf(raw, "for")).map((one, place): [unknown, ExpectedType, Path] => [
      entryOf(entryOf(one, "until"), "cel"),
      "time",
      [...path, "for", place, "until", "cel"],
    ]),
    ...rules.map(({ rule, path: at }): [unknown, ExpectedType, Path] => [
      rule.by === "expr" ? rule.expr : null,
      "ids",
      [...at, "expr"],
    ]),
    ...entriesOf(entryOf(raw, "with")).map(([name, input]): [unknown, ExpectedType, Path] => [
      entryOf(input, "cel"),
      "any",
      [...path, "with", name, "cel"],
    ]),
  ];
  // Empty ones, and those that are too long, are a matter of the form.
  return places.flatMap(([source, expected, at]) =>
    typeof source === "string" && source !== "" ? [{ source, expected, path: at }] : [],
  );
}
