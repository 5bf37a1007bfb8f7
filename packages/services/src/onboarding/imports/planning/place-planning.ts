import type { ErrorParams, ImportField, ImportPlanProblemCode, ImportRowProblemCode } from "@gloria/contracts";
import type { Access } from "@gloria/permissions";
import type { Giver } from "../../../platform/index.ts";
import { type KnownOrganisation, placeKey } from "./known-organisation.ts";
import type { Overlay } from "./overlay.ts";
import type { DepartmentRow, Lines, PlaceEffect, PositionRow, SchoolRow } from "./place-effect.ts";
import type { Difference, PlannableRow } from "./row-plan.ts";

export type PlaceRow = PlannableRow<"organisation">;
type Field = ImportField<"organisation">;

/** What rows of the organisation are planned against. */
export interface PlacePlanning {
  readonly tenantId: string;
  readonly today: string;
  readonly access: Access;
  /** What whoever imports may give. */
  readonly giver: Giver;
  readonly organisation: KnownOrganisation;
  readonly lines: ReadonlyMap<string, Lines>;
  readonly overlay: Overlay;
}

/** What was made of one row: its effect and what it changes; null after a complaint. */
export type Drafted = {
  readonly effect: PlaceEffect;
  readonly differences: Difference[];
  readonly isNew: boolean;
} | null;
export type Complain = (
  code: ImportRowProblemCode | ImportPlanProblemCode,
  field: Field | null,
  params?: ErrorParams,
) => null;

/** What is needed beyond the right to change it: what people gain by a move is known only once all of the file is. */
export const movingRight = "permission:grant_any";

/** Whether a row puts something that is there elsewhere, which only who may give anything does by an import. */
export function isMoveBeyond<Row extends object>(
  { giver }: PlacePlanning,
  before: Row | null,
  after: Row,
  above: keyof Row,
): boolean {
  return before !== null && before[above] !== after[above] && !giver.mayGiveAnything();
}

// What is known of the organisation: by earlier rows of the file, else by the tables.

export function idNamed(
  { organisation, overlay }: PlacePlanning,
  entity: "school" | "department" | "position",
  externalId: string | null | undefined,
): string | null {
  if (externalId == null) return null;
  return overlay.places.externalIds.get(`${entity} ${externalId}`) ?? organisation.named(entity, externalId);
}

export function schoolByCode({ organisation, overlay }: PlacePlanning, code: string): SchoolRow | null {
  return overlay.places.schools.get(code.toLowerCase()) ?? organisation.school(code);
}

export function schoolById({ organisation, overlay }: PlacePlanning, id: string): SchoolRow | null {
  return [...overlay.places.schools.values()].find((row) => row.id === id) ?? organisation.schoolById(id);
}

export function departmentByCode({ organisation, overlay }: PlacePlanning, schoolId: string | null, code: string) {
  return overlay.places.departments.get(placeKey(schoolId, code)) ?? organisation.department(schoolId, code);
}

export function departmentById({ organisation, overlay }: PlacePlanning, id: string): DepartmentRow | null {
  return [...overlay.places.departments.values()].find((row) => row.id === id) ?? organisation.departmentById(id);
}

export function positionByCode({ organisation, overlay }: PlacePlanning, schoolId: string | null, code: string) {
  return overlay.places.positions.get(placeKey(schoolId, code)) ?? organisation.position(schoolId, code);
}

export function positionById({ organisation, overlay }: PlacePlanning, id: string): PositionRow | null {
  return [...overlay.places.positions.values()].find((row) => row.id === id) ?? organisation.positionById(id);
}

export function linesOf({ lines, overlay }: PlacePlanning, positionId: string): Lines | null {
  return overlay.places.lines.get(positionId) ?? lines.get(positionId) ?? null;
}
