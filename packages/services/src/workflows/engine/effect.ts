/**
 * What the runtime does with a transition besides storing it: everything that leaves the instance. Written to the
 * outbox in the transition's own transaction.
 */
export type Effect =
  /** Do this job, under its key, not before its time. */
  | { readonly kind: "job"; readonly jobId: number }
  /** Do not do it any more, where it is not done yet; a child instance is cancelled. */
  | { readonly kind: "jobCancelled"; readonly jobId: number }
  /** Tell the holders of these seats that they are asked, or reminded. */
  | {
      readonly kind: "asked";
      readonly stepId: number;
      readonly seatIds: readonly number[];
      readonly why: "opened" | "reminded" | "escalated" | "reassigned";
    }
  /** Tell them that it is settled without them. */
  | { readonly kind: "released"; readonly stepId: number; readonly seatIds: readonly number[] }
  | { readonly kind: "overdue"; readonly stepId: number }
  | { readonly kind: "returned"; readonly comment: string }
  | { readonly kind: "infoAsked"; readonly stepId: number }
  | { readonly kind: "infoGiven"; readonly stepId: number; readonly seatId: number }
  | { readonly kind: "notify"; readonly stepId: number; readonly template: string; readonly userIds: readonly string[] }
  | { readonly kind: "incident"; readonly stepId: number }
  | { readonly kind: "ended" };
