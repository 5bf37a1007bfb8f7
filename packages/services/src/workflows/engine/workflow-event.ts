import type { EndedInstanceState, SeatDecision, WorkflowData } from "@gloria/contracts";

/**
 * What has happened to an instance, as its log keeps it: together with everything that had to be looked up on the way
 * (the answers), so that the same log always leads to the same state. `by` is a user's id, or null for Gloria itself.
 */
export type WorkflowEvent = { readonly at: number; readonly by: string | null } & (
  | {
      readonly type: "started";
      readonly requesterId: string;
      readonly schoolId: string | null;
      /** 1, or one more than the parent's. */
      readonly depth: number;
      readonly data: WorkflowData;
      readonly subjectHash: string;
    }
  | {
      readonly type: "decided";
      /** Null: the only one that `by` holds here. */
      readonly seatId: number | null;
      readonly decision: SeatDecision;
      readonly comment: string | null;
      readonly choice: string | null;
      /** The subject that the decider has seen. */
      readonly subjectHash: string;
    }
  /** `to`: `@requester`, or a step that it has passed. */
  | { readonly type: "returned"; readonly seatId: number; readonly to: string; readonly comment: string }
  | { readonly type: "resubmitted"; readonly data: WorkflowData; readonly subjectHash: string }
  | { readonly type: "withdrawn"; readonly reason: string | null }
  | { readonly type: "cancelled"; readonly reason: string }
  | { readonly type: "suspended"; readonly reason: string }
  | { readonly type: "resumed" }
  | { readonly type: "forced"; readonly outcome: EndedInstanceState; readonly reason: string }
  | {
      readonly type: "stepForced";
      readonly stepId: number;
      readonly outcome: "APPROVED" | "REJECTED";
      readonly reason: string;
    }
  /** The step goes, with all that lies in it, and leads nowhere. */
  | { readonly type: "stepCancelled"; readonly stepId: number; readonly reason: string }
  | { readonly type: "branchCancelled"; readonly stepId: number; readonly branch: string; readonly reason: string }
  | { readonly type: "reassigned"; readonly seatId: number; readonly userId: string; readonly reason: string | null }
  | { readonly type: "approverAdded"; readonly stepId: number; readonly userId: string; readonly weight: number }
  | { readonly type: "infoAsked"; readonly seatId: number; readonly question: string }
  | { readonly type: "infoGiven"; readonly stepId: number; readonly answer: string }
  /** A holder has left, or lost what the seat was given for. */
  | { readonly type: "seatVoided"; readonly seatId: number; readonly reason: string }
  /** Who fits the rules of a step that resolves LIVE may have changed. */
  | { readonly type: "approversRefreshed"; readonly stepId: number }
  /** By hand, before its time. */
  | { readonly type: "escalated"; readonly stepId: number }
  | { readonly type: "timerFired"; readonly timerId: number }
  | { readonly type: "messageArrived"; readonly name: string; readonly key: string }
  | { readonly type: "subjectChanged"; readonly subjectHash: string; readonly data: WorkflowData }
  /** `data`: what the action has changed in the request. */
  | { readonly type: "jobDone"; readonly jobId: number; readonly data: WorkflowData }
  /** `attempt`: which has failed; `final`: trying again would not help. */
  | {
      readonly type: "jobFailed";
      readonly jobId: number;
      readonly attempt: number;
      readonly final: boolean;
      readonly error: string;
    }
  | { readonly type: "subflowEnded"; readonly jobId: number; readonly outcome: EndedInstanceState }
  | { readonly type: "incidentRetried"; readonly stepId: number }
  | { readonly type: "incidentSkipped"; readonly stepId: number }
  | { readonly type: "incidentFailed"; readonly stepId: number }
  /** To the version that this event is reduced with; `map`: old names of steps to new ones. */
  | { readonly type: "migrated"; readonly map: Readonly<Record<string, string>> }
);
export type WorkflowEventType = WorkflowEvent["type"];
export type WorkflowEventOf<Type extends WorkflowEventType> = Extract<WorkflowEvent, { type: Type }>;
