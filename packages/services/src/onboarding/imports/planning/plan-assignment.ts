import { newId } from "@gloria/core";
import type { HeldAssignment } from "./held.ts";
import { judgeAppointment } from "./judge-appointment.ts";
import { namedSchool } from "./named-school.ts";
import type { AssignmentRow } from "./person-effect.ts";
import type { Complaints, PersonPlanning } from "./person-planning.ts";
import type { Difference, PlannableRow } from "./row-plan.ts";
import type { Subject } from "./subject.ts";

export interface PlannedAssignment {
  readonly row: AssignmentRow;
  readonly schoolId: string | null;
  readonly held: HeldAssignment;
  readonly differences: readonly Difference[];
}

/**
 * The position that a row adds to what the person holds. Nothing is taken away for it: leaving a position and moving to
 * another one are verbs of their own. Null when the row names none, or the person holds it in that time already.
 */
export function planAssignment(
  planning: PersonPlanning,
  { fields }: PlannableRow<"people">,
  subject: Subject,
  complaints: Complaints,
): PlannedAssignment | null {
  const { organisation, today, tenantId } = planning;
  if (fields.positionCode == null) return null;
  const school = namedSchool(organisation, fields);
  if (school === "unknown") return null;
  const atSchool = school?.id ?? subject.homeSchoolId;
  const position =
    organisation.position(atSchool, fields.positionCode) ?? organisation.position(null, fields.positionCode);
  if (position === null) {
    complaints.add("position_unknown", "positionCode", { value: fields.positionCode });
    return null;
  }
  const department =
    fields.departmentCode == null
      ? null
      : (organisation.department(position.schoolId, fields.departmentCode) ??
        organisation.department(null, fields.departmentCode));
  if (fields.departmentCode != null && department === null) {
    complaints.add("department_unknown", "departmentCode", { value: fields.departmentCode });
    return null;
  }
  const validFrom = fields.assignmentFrom ?? today;
  const validUntil = fields.assignmentUntil ?? null;
  const kind = fields.assignmentKind ?? "DEFINITIF";
  if (validUntil !== null && validUntil <= validFrom) {
    complaints.add("date_order", "assignmentUntil", { from: validFrom, until: validUntil });
    return null;
  }
  if (kind !== "DEFINITIF" && validUntil === null) {
    complaints.add("until_required", "assignmentUntil");
    return null;
  }
  const overlapping = subject.held.filter((held) => overlaps(held, validFrom, validUntil));
  if (overlapping.some(({ positionId }) => positionId === position.id)) return null;
  const primary = overlapping.find(({ isPrimary }) => isPrimary);
  if (fields.isPrimary === true && primary !== undefined) {
    complaints.add("primary_in_use", "isPrimary", { position: primary.positionName });
  }
  const held: HeldAssignment = {
    userId: subject.userId,
    positionId: position.id,
    positionName: position.name,
    schoolId: position.schoolId,
    departmentId: department?.id ?? position.departmentId,
    kind,
    ftePercent: fields.ftePercent ?? 100,
    validFrom,
    validUntil,
    isPrimary: fields.isPrimary ?? (primary === undefined && kind === "DEFINITIF"),
    decreeNumber: fields.decreeNumber ?? null,
    appointedBy: planning.actorId,
    extensions: 0,
  };
  const extensions = judgeAppointment(planning, subject, held, position, complaints);
  const place =
    position.schoolId === null ? position.code : `${organisation.schoolById(position.schoolId)?.code}/${position.code}`;
  const said = [place, kind === "DEFINITIF" ? null : kind, `${validFrom}…${validUntil ?? ""}`, `${held.ftePercent}%`];
  return {
    schoolId: position.schoolId,
    row: {
      tenantId,
      id: newId(),
      userId: held.userId,
      positionId: held.positionId,
      schoolId: held.schoolId,
      departmentId: held.departmentId,
      kind,
      ftePercent: held.ftePercent,
      validFrom,
      validUntil,
      isPrimary: held.isPrimary,
      decreeNumber: held.decreeNumber,
      appointedBy: held.appointedBy,
      extensions,
      createdEpoch: 0,
      createdAt: new Date(0),
      createdBy: planning.actorId,
      endedEpoch: null,
      endedAt: null,
      endedBy: null,
    },
    held: { ...held, extensions },
    differences: [
      { path: "assignment", from: null, to: said.filter((part) => part !== null).join(" ") },
      ...(held.isPrimary ? [{ path: "assignment.primary", from: null, to: true }] : []),
      ...(fields.decreeNumber == null ? [] : [{ path: "assignment.decree", from: null, to: fields.decreeNumber }]),
    ],
  };
}

function overlaps(held: HeldAssignment, from: string, until: string | null): boolean {
  return (held.validUntil === null || held.validUntil > from) && (until === null || held.validFrom < until);
}
