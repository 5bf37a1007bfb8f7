import { newId } from "@gloria/core";
import { type DraftedPerson, draftPerson } from "./draft-person.ts";
import { findPerson } from "./find-person.ts";
import { type KnownPerson, keysOf, keysOfRow } from "./known-people.ts";
import type { TouchedPerson } from "./overlay.ts";
import { Complaints, type PersonPlanning } from "./person-planning.ts";
import { planAssignment } from "./plan-assignment.ts";
import { planRole } from "./plan-role.ts";
import { errorPlan, type PlannableRow, type RowPlan, rowPlan } from "./row-plan.ts";

/** Plans one person's row, and notes in the overlay what it would have done. */
export function planPerson(planning: PersonPlanning, row: PlannableRow<"people">): RowPlan {
  const complaints = new Complaints(planning.headerOf);
  const found = findPerson(planning, row, complaints);
  const touched = found === null ? undefined : planning.overlay.personOf(found.ref);
  const label = labelOf(row, found?.known ?? null, touched);
  const entityId = found?.known?.user?.id ?? null;
  if (row.problems.length > 0 || complaints.problems.length > 0) {
    return errorPlan(row, label, entityId, [...row.problems, ...complaints.problems]);
  }
  const person = touched === undefined ? draftPerson(planning, row, found?.known ?? null, complaints) : null;
  const saying = sayingOf(row);
  if (touched !== undefined && touched.saying !== saying) {
    complaints.add("row_contradicts", null, { rowNumber: touched.rowNumber });
  }
  const subject = {
    userId: person?.userId ?? touched?.userId ?? newId(),
    status: person?.status ?? touched?.status ?? "active",
    homeSchoolId: person?.homeSchoolId ?? touched?.homeSchoolId ?? null,
    held: touched?.held ?? found?.known?.held ?? [],
    roles: touched?.roles ?? found?.known?.roles ?? [],
  };
  const assignment = planAssignment(planning, row, subject, complaints);
  const role = planRole(planning, row, subject, assignment?.schoolId ?? subject.homeSchoolId, complaints);
  if (touched !== undefined && assignment === null && role === null && complaints.problems.length === 0) {
    complaints.add("duplicate_in_file", null, { rowNumber: touched.rowNumber });
  }
  if (complaints.problems.length > 0) return errorPlan(row, label, entityId, complaints.problems);

  const externalId = touched === undefined ? newExternalId(planning, row) : null;
  const differences = [
    ...(person?.differences ?? []),
    ...(assignment?.differences ?? []),
    ...(role?.differences ?? []),
    ...(externalId === null ? [] : [{ path: "externalId", from: null, to: externalId }]),
  ];
  const isNew = person?.user?.before === null;
  const nip = person?.nip ?? touched?.nip ?? null;
  const after = { ...subject, nip, label, rowNumber: touched?.rowNumber ?? row.rowNumber, saying };
  note(planning, row, person, {
    ...after,
    held: assignment === null ? subject.held : [...subject.held, assignment.held],
    roles: role === null ? subject.roles : [...subject.roles, role.held],
  });
  if (assignment !== null) {
    const { positionId, kind, validFrom, validUntil } = assignment.row;
    planning.overlay.takeSeat(positionId, kind, validFrom, validUntil);
  }
  return rowPlan(
    {
      rowNumber: row.rowNumber,
      action: isNew ? "create" : differences.length > 0 ? "update" : "skip",
      label,
      entityId,
      differences,
      problems: [],
      effect:
        differences.length === 0 && !isNew
          ? null
          : {
              kind: "person",
              userId: subject.userId,
              user: person?.user ?? null,
              employee: person?.employee ?? null,
              assignment: assignment?.row ?? null,
              role: role?.row ?? null,
              externalId,
            },
    },
    person?.basis ?? null,
  );
}

function labelOf(row: PlannableRow<"people">, known: KnownPerson | null, touched: TouchedPerson | undefined): string {
  return (
    row.fields.name ??
    touched?.label ??
    known?.user?.name ??
    known?.employee?.name ??
    row.fields.nip ??
    row.fields.email ??
    ""
  );
}

function newExternalId({ people, overlay }: PersonPlanning, row: PlannableRow<"people">): string | null {
  const { externalId } = row.fields;
  if (externalId == null || overlay.ownerOf("externalId", externalId) !== undefined) return null;
  return people.with("externalId", externalId).length > 0 ? null : externalId;
}

/** What a row says of the person, apart from position and role. */
function sayingOf({ fields }: PlannableRow<"people">): string {
  const { positionCode, departmentCode, roleCode, assignmentFrom, assignmentUntil, assignmentKind, ...rest } = fields;
  const { ftePercent, isPrimary, decreeNumber, schoolCode, schoolExternalId, ...own } = rest;
  return JSON.stringify(Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function note(
  planning: PersonPlanning,
  row: PlannableRow<"people">,
  person: DraftedPerson | null,
  touched: TouchedPerson,
): void {
  const { overlay } = planning;
  overlay.touchPerson(touched.userId, touched);
  for (const before of [person?.user?.before, person?.employee?.before]) {
    if (before != null) overlay.touchPerson(before.id, touched);
  }
  if (person !== null) {
    for (const [kind, value] of keysOf({
      user: person.user?.before ?? null,
      employee: person.employee?.before ?? null,
    })) {
      overlay.free(kind, value);
    }
    for (const [kind, value] of keysOf({
      user: person.user?.after ?? null,
      employee: person.employee?.after ?? null,
    })) {
      overlay.claim(kind, value, touched.userId);
    }
  }
  for (const [kind, value] of keysOfRow(planning, row)) overlay.claim(kind, value, touched.userId);
}
