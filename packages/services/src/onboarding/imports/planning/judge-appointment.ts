import type { ErrorCode, ImportPlanProblemCode } from "@gloria/contracts";
import { addMonths, judgeContinuation, mayGiveReach } from "../../../organisation/index.ts";
import { targetAttributes } from "../../../platform/index.ts";
import type { HeldAssignment } from "./held.ts";
import { judgeSeat } from "./judge-seat.ts";
import type { Complaints, PersonPlanning } from "./person-planning.ts";
import type { PositionRow } from "./place-effect.ts";
import type { Subject } from "./subject.ts";

/** What the seats say against a holding, as the problem of a row. */
const seatProblems: Partial<Record<ErrorCode, ImportPlanProblemCode>> = {
  "assignment.plt_in_place": "plt_in_place",
  "assignment.plt_seat_taken": "plt_seat_taken",
  "assignment.plh_without_holder": "plh_without_holder",
};

/**
 * Asks of a position that a row gives what assigning it by hand asks: who may appoint whom where, how long somebody
 * acts, and whether a seat is free.
 *
 * @returns how often the acting has been extended with it
 */
export function judgeAppointment(
  { holders, reaches, overlay, today, access, giver, tenantId, actorId, actingLimits }: PersonPlanning,
  subject: Subject,
  held: HeldAssignment,
  position: PositionRow,
  complaints: Complaints,
): number {
  const { schoolId, departmentId } = held;
  if (subject.status === "resigned") complaints.add("person_resigned", "positionCode");
  if (actorId === subject.userId) complaints.add("self_appointment", "positionCode");
  complaints.unlessPermitted(access, "assignment:create", {
    tenantId,
    ownerId: subject.userId,
    schoolIds: schoolId === null ? [] : [schoolId],
    departmentIds: departmentId === null ? [] : [departmentId],
    attributes: targetAttributes("assignment", {
      kind: held.kind,
      ftePercent: held.ftePercent,
      isPrimary: held.isPrimary,
      positionId: position.id,
      appointedBy: actorId,
    }),
  });
  const span = { validFrom: null, validUntil: held.validUntil === null ? null : latestEnd(held.validUntil) };
  const exercise = { position, schoolId, departmentId, span };
  if (!mayGiveReach(tenantId, access, giver, "assignment:create", exercise, reaches)) {
    complaints.add("position_beyond_place", "positionCode", { position: position.name });
  }
  const term = judgeContinuation(held, subject.held, actingLimits);
  if ("code" in term) {
    if (term.code === "assignment.acting_extended_enough") complaints.add("acting_extended_enough", "assignmentUntil");
    else {
      const { months, extensionMonths } = actingLimits;
      const isFirst = term.params["latest"] === addMonths(held.validFrom, months);
      complaints.add("acting_too_long", "assignmentUntil", { months: isFirst ? months : extensionMonths });
    }
  }
  const beside = [...(holders.get(position.id) ?? []), ...overlay.seatsTaken(position.id)];
  const refusal = judgeSeat(held, beside, position.headcount, today);
  if (refusal !== null) {
    const code = seatProblems[refusal.code];
    const { name, headcount } = position;
    if (code === undefined) complaints.add("position_full", "positionCode", { position: name, headcount });
    else complaints.add(code, "positionCode", { position: name, from: refusal.params["from"] ?? held.validFrom });
  }
  return "code" in term ? 0 : term.extensions;
}

/** When the day has begun everywhere on earth: whoever gives something must hold it at least until it really ends. */
function latestEnd(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
