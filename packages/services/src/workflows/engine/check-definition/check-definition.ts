import { type WorkflowProblem, type WorkflowSpec, workflowSpecMaxBytes, workflowSpecSchema } from "@gloria/contracts";
import { checkApproval } from "./check-approval.ts";
import { checkEndings } from "./check-endings.ts";
import { checkExpressions } from "./check-expressions.ts";
import { checkCounts, checkFields, checkNames } from "./check-fields.ts";
import { checkOrder } from "./check-order.ts";
import { checkOutside } from "./check-outside.ts";
import { checkFlow, checkTargets } from "./check-paths.ts";
import { checkRules } from "./check-rules.ts";
import { checkTimes } from "./check-times.ts";
import { checkTriggers } from "./check-triggers.ts";
import { type DefinitionModel, definitionModel } from "./definition-model.ts";
import type { DefinitionWorld } from "./definition-world.ts";
import { type Flow, flowOf } from "./flow.ts";
import { formProblems } from "./form-problems.ts";
import { jsonBytes } from "./json-bytes.ts";
import type { Report } from "./report.ts";
import { type StepGraph, stepGraphOf } from "./step-graph.ts";

export interface DefinitionCheck {
  /** All that is wrong, in the order of the definition; none: it may be published. */
  readonly problems: readonly WorkflowProblem[];
  /** Null when its form is not right. */
  readonly spec: WorkflowSpec | null;
}

/** Above this nobody looks any further than at the size. */
const readableBytes = 16 * workflowSpecMaxBytes;
const mostProblems = 1_000;

/**
 * Everything that keeps a definition from being published, each with its path. Work grows with the size of the
 * definition, and problems of one kind do not hide those of another.
 */
export function checkDefinition(input: unknown, world: DefinitionWorld): DefinitionCheck {
  const bytes = jsonBytes(input, readableBytes);
  const tooLarge: WorkflowProblem = { path: [], code: "too_large", params: { maximum: workflowSpecMaxBytes / 1024 } };
  if (bytes > readableBytes) return { problems: [tooLarge], spec: null };
  const parsed = workflowSpecSchema.safeParse(input);
  const problems: WorkflowProblem[] = parsed.success ? [] : formProblems(input, parsed.error.issues);
  if (bytes > workflowSpecMaxBytes) problems.unshift(tooLarge);
  const model = definitionModel(input);
  const note = (problem: WorkflowProblem) => problems.push(problem);
  checkAll(model, world, (path, code, params) => note({ path, code, params }));
  checkExpressions(model, world, note);
  return { problems: limited(sorted(problems, model)), spec: parsed.success ? parsed.data : null };
}

function checkAll(model: DefinitionModel, world: DefinitionWorld, report: Report): void {
  checkCounts(model, report);
  checkNames(model, report);
  checkFields(model, report);
  checkTargets(model, report);
  const { start } = model;
  let flow: Flow | null = null;
  let graph: StepGraph | null = null;
  // From a start that is not there nothing could be reached: one fault, not one for each step.
  if (typeof start === "string" && model.steps.has(start)) {
    flow = flowOf(model, start);
    graph = stepGraphOf(model, flow);
    checkFlow(model, flow, report);
    checkEndings(graph, start, report);
  }
  checkOrder(model, flow, graph, report);
  checkRules(model, world, report);
  for (const step of model.steps.values()) {
    checkApproval(step, world, report);
    checkTimes(step, report);
  }
  checkOutside(model, world, report);
  checkTriggers(model, world, report);
}

/** What concerns the whole, then the form, then step by step; within these as they were found. */
function sorted(problems: readonly WorkflowProblem[], { fields, steps }: DefinitionModel): WorkflowProblem[] {
  const places = new Map<string, number>();
  for (const name of fields.keys()) places.set(`fields.${name}`, places.size + 1);
  const beforeSteps = places.size + 1;
  for (const key of steps.keys()) places.set(`steps.${key}`, places.size + 2);
  const placeOf = ({ path: [root, name] }: WorkflowProblem) =>
    places.get(`${root}.${name}`) ?? (root === "steps" ? beforeSteps : 0);
  return problems.toSorted((one, other) => placeOf(one) - placeOf(other));
}

function limited(problems: readonly WorkflowProblem[]): readonly WorkflowProblem[] {
  if (problems.length <= mostProblems) return problems;
  const number = problems.length - mostProblems;
  return [...problems.slice(0, mostProblems), { path: [], code: "more_problems", params: { number } }];
}
