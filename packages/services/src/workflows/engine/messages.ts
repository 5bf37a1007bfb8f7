import { closeStep } from "./close-step.ts";
import type { Message, StepRun } from "./instance.ts";
import { Refused } from "./refused.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/** So many are kept for one instance; a sender that does not stop must not fill the house. */
const messagesMax = 1000;

/** Goes to the step that has waited for it longest, or is kept until one does. */
export function onMessageArrived(t: Transition, { name, key }: WorkflowEventOf<"messageArrived">): void {
  const { messages } = t.instance;
  if (messages.some((message) => message.name === name && message.key === key)) {
    throw new Refused("workflow.message_repeated");
  }
  if (!isWaitedForSomewhere(t, name)) throw new Refused("workflow.message_unknown");
  if (messages.length >= messagesMax) throw new Refused("workflow.too_many_messages");
  t.patch({ messages: [...messages, { name, key, at: t.now, usedBy: null }] });
  if (t.instance.state === "RUNNING" || t.instance.state === "INCIDENT") {
    for (const run of t.instance.steps) if (run.state === "ACTIVE" && takeMessage(t, run)) return;
  }
  t.note({ what: "kept", message: name });
}

/** Gives a waiting step the first of the kept messages that it waits for, and sends it on; false: there is none. */
export function takeMessage(t: Transition, run: StepRun): boolean {
  const step = t.step(run.key);
  if (step.type !== "wait") return false;
  const targets = new Map(step.for.flatMap((each) => ("message" in each ? [[each.message, each.to]] : [])));
  const message = t.instance.messages.find(({ name, usedBy }) => usedBy === null && targets.has(name));
  const to = message === undefined ? undefined : targets.get(message.name);
  if (message === undefined || to === undefined) return false;
  const used: Message = { ...message, usedBy: run.id };
  t.patch({ messages: t.instance.messages.map((each) => (each === message ? used : each)) });
  t.note({ what: "used", stepId: run.id, key: run.key, message: message.name });
  closeStep(t, run.id, "DONE", "done");
  t.go(to, run);
  return true;
}

function isWaitedForSomewhere({ spec }: Transition, name: string): boolean {
  return Object.values(spec.steps).some(
    (step) => step.type === "wait" && step.for.some((each) => "message" in each && each.message === name),
  );
}
