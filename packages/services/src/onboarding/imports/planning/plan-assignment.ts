import { newId } from "@gloria/core";
import { judgeTerm } from "../../../organisation/index.ts";
import type { HeldAssignment, HeldRole } from "./held.ts";
import { mostHolders } from "./most-holders.ts";
import { namedSchool } from "./named-school.ts";
import type { AssignmentRow } from "./person-effect.ts";
import type { Complaints, PersonPlanning } from "./person-planning.ts";
import type { Difference, PlannableRow } from "./row-plan.ts";

/** The person of a row, as far as positions and roles ask. */
export interface Subject {
  readonly userId: string;
  readonly homeSchoolId: string | null;
  readonly held: readonly HeldAssignment[];
  readonly roles: readonly HeldRole[];
}

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
  const { organisation, overlay, today, access, tenantId } = planning;
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
  const { actingLimits } = planning;
  const term = { kind, begin: validFrom, until: validUntil, extendsFrom: null, extensions: 0 };
  if ("code" in judgeTerm(term, actingLimits)) {
    complaints.add("acting_too_long", "assignmentUntil", { months: actingLimits.months });
    return null;
  }
  const overlapping = subject.held.filter((held) => overlaps(held, validFrom, validUntil));
  if (overlapping.some(({ positionId }) => positionId === position.id)) return null;
  const primary = overlapping.find(({ isPrimary }) => isPrimary);
  if (fields.isPrimary === true && primary !== undefined) {
    complaints.add("primary_in_use", "isPrimary", { position: primary.positionName });
  }
  const isPrimary = fields.isPrimary ?? (primary === undefined && kind === "DEFINITIF");
  const departmentId = department?.id ?? position.departmentId;
  complaints.unlessPermitted(access, "assignment:create", {
    tenantId,
    ownerId: subject.userId,
    schoolIds: position.schoolId === null ? [] : [position.schoolId],
    departmentIds: departmentId === null ? [] : [departmentId],
  });
  if (kind === "DEFINITIF") {
    const others = [...organisation.seats(position.id), ...spansOf(overlay.seatsTaken(position.id))];
    const since = [validFrom, today].sort().at(-1) ?? today;
    const isOver = validUntil !== null && validUntil <= today;
    if (!isOver && mostHolders(others, since, validUntil) + 1 > position.headcount) {
      complaints.add("position_full", "positionCode", { position: position.name, headcount: position.headcount });
    }
  }
  const ftePercent = fields.ftePercent ?? 100;
  const place =
    position.schoolId === null ? position.code : `${organisation.schoolById(position.schoolId)?.code}/${position.code}`;
  const said = [place, kind === "DEFINITIF" ? null : kind, `${validFrom}…${validUntil ?? ""}`, `${ftePercent}%`];
  return {
    schoolId: position.schoolId,
    row: {
      tenantId,
      id: newId(),
      userId: subject.userId,
      positionId: position.id,
      schoolId: position.schoolId,
      departmentId,
      kind,
      ftePercent,
      validFrom,
      validUntil,
      isPrimary,
      decreeNumber: fields.decreeNumber ?? null,
      appointedBy: null,
      extensions: 0,
      createdEpoch: 0,
      createdAt: new Date(0),
      createdBy: planning.actorId,
      endedEpoch: null,
      endedAt: null,
      endedBy: null,
    },
    held: {
      positionId: position.id,
      positionName: position.name,
      schoolId: position.schoolId,
      departmentId,
      validFrom,
      validUntil,
      isPrimary,
    },
    differences: [
      { path: "assignment", from: null, to: said.filter((part) => part !== null).join(" ") },
      ...(isPrimary ? [{ path: "assignment.primary", from: null, to: true }] : []),
      ...(fields.decreeNumber == null ? [] : [{ path: "assignment.decree", from: null, to: fields.decreeNumber }]),
    ],
  };
}

function overlaps(held: HeldAssignment, from: string, until: string | null): boolean {
  return (held.validUntil === null || held.validUntil > from) && (until === null || held.validFrom < until);
}

function spansOf(taken: ReadonlyMap<string, number>) {
  return [...taken].map(([span, holders]) => {
    const [from = "", until = ""] = span.split("|");
    return { from, until: until === "" ? null : until, holders };
  });
}
