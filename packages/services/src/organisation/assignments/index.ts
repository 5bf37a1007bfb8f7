export { type ActingLimits, defaultActingLimits } from "./acting-rules.ts";
export { assignUser } from "./assign-user.ts";
export { endAssignment } from "./end-assignment.ts";
export { getOrgChart } from "./get-org-chart.ts";
export { listActing } from "./list-acting.ts";
export { listSchoolPeople } from "./list-school-people.ts";
export { type AssignmentSweep, sweepAssignments } from "./sweep-assignments.ts";
export { transferUser } from "./transfer-user.ts";
export { updateAssignment } from "./update-assignment.ts";
