import type { Lines } from "./place-effect.ts";
import {
  type Complain,
  linesOf,
  type PlacePlanning,
  type PlaceRow,
  positionByCode,
  schoolByCode,
} from "./place-planning.ts";
import type { Difference } from "./row-plan.ts";

/** Whom a position is to report to; null when the row says nothing new of it. */
export function draftLines(
  planning: PlacePlanning,
  fields: PlaceRow["fields"],
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

/** The positions that a row names as those above it, each `CODE` or `SCHOOL/CODE`. */
export function reportCodes(fields: PlaceRow["fields"]): { code: string; school: string | null; dotted: boolean }[] {
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
