import { newId } from "@gloria/core";
import type { Target } from "@gloria/permissions";
import { targetAttributes } from "../../../platform/index.ts";
import { draftLines } from "./draft-lines.ts";
import { placeKey } from "./known-organisation.ts";
import { mostHolders } from "./most-holders.ts";
import { compare, departmentPaths, positionPaths, schoolPaths } from "./place-columns.ts";
import type { DepartmentRow, PositionRow, SchoolRow } from "./place-effect.ts";
import {
  type Complain,
  type Drafted,
  departmentByCode,
  departmentById,
  idNamed,
  isMoveBeyond,
  movingRight,
  type PlacePlanning,
  type PlaceRow,
  positionByCode,
  positionById,
  schoolByCode,
  schoolById,
} from "./place-planning.ts";
import type { Difference } from "./row-plan.ts";

/** What a row makes of the place it names, noted in the overlay; null after a complaint. */
export function draftPlace(planning: PlacePlanning, row: PlaceRow, complain: Complain): Drafted {
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

function draftSchool(planning: PlacePlanning, { fields }: PlaceRow, complain: Complain): Drafted {
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
  const place: Target = {
    tenantId,
    ownerId: null,
    departmentIds: [],
    schoolIds: before === null ? [] : [before.id],
    attributes: targetAttributes("school", before ?? after),
  };
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

function draftDepartment(planning: PlacePlanning, { fields }: PlaceRow, complain: Complain): Drafted {
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
    attributes: targetAttributes("department", before ?? after),
  };
  const permission = before === null ? "department:create" : "department:update";
  if (differences.length > 0 && !access.can(permission, target)) return complain("not_permitted", null, { permission });
  if (isMoveBeyond(planning, before, after, "parentId")) {
    return complain("not_permitted", "parentCode", { permission: movingRight });
  }
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

function draftPosition(planning: PlacePlanning, { fields }: PlaceRow, complain: Complain): Drafted {
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
  const targetAt = (at: PositionRow): Target => ({
    tenantId,
    ownerId: null,
    departmentIds: at.departmentId === null ? [] : [at.departmentId],
    schoolIds: at.schoolId === null ? [] : [at.schoolId],
    attributes: targetAttributes("position", at),
  });
  const permission = before === null ? "position:create" : "position:update";
  const targets = [targetAt(after), ...(before === null ? [] : [targetAt(before)])];
  if (differences.length > 0 && targets.some((target) => !access.can(permission, target))) {
    return complain("not_permitted", null, { permission });
  }
  if (isMoveBeyond(planning, before, after, "departmentId")) {
    return complain("not_permitted", "departmentCode", { permission: movingRight });
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

/** Where a department or position stands. Moving it to another school is a verb of its own. */
function placeOf(
  planning: PlacePlanning,
  fields: PlaceRow["fields"],
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

function parentOf(planning: PlacePlanning, fields: PlaceRow["fields"], schoolId: string | null) {
  if (fields.parentCode != null) return departmentByCode(planning, schoolId, fields.parentCode) ?? "unknown";
  if (fields.parentExternalId == null || idNamed(planning, "school", fields.parentExternalId) !== null) return null;
  const id = idNamed(planning, "department", fields.parentExternalId);
  return (id === null ? null : departmentById(planning, id)) ?? "unknown";
}

function blank(tenantId: string) {
  const now = new Date(0);
  return { tenantId, id: newId(), version: 1, createdAt: now, updatedAt: now, deletedAt: null, deletedBy: null };
}

function remembering(externalId: string | null): Difference[] {
  return externalId === null ? [] : [{ path: "externalId", from: null, to: externalId }];
}
