import type { ErrorParams, ImportField, ImportPlanProblemCode, ImportRowProblemCode } from "@gloria/contracts";
import { newId } from "@gloria/core";
import { positionReports, type TenantTransaction } from "@gloria/db";
import type { Access, Target } from "@gloria/permissions";
import { and, eq } from "drizzle-orm";
import type { VerbTransaction } from "../../../platform/index.ts";
import { type KnownOrganisation, loadKnownOrganisation, placeKey } from "./known-organisation.ts";
import { mostHolders } from "./most-holders.ts";
import type { Overlay } from "./overlay.ts";
import type { Write } from "./person-effect.ts";
import type { DepartmentRow, Lines, PlaceEffect, PositionRow, SchoolRow } from "./place-effect.ts";
import type { PlanOptions } from "./plan-options.ts";
import { type Difference, errorPlan, type PlannableRow, type PlanProblem, type RowPlan, rowPlan } from "./row-plan.ts";

type Row = PlannableRow<"organisation">;
type Field = ImportField<"organisation">;

interface PlacePlanning {
  readonly tenantId: string;
  readonly today: string;
  readonly access: Access;
  readonly organisation: KnownOrganisation;
  readonly lines: ReadonlyMap<string, Lines>;
  readonly overlay: Overlay;
}

/** What was made of one row: its effect and what it changes; null after a complaint. */
type Drafted = { readonly effect: PlaceEffect; readonly differences: Difference[]; readonly isNew: boolean } | null;
type Complain = (code: ImportRowProblemCode | ImportPlanProblemCode, field: Field | null, params?: ErrorParams) => null;

/** Plans rows of the organisation: a row may refer to what an earlier one makes. */
export async function planPlaces(
  tx: VerbTransaction,
  rows: readonly Row[],
  overlay: Overlay,
  { today, lock, headerOf }: PlanOptions,
): Promise<RowPlan[]> {
  const codesOf = (pick: (fields: Row["fields"]) => readonly (string | null | undefined)[]) =>
    rows.flatMap(({ fields }) => pick(fields)).filter((code) => code != null);
  const organisation = await loadKnownOrganisation(
    tx,
    {
      departments: codesOf((fields) => [fields.code, fields.departmentCode, fields.parentCode]),
      positions: codesOf((fields) => [fields.code, ...reportCodes(fields).map(({ code }) => code)]),
      roles: [],
      externalIds: codesOf((fields) => [fields.externalId, fields.parentExternalId]),
    },
    today,
    lock,
  );
  const [access, lines] = await Promise.all([tx.access, loadLines(tx)]);
  const planning = { tenantId: tx.tenantId, today, access, organisation, lines, overlay };
  return rows.map((row) => planPlace(planning, row, headerOf));
}

function planPlace(planning: PlacePlanning, row: Row, headerOf: PlanOptions["headerOf"]): RowPlan {
  const { fields } = row;
  const problems: PlanProblem[] = [...row.problems];
  const complain: Complain = (code, field, params = {}) => {
    problems.push({ code, params, column: field === null ? null : headerOf(field) });
    return null;
  };
  const label = fields.name ?? fields.code ?? fields.externalId ?? null;
  if (problems.length > 0) return errorPlan(row, label, null, problems);
  const drafted = draft(planning, row, complain);
  const known = drafted?.isNew === false ? drafted.effect.id : null;
  if (drafted === null || problems.length > 0) return errorPlan(row, label, known, problems);
  const { places } = planning.overlay;
  const earlier = places.rows.get(drafted.effect.id);
  if (earlier !== undefined) {
    return errorPlan(row, label, known, [{ code: "duplicate_in_file", column: null, params: { rowNumber: earlier } }]);
  }
  places.rows.set(drafted.effect.id, row.rowNumber);
  if (drafted.effect.externalId !== null) {
    places.externalIds.set(`${drafted.effect.entity} ${drafted.effect.externalId}`, drafted.effect.id);
  }
  return rowPlan({
    rowNumber: row.rowNumber,
    action: drafted.isNew ? "create" : drafted.differences.length > 0 ? "update" : "skip",
    label,
    entityId: known,
    differences: drafted.differences,
    problems: [],
    effect: drafted.differences.length === 0 ? null : drafted.effect,
  });
}

function draft(planning: PlacePlanning, row: Row, complain: Complain): Drafted {
  switch (row.fields.entity) {
    case "school":
      return draftSchool(planning, row, complain);
    case "department":
      return draftDepartment(planning, row, complain);
    case "position":
      return draftPosition(planning, row, complain);
    default:
      return complain("entity_required", "entity");
  }
}

function draftSchool(planning: PlacePlanning, { fields }: Row, complain: Complain): Drafted {
  const { access, tenantId, overlay } = planning;
  const named = idNamed(planning, "school", fields.externalId);
  const before =
    (named === null ? null : schoolById(planning, named)) ??
    (fields.code == null ? null : schoolByCode(planning, fields.code));
  const code = fields.code ?? before?.code;
  const level = fields.schoolLevel ?? before?.level;
  const name = fields.name ?? before?.name;
  if (code == null) return complain("code_required", "code");
  if (name == null) return complain("name_required", "name");
  if (level == null) return complain("level_required", "schoolLevel", { field: "schoolLevel" });
  const after: SchoolRow = {
    ...(before ?? { ...blank(tenantId), status: "active", sortName: "" }),
    code,
    name,
    level,
    npsn: fields.npsn ?? before?.npsn ?? null,
    address: fields.address ?? before?.address ?? null,
    city: fields.city ?? before?.city ?? null,
    province: fields.province ?? before?.province ?? null,
    phone: fields.phone ?? before?.phone ?? null,
    email: fields.email ?? before?.email ?? null,
    timeZone: fields.timeZone ?? before?.timeZone ?? "Asia/Jakarta",
  };
  const differences = compare({ before, after }, schoolPaths, (_, value) => value);
  const place: Target = { tenantId, ownerId: null, departmentIds: [], schoolIds: before === null ? [] : [before.id] };
  const permission = before === null ? "school:create" : "school:update";
  if (differences.length > 0 && !access.can(permission, place)) return complain("not_permitted", null, { permission });
  const externalId = named === null ? (fields.externalId ?? null) : null;
  overlay.places.schools.set(code.toLowerCase(), after);
  const write = differences.length > 0 ? { before, after } : null;
  return {
    effect: { kind: "place", entity: "school", id: after.id, write, externalId },
    differences: [...differences, ...remembering(externalId)],
    isNew: before === null,
  };
}

function draftDepartment(planning: PlacePlanning, { fields }: Row, complain: Complain): Drafted {
  const { access, tenantId, overlay } = planning;
  const named = idNamed(planning, "department", fields.externalId);
  const found = named === null ? null : departmentById(planning, named);
  const place = placeOf(planning, fields, found, complain);
  if (place === null) return null;
  const before = found ?? (fields.code == null ? null : departmentByCode(planning, place.schoolId, fields.code));
  const code = fields.code ?? before?.code;
  const name = fields.name ?? before?.name;
  if (code == null) return complain("code_required", "code");
  if (name == null) return complain("name_required", "name");
  const parent = parentOf(planning, fields, place.schoolId);
  if (parent === "unknown") {
    const field = fields.parentCode == null ? "parentExternalId" : "parentCode";
    return complain("parent_unknown", field, { value: fields.parentCode ?? fields.parentExternalId ?? "" });
  }
  const after: DepartmentRow = {
    ...(before ?? { ...blank(tenantId), sortName: "" }),
    code,
    name,
    schoolId: place.schoolId,
    parentId: parent?.id ?? before?.parentId ?? null,
  };
  const said = (key: keyof DepartmentRow, value: unknown) => {
    if (key === "schoolId") return schoolById(planning, String(value))?.code ?? value;
    return key === "parentId" ? (departmentById(planning, String(value))?.code ?? parent?.code ?? value) : value;
  };
  const differences = compare({ before, after }, departmentPaths, said);
  const target: Target = {
    tenantId,
    ownerId: null,
    departmentIds: before !== null ? [before.id] : after.parentId === null ? [] : [after.parentId],
    schoolIds: after.schoolId === null ? [] : [after.schoolId],
  };
  const permission = before === null ? "department:create" : "department:update";
  if (differences.length > 0 && !access.can(permission, target)) return complain("not_permitted", null, { permission });
  const externalId = named === null ? (fields.externalId ?? null) : null;
  overlay.places.departments.set(placeKey(after.schoolId, code), after);
  return {
    effect: {
      kind: "place",
      entity: "department",
      id: after.id,
      write: differences.length > 0 ? { before, after } : null,
      externalId,
    },
    differences: [...differences, ...remembering(externalId)],
    isNew: before === null,
  };
}

function draftPosition(planning: PlacePlanning, { fields }: Row, complain: Complain): Drafted {
  const { access, tenantId, overlay, organisation, today } = planning;
  const named = idNamed(planning, "position", fields.externalId);
  const found = named === null ? null : positionById(planning, named);
  const place = placeOf(planning, fields, found, complain);
  if (place === null) return null;
  const before = found ?? (fields.code == null ? null : positionByCode(planning, place.schoolId, fields.code));
  const code = fields.code ?? before?.code;
  const name = fields.name ?? before?.name;
  const level = fields.positionLevel ?? before?.level;
  if (code == null) return complain("code_required", "code");
  if (name == null) return complain("name_required", "name");
  if (level == null) return complain("level_required", "positionLevel", { field: "positionLevel" });
  const department =
    fields.departmentCode == null ? null : departmentByCode(planning, place.schoolId, fields.departmentCode);
  if (fields.departmentCode != null && department === null) {
    return complain("department_unknown", "departmentCode", { value: fields.departmentCode });
  }
  const after: PositionRow = {
    ...(before ?? { ...blank(tenantId), sortName: "" }),
    code,
    name,
    level,
    schoolId: place.schoolId,
    departmentId: department?.id ?? before?.departmentId ?? null,
    headcount: fields.headcount ?? before?.headcount ?? 1,
  };
  const holders = before === null ? 0 : mostHolders(organisation.seats(before.id), today, null);
  if (before !== null && after.headcount < before.headcount && holders > after.headcount) {
    return complain("seats_below_holders", "headcount", { headcount: after.headcount, holders });
  }
  const lines = draftLines(planning, fields, before?.id ?? null, place.schoolId, complain);
  if (lines === "refused") return null;
  const said = (key: keyof PositionRow, value: unknown) => {
    if (key === "schoolId") return schoolById(planning, String(value))?.code ?? value;
    return key === "departmentId"
      ? (department?.code ?? departmentById(planning, String(value))?.code ?? value)
      : value;
  };
  const differences = [...compare({ before, after }, positionPaths, said), ...(lines?.differences ?? [])];
  const targetAt = (at: { schoolId: string | null; departmentId: string | null }): Target => ({
    tenantId,
    ownerId: null,
    departmentIds: at.departmentId === null ? [] : [at.departmentId],
    schoolIds: at.schoolId === null ? [] : [at.schoolId],
  });
  const permission = before === null ? "position:create" : "position:update";
  const targets = [targetAt(after), ...(before === null ? [] : [targetAt(before)])];
  if (differences.length > 0 && targets.some((target) => !access.can(permission, target))) {
    return complain("not_permitted", null, { permission });
  }
  const externalId = named === null ? (fields.externalId ?? null) : null;
  overlay.places.positions.set(placeKey(after.schoolId, code), after);
  if (lines !== null) overlay.places.lines.set(after.id, lines.after);
  const writes = before === null || compare({ before, after }, positionPaths, (_, value) => value).length > 0;
  return {
    effect: {
      kind: "place",
      entity: "position",
      id: after.id,
      // Whoever reads a position reads its lines, too: another line is another version.
      write: writes || lines !== null ? { before, after } : null,
      lines: lines === null ? null : { before: lines.before, after: lines.after },
      externalId,
    },
    differences: [...differences, ...remembering(externalId)],
    isNew: before === null,
  };
}

function draftLines(
  planning: PlacePlanning,
  fields: Row["fields"],
  positionId: string | null,
  schoolId: string | null,
  complain: Complain,
): { before: Lines; after: Lines; differences: Difference[] } | "refused" | null {
  if (fields.reportsToCode == null && fields.coordinatorCodes == null) return null;
  const before = (positionId === null ? null : linesOf(planning, positionId)) ?? {
    reportsToId: null,
    coordinatorIds: [],
  };
  const found = reportCodes(fields).map(({ code, school, dotted }) => {
    const at = school === null ? schoolId : (schoolByCode(planning, school)?.id ?? null);
    const position =
      positionByCode(planning, at, code) ?? (school === null ? positionByCode(planning, null, code) : null);
    return { text: school === null ? code : `${school}/${code}`, dotted, position };
  });
  const unknown = found.find(({ position }) => position === null);
  if (unknown !== undefined) {
    complain("reports_to_unknown", unknown.dotted ? "coordinatorCodes" : "reportsToCode", { value: unknown.text });
    return "refused";
  }
  const line = found.find(({ dotted }) => !dotted)?.position?.id ?? before.reportsToId;
  const dotted = found.filter((one) => one.dotted).flatMap(({ position }) => position?.id ?? []);
  const coordinatorIds = fields.coordinatorCodes == null ? before.coordinatorIds : [...new Set(dotted)].sort();
  const after: Lines = { reportsToId: line, coordinatorIds: coordinatorIds.filter((id) => id !== line) };
  const isSame =
    after.reportsToId === before.reportsToId && after.coordinatorIds.join() === before.coordinatorIds.join();
  if (isSame) return null;
  const to = found.map(({ text, dotted: isDotted }) => (isDotted ? `(${text})` : text)).join(" ");
  return { before, after, differences: [{ path: "reportsTo", from: null, to }] };
}

function reportCodes(fields: Row["fields"]): { code: string; school: string | null; dotted: boolean }[] {
  const split = (text: string, dotted: boolean) => {
    const [first = "", second] = text.trim().split("/");
    return second === undefined ? { code: first, school: null, dotted } : { code: second, school: first, dotted };
  };
  return [
    ...(fields.reportsToCode == null ? [] : [split(fields.reportsToCode, false)]),
    ...(fields.coordinatorCodes ?? "")
      .split(";")
      .filter((code) => code.trim() !== "")
      .map((code) => split(code, true)),
  ];
}

/** Where a department or position stands. Moving it to another school is a verb of its own. */
function placeOf(
  planning: PlacePlanning,
  fields: Row["fields"],
  found: { readonly schoolId: string | null } | null,
  complain: Complain,
): { schoolId: string | null } | null {
  if (fields.schoolCode == null) {
    const parent = fields.parentExternalId == null ? null : idNamed(planning, "school", fields.parentExternalId);
    return { schoolId: found === null ? parent : found.schoolId };
  }
  const school = schoolByCode(planning, fields.schoolCode);
  if (school === null) return complain("school_unknown", "schoolCode", { value: fields.schoolCode });
  if (found !== null && found.schoolId !== school.id) {
    return complain("school_differs", "schoolCode", { code: fields.schoolCode });
  }
  return { schoolId: school.id };
}

function parentOf(planning: PlacePlanning, fields: Row["fields"], schoolId: string | null) {
  if (fields.parentCode != null) return departmentByCode(planning, schoolId, fields.parentCode) ?? "unknown";
  if (fields.parentExternalId == null || idNamed(planning, "school", fields.parentExternalId) !== null) return null;
  const id = idNamed(planning, "department", fields.parentExternalId);
  return (id === null ? null : departmentById(planning, id)) ?? "unknown";
}

function idNamed(
  { organisation, overlay }: PlacePlanning,
  entity: "school" | "department" | "position",
  externalId: string | null | undefined,
): string | null {
  if (externalId == null) return null;
  return overlay.places.externalIds.get(`${entity} ${externalId}`) ?? organisation.named(entity, externalId);
}

function schoolByCode({ organisation, overlay }: PlacePlanning, code: string): SchoolRow | null {
  return overlay.places.schools.get(code.toLowerCase()) ?? organisation.school(code);
}

function schoolById({ organisation, overlay }: PlacePlanning, id: string): SchoolRow | null {
  return [...overlay.places.schools.values()].find((row) => row.id === id) ?? organisation.schoolById(id);
}

function departmentByCode({ organisation, overlay }: PlacePlanning, schoolId: string | null, code: string) {
  return overlay.places.departments.get(placeKey(schoolId, code)) ?? organisation.department(schoolId, code);
}

function departmentById({ organisation, overlay }: PlacePlanning, id: string): DepartmentRow | null {
  return [...overlay.places.departments.values()].find((row) => row.id === id) ?? organisation.departmentById(id);
}

function positionByCode({ organisation, overlay }: PlacePlanning, schoolId: string | null, code: string) {
  return overlay.places.positions.get(placeKey(schoolId, code)) ?? organisation.position(schoolId, code);
}

function positionById({ organisation, overlay }: PlacePlanning, id: string): PositionRow | null {
  return [...overlay.places.positions.values()].find((row) => row.id === id) ?? organisation.positionById(id);
}

function linesOf({ lines, overlay }: PlacePlanning, positionId: string): Lines | null {
  return overlay.places.lines.get(positionId) ?? lines.get(positionId) ?? null;
}

async function loadLines(tx: TenantTransaction): Promise<ReadonlyMap<string, Lines>> {
  const rows = await tx.db
    .select({ id: positionReports.positionId, to: positionReports.reportsToId, kind: positionReports.kind })
    .from(positionReports)
    .where(and(eq(positionReports.tenantId, tx.tenantId)));
  const lines = new Map<string, Lines>();
  for (const { id, to, kind } of rows) {
    const known = lines.get(id) ?? { reportsToId: null, coordinatorIds: [] };
    lines.set(
      id,
      kind === "line"
        ? { ...known, reportsToId: to }
        : { ...known, coordinatorIds: [...known.coordinatorIds, to].sort() },
    );
  }
  return lines;
}

function blank(tenantId: string) {
  const now = new Date(0);
  return { tenantId, id: newId(), version: 1, createdAt: now, updatedAt: now, deletedAt: null, deletedBy: null };
}

function remembering(externalId: string | null): Difference[] {
  return externalId === null ? [] : [{ path: "externalId", from: null, to: externalId }];
}

/** Columns that an import writes, and by which names a difference tells of them. */
export const schoolPaths = {
  code: "code",
  name: "name",
  level: "level",
  npsn: "npsn",
  address: "address",
  city: "city",
  province: "province",
  phone: "phone",
  email: "email",
  timeZone: "timeZone",
} as const satisfies Partial<Record<keyof SchoolRow, string>>;

export const departmentPaths = {
  code: "code",
  name: "name",
  schoolId: "school",
  parentId: "parent",
} as const satisfies Partial<Record<keyof DepartmentRow, string>>;

export const positionPaths = {
  code: "code",
  name: "name",
  level: "level",
  schoolId: "school",
  departmentId: "department",
  headcount: "headcount",
} as const satisfies Partial<Record<keyof PositionRow, string>>;

function compare<Row_ extends object>(
  { before, after }: Write<Row_>,
  paths: Partial<Record<keyof Row_, string>>,
  said: (key: keyof Row_, value: unknown) => unknown,
): Difference[] {
  return (Object.entries(paths) as [keyof Row_, string][]).flatMap(([key, path]) => {
    const [from, to] = [before?.[key] ?? null, after[key] ?? null];
    if (from === to) return [];
    const text = (value: unknown) => (value === null ? null : (said(key, value) as Difference["to"]));
    return [{ path, from: text(from), to: text(to) }];
  });
}
