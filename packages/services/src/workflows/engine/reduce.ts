import type { InstanceState, SeatState, StepState, WorkflowSpec } from "@gloria/contracts";
import { commands } from "./commands.ts";
import type { Effect } from "./effect.ts";
import type { Instance } from "./instance.ts";
import type { Answers, Need } from "./need.ts";
import { newInstance } from "./new-instance.ts";
import { type RefusalCode, Refused } from "./refused.ts";
import { runAgenda } from "./run-agenda.ts";
import { endWhenNothingLives } from "./stop.ts";
import type { TraceEntry } from "./trace-entry.ts";
import { Transition, Unanswered } from "./transition.ts";
import type { WorkflowEvent, WorkflowEventOf, WorkflowEventType } from "./workflow-event.ts";

export type Reduction =
  | {
      readonly kind: "moved";
      readonly instance: Instance;
      readonly effects: readonly Effect[];
      readonly trace: readonly TraceEntry[];
    }
  /** Look these up, and reduce the same event again with the answers to all that it has asked so far. */
  | { readonly kind: "needs"; readonly needs: readonly Need[] }
  /** Nothing has changed; the states are those that the command has met. */
  | {
      readonly kind: "refused";
      readonly code: RefusalCode;
      readonly state: InstanceState | null;
      readonly step: StepState | null;
      readonly seat: SeatState | null;
    };

/**
 * What an event makes of an instance: the whole transition, until everything waits for something again. Pure: without
 * clock, database or chance, so the same events with the same answers always lead to the same state.
 *
 * @param spec checked for publishing; a spec that was not may throw
 * @param instance null: the event is `started`
 */
export function reduce(
  spec: WorkflowSpec,
  instance: Instance | null,
  event: WorkflowEvent,
  answers: Answers,
): Reduction {
  const before = instance ?? (event.type === "started" ? newInstance(event) : null);
  if (before === null || (instance !== null && !commands[event.type].allowedIn.includes(instance.state))) {
    return refusal(instance, new Refused("workflow.wrong_state"));
  }
  const t = new Transition(spec, before, event, answers);
  try {
    apply(t, event.type, event);
    runAgenda(t);
    endWhenNothingLives(t);
  } catch (error) {
    if (error instanceof Unanswered) return { kind: "needs", needs: error.needs };
    if (error instanceof Refused) return refusal(before, error);
    throw error;
  }
  return { kind: "moved", instance: withIncidentState(t.instance), effects: t.effects, trace: t.trace };
}

function apply<Type extends WorkflowEventType>(t: Transition, type: Type, event: WorkflowEventOf<Type>): void {
  commands[type].apply(t, event);
}

/** A running instance with something in its way is one with an incident, whichever command has brought it there. */
function withIncidentState(instance: Instance): Instance {
  if (instance.state !== "RUNNING" && instance.state !== "INCIDENT") return instance;
  return { ...instance, state: instance.incidents.length > 0 ? "INCIDENT" : "RUNNING" };
}

function refusal(instance: Instance | null, { code, stepId, seatId }: Refused): Reduction {
  const run = instance?.steps.find(({ id }) => id === stepId);
  const seat = run?.seats.find(({ id }) => id === seatId);
  return {
    kind: "refused",
    code,
    state: instance?.state ?? null,
    step: run?.state ?? null,
    seat: seat?.state ?? null,
  };
}
