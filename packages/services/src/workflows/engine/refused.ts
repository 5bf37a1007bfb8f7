/** Why a command changes nothing. */
export type RefusalCode =
  /** The instance is not in a state for it. */
  | "workflow.wrong_state"
  | "workflow.not_found"
  /** Neither the holder of a live seat nor one who may act for them. */
  | "workflow.not_assignee"
  | "workflow.not_requester"
  | "workflow.already_decided"
  | "workflow.step_closed"
  /** The decider has seen another version of what is decided about. */
  | "workflow.subject_changed"
  /** Several seats of the caller wait; which one is meant? */
  | "workflow.seat_needed"
  | "workflow.comment_required"
  /** It cannot be sent there. */
  | "workflow.return_not_allowed"
  /** It has come too far to be withdrawn. */
  | "workflow.milestone_passed"
  | "workflow.already_seated"
  | "workflow.self_approval"
  | "workflow.four_eyes"
  /** Nobody of that id who could be asked. */
  | "workflow.approver_unknown"
  | "workflow.info_already_asked"
  | "workflow.info_not_asked"
  | "workflow.nothing_to_escalate"
  | "workflow.not_live"
  | "workflow.timer_early"
  | "workflow.timer_spent"
  | "workflow.job_settled"
  | "workflow.message_unknown"
  | "workflow.message_repeated"
  | "workflow.too_many_messages"
  | "workflow.subject_unchanged"
  | "workflow.cannot_skip"
  | "workflow.wrong_step"
  | "workflow.migration_impossible";

/** Ends a reduction that must change nothing; caught where it began. */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly stepId: number | null;
  readonly seatId: number | null;

  constructor(code: RefusalCode, about: { readonly stepId?: number; readonly seatId?: number } = {}) {
    super(code);
    this.code = code;
    this.stepId = about.stepId ?? null;
    this.seatId = about.seatId ?? null;
  }
}
