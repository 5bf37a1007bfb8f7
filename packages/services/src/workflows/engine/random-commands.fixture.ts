import type { EndedInstanceState } from "@gloria/contracts";
import fc from "fast-check";
import type { Instance } from "./instance.ts";
import { people } from "./random-workflow.fixture.ts";
import { hourMs } from "./scenario.fixture.ts";
import type { WorkflowEvent } from "./workflow-event.ts";

/** What chooses a command: which of its kind, on what, by whom, and after how long. */
export interface Draw {
  readonly kind: (typeof kinds)[number];
  readonly pick: number;
  readonly other: number;
  readonly hours: number;
}

// What happens often stands here often.
const kinds = [
  ...Array<"decide">(8).fill("decide"),
  ...Array<"timer">(4).fill("timer"),
  ...Array<"job">(4).fill("job"),
  ...Array<"return">(4).fill("return"),
  "resubmit",
  "withdraw",
  "cancel",
  "suspend",
  "resume",
  "resume",
  "force",
  "stepForced",
  "stepCancelled",
  "branchCancelled",
  "reassign",
  "add",
  "add",
  "ask",
  "tell",
  "void",
  "refresh",
  "escalate",
  "message",
  "subject",
  "retry",
  "retry",
  "skip",
  "fail",
  "child",
  "child",
] as const;

export const randomDraws: fc.Arbitrary<readonly Draw[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    pick: fc.nat(1000),
    other: fc.nat(1000),
    hours: fc.integer({ min: 0, max: 30 }),
  }),
  { minLength: 5, maxLength: 25 },
);

/** The command that a draw comes to here: mostly one that could succeed, and now and then one that cannot. */
export function commandOf(instance: Instance, draw: Draw, before: number): WorkflowEvent {
  const { pick, other } = draw;
  const kind = likelyKind(instance, draw);
  const at = before + draw.hours * hourMs;
  const of = <T>(things: readonly T[], n = pick): T | undefined => things[n % Math.max(1, things.length)];
  const live = instance.steps.filter(({ state }) => state === "ACTIVE" || state === "WAITING");
  const runs = pick % 10 === 0 ? instance.steps : live;
  const seats = runs.flatMap((run) => run.seats);
  const open = seats.filter(({ state }) => state === "PENDING");
  const seat = of(other % 7 === 0 ? seats : open);
  const seatId = seat?.id ?? 1;
  const stepId = of(runs)?.id ?? 1;
  const stuck = of(instance.incidents)?.stepId ?? 1;
  const job = of(instance.jobs.filter(({ state }) => pick % 5 === 0 || state === "PENDING"));
  const jobId = job?.id ?? 1;
  const userId = of(people, other) ?? "ani";
  const by = other % 6 === 0 ? userId : (seat?.userId ?? userId);
  const { requesterId, subjectHash, data } = instance;
  const hash = `v${pick % 4}`;
  const system = { at, by: null };
  switch (kind) {
    case "decide": {
      const decision =
        (["APPROVED", "APPROVED", "APPROVED", "REJECTED", "ABSTAINED"] as const)[other % 5] ?? "APPROVED";
      const choice = pick % 3 === 0 ? "eko" : null;
      return {
        type: "decided",
        at,
        by,
        seatId: pick % 9 === 0 ? null : seatId,
        decision,
        comment: "c",
        choice,
        subjectHash,
      };
    }
    case "timer": {
      const armed = instance.timers.filter(({ state }) => pick % 5 === 0 || state === "ARMED");
      const timer = of(
        armed.toSorted((a, b) => a.dueAt - b.dueAt),
        0,
      );
      return {
        type: "timerFired",
        at: Math.max(at, pick % 6 === 0 ? 0 : (timer?.dueAt ?? 0)),
        by: null,
        timerId: timer?.id ?? 1,
      };
    }
    case "job":
      return other % 3 === 0
        ? { type: "jobFailed", ...system, jobId, attempt: job?.attempt ?? 1, final: pick % 2 === 0, error: "no" }
        : { type: "jobDone", ...system, jobId, data: other % 5 === 0 ? { days: 7 } : {} };
    case "child": {
      const outcome = of<EndedInstanceState>(["APPROVED", "REJECTED", "CANCELLED", "WITHDRAWN"], other) ?? "APPROVED";
      return { type: "subflowEnded", ...system, jobId, outcome };
    }
    case "return":
      return {
        type: "returned",
        at,
        by,
        seatId,
        to: other % 2 === 0 ? "@requester" : `s${1 + (pick % 5)}`,
        comment: "c",
      };
    case "resubmit":
      return { type: "resubmitted", at, by: requesterId, data: { ...data, days: other % 12 }, subjectHash: hash };
    case "withdraw":
      return { type: "withdrawn", at, by: pick % 8 === 0 ? requesterId : userId, reason: null };
    case "cancel":
      return { type: pick % 6 === 0 ? "cancelled" : "suspended", at, by: "admin", reason: "r" };
    case "suspend":
      return { type: "suspended", at, by: "admin", reason: "r" };
    case "resume":
      return { type: "resumed", at, by: "admin" };
    case "force":
      return pick % 8 === 0
        ? { type: "forced", at, by: "admin", outcome: "EXPIRED", reason: "r" }
        : { type: "resumed", at, by: "admin" };
    case "stepForced":
      return {
        type: "stepForced",
        at,
        by: "admin",
        stepId,
        outcome: other % 3 === 0 ? "REJECTED" : "APPROVED",
        reason: "r",
      };
    case "stepCancelled":
      return { type: "stepCancelled", at, by: "admin", stepId, reason: "r" };
    case "branchCancelled": {
      const parallel = of(runs.filter(({ type }) => type === "parallel"));
      const branch = of(Object.keys(parallel?.branches ?? {}), other) ?? "b0";
      return { type: "branchCancelled", at, by: "admin", stepId: parallel?.id ?? 1, branch, reason: "r" };
    }
    case "reassign":
      return { type: "reassigned", at, by, seatId, userId, reason: null };
    case "add":
      return { type: "approverAdded", at, by: "admin", stepId: other % 2 === 0 ? stuck : stepId, userId, weight: 1 };
    case "ask":
      return { type: "infoAsked", at, by, seatId, question: "why?" };
    case "tell":
      return { type: "infoGiven", at, by: requesterId, stepId, answer: "so" };
    case "void":
      return { type: "seatVoided", ...system, seatId, reason: "left" };
    case "refresh":
      return { type: "approversRefreshed", ...system, stepId };
    case "escalate":
      return { type: "escalated", at, by: "admin", stepId };
    case "message":
      return { type: "messageArrived", ...system, name: "paid", key: `${pick % 5}` };
    case "subject":
      return { type: "subjectChanged", ...system, subjectHash: hash, data: { ...data, days: other % 12 } };
    case "retry":
      return { type: "incidentRetried", at, by: "admin", stepId: stuck };
    case "skip":
      return { type: "incidentSkipped", at, by: "admin", stepId: stuck };
    case "fail":
      return { type: pick % 3 === 0 ? "incidentFailed" : "incidentRetried", at, by: "admin", stepId: stuck };
  }
}

/** Most of what is drawn for an instance that stands is what gets it going again. */
function likelyKind({ state }: Instance, { kind, pick, other }: Draw): Draw["kind"] {
  if (pick % 3 === 0) return kind;
  if (state === "SUSPENDED") return "resume";
  if (state === "RETURNED") return "resubmit";
  if (state === "INCIDENT" && pick % 3 === 1)
    return (["add", "retry", "skip", "stepForced"] as const)[other % 4] ?? "add";
  return kind;
}
