/** What becomes of a definition. Published versions never change; an instance stays on the one that it began with. */
export const workflowStates = ["DRAFT", "ACTIVE", "INACTIVE", "ARCHIVED"] as const;
export type WorkflowState = (typeof workflowStates)[number];

export const openInstanceStates = ["DRAFT", "RUNNING", "RETURNED", "SUSPENDED", "INCIDENT"] as const;
export const endedInstanceStates = ["APPROVED", "REJECTED", "WITHDRAWN", "CANCELLED", "EXPIRED", "FAILED"] as const;
export const instanceStates = [...openInstanceStates, ...endedInstanceStates] as const;
export type InstanceState = (typeof instanceStates)[number];
export type EndedInstanceState = (typeof endedInstanceStates)[number];

export const stepStates = [
  "WAITING",
  "ACTIVE",
  "APPROVED",
  "REJECTED",
  "RETURNED",
  "NO_DECISION",
  "DONE",
  "SKIPPED",
  "CANCELLED",
  "EXPIRED",
  "FAILED",
] as const;
export type StepState = (typeof stepStates)[number];

export const seatStates = ["PENDING", "APPROVED", "REJECTED", "ABSTAINED", "NOT_REQUIRED", "VOID"] as const;
export type SeatState = (typeof seatStates)[number];

export const timerStates = ["ARMED", "FIRED", "CANCELLED"] as const;
export type TimerState = (typeof timerStates)[number];

/** What a seat's holder may say. */
export const seatDecisions = ["APPROVED", "REJECTED", "ABSTAINED"] as const;
export type SeatDecision = (typeof seatDecisions)[number];
