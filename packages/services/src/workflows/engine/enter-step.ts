import type { WorkflowStepOf } from "@gloria/contracts";
import { closeStep } from "./close-step.ts";
import { endInstance } from "./end-instance.ts";
import { inputOf, isTrue, withIncident } from "./expression-value.ts";
import { findPeople } from "./find-people.ts";
import type { Branch, BranchState, Job, StepRun } from "./instance.ts";
import { settleJoin } from "./join-branch.ts";
import { takeMessage } from "./messages.ts";
import { openApproval } from "./open-approval.ts";
import { retryOf } from "./retry-of.ts";
import { waitPlans } from "./step-clocks.ts";
import { armTimers } from "./timers.ts";
import type { Transition } from "./transition.ts";

/** How many workflows may lie within one another. */
const depthMax = 8;

export function enterStep(t: Transition, key: string, within: Branch | null): void {
  beginStep(t, t.addRun(key, within, "ACTIVE"));
}

/** Does what a step does when it is entered, once more after an incident. */
export function beginStep(t: Transition, run: StepRun): void {
  withIncident(t, run, () => {
    const step = t.step(run.key);
    switch (step.type) {
      case "approval":
        return openApproval(t, run, step);
      case "action":
        return openJob(t, run, "action", step.use, inputOf(t, step.with));
      case "condition":
        return choose(t, run, step);
      case "notification":
        return notify(t, run, step);
      case "parallel":
        return split(t, run, step);
      case "subflow":
        return startChild(t, run, step);
      case "wait":
        if (!takeMessage(t, run)) armTimers(t, run, waitPlans(t, run, step));
        return;
      case "end":
        closeStep(t, run.id, "DONE", "done");
        return endInstance(t, step.outcome, "path");
    }
  });
}

function choose(t: Transition, run: StepRun, step: WorkflowStepOf<"condition">): void {
  const to = step.cases.find(({ when }) => isTrue(t, when))?.to ?? step.else;
  t.note({ what: "led", stepId: run.id, key: run.key, to });
  closeStep(t, run.id, "DONE", "done");
  t.go(to, run);
}

function notify(t: Transition, run: StepRun, step: WorkflowStepOf<"notification">): void {
  const { requesterId, data } = t.instance;
  const named = step.to.flatMap((to) => {
    if (typeof to !== "string") return [];
    const value = to === "@requester" ? requesterId : data[to.slice("@field:".length)];
    return typeof value === "string" ? [value] : [];
  });
  const rules = step.to.filter((to) => typeof to !== "string");
  const found = rules.length === 0 ? [] : findPeople(t, rules, false).map(({ userId }) => userId);
  const userIds = [...new Set([...named, ...found])];
  if (userIds.length > 0) t.emit({ kind: "notify", stepId: run.id, template: step.template, userIds });
  t.note({ what: "notified", stepId: run.id, key: run.key, template: step.template, userIds });
  closeStep(t, run.id, "DONE", "done");
  t.go(step.next, run);
}

function split(t: Transition, run: StepRun, step: WorkflowStepOf<"parallel">): void {
  const branches = Object.entries(step.branches).map(([name, { when }]): [string, BranchState] => [
    name,
    when === undefined || isTrue(t, when) ? "RUNNING" : "LEFT_OUT",
  ]);
  t.patchRun(run.id, { branches: Object.fromEntries(branches) });
  for (const [branch, { start }] of Object.entries(step.branches)) {
    const state = t.run(run.id).branches[branch];
    if (state === "LEFT_OUT") t.note({ what: "branch", stepId: run.id, key: run.key, branch, state });
    else t.go(start, { ...run, within: { stepId: run.id, branch } });
  }
  if (branches.every(([, state]) => state === "LEFT_OUT")) settleJoin(t, run.id);
}

function startChild(t: Transition, run: StepRun, step: WorkflowStepOf<"subflow">): void {
  if (t.instance.depth >= depthMax) {
    t.raise(run, "subflow_too_deep", `more than ${depthMax} workflows within one another`);
    return;
  }
  openJob(t, run, "subflow", step.workflow, inputOf(t, step.with));
}

function openJob(t: Transition, run: StepRun, kind: "action" | "subflow", use: string, input: Job["input"]): void {
  const job = t.addJob({
    stepId: run.id,
    kind,
    use,
    input,
    attempt: 1,
    retriesLeft: retryOf(t.step(run.key)).max,
    notBefore: t.now,
    state: "PENDING",
    outcome: null,
    undoes: null,
  });
  t.noteJob(run, job);
  t.emit({ kind: "job", jobId: job.id });
}
