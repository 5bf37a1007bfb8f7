export {
  type ActingLimits,
  defaultActingLimits,
  judgeHeadcount,
  judgeSeats,
  judgeTerm,
  type Overfull,
  type Refusal,
  type Sitting,
} from "./acting-rules.ts";
export { mayGiveReach } from "./assert-may-give-reach.ts";
export { assignUser } from "./assign-user.ts";
export { assignmentColumnClasses, assignmentTarget } from "./assignment-queries.ts";
export { addMonths } from "./calendar-dates.ts";
export { endAssignment } from "./end-assignment.ts";
export { getActingRule } from "./get-acting-rule.ts";
export { getOrgChart } from "./get-org-chart.ts";
export type { Holding, Holdings } from "./holdings.ts";
export { judgeContinuation } from "./judge-continuation.ts";
export { listActing } from "./list-acting.ts";
export { listSchoolPeople } from "./list-school-people.ts";
export { loadActingLimits } from "./load-acting-limits.ts";
export { loadReaches, type Reaches } from "./load-reaches.ts";
export { setActingRule } from "./set-acting-rule.ts";
export { type AssignmentSweep, sweepAssignments } from "./sweep-assignments.ts";
export { transferUser } from "./transfer-user.ts";
export { updateAssignment } from "./update-assignment.ts";
