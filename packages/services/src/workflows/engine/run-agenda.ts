import { endInstance } from "./end-instance.ts";
import { enterStep } from "./enter-step.ts";
import { joinBranch } from "./join-branch.ts";
import { returnToRequester } from "./return-to-requester.ts";
import type { Move, Transition } from "./transition.ts";

/** More than this, and the transition runs away: a loop without anything to wait for. */
const microStepsMax = 500;

/**
 * Sends every thread of control on until it waits for something. A transition that does not come to rest leaves the
 * steps that it could not enter any more WAITING, each with an incident.
 */
export function runAgenda(t: Transition): void {
  for (let microSteps = 1; ; microSteps++) {
    const [move, ...rest] = t.agenda;
    if (move === undefined) return;
    t.agenda = rest;
    if (microSteps > microStepsMax && t.spec.steps[move.target] !== undefined) {
      const run = t.addRun(move.target, move.within, "WAITING");
      t.raise(run, "runaway", `more than ${microStepsMax} micro-steps`);
      continue;
    }
    arrive(t, move);
  }
}

function arrive(t: Transition, { target, within, from }: Move): void {
  switch (target) {
    case "endApproved":
      endInstance(t, "APPROVED", "path");
      return;
    case "endRejected":
      endInstance(t, "REJECTED", "path");
      return;
    case "@join":
      if (within === null) throw new Error(`definition ${t.spec.key} joins outside of a branch`);
      joinBranch(t, within);
      return;
    case "@requester":
      returnToRequester(t, from, "");
      return;
    default:
      enterStep(t, target, within);
      return;
  }
}
