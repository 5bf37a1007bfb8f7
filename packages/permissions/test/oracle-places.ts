import type { PermissionScope } from "@gloria/contracts";
import type { RawAnchor, RawFacts, Region, Target } from "../src/index.ts";

export function above(raw: RawFacts, department: string | null): string[] {
  if (department === null) return [];
  return [department, ...above(raw, raw.departments.find(({ id }) => id === department)?.parentId ?? null)];
}

function schoolOf(raw: RawFacts, anchor: RawAnchor): string | null {
  return anchor.schoolId ?? raw.departments.find(({ id }) => id === anchor.departmentId)?.schoolId ?? null;
}

const width = { OWN: 0, DEPARTMENT: 1, SCHOOL: 2, ALL: 3 } as const;

/** Whether an ALLOW covers the target, or a DENY overlaps it. */
export function touchesTarget(
  raw: RawFacts,
  allow: boolean,
  scope: PermissionScope,
  anchor: RawAnchor,
  target: Target,
): boolean {
  const school = schoolOf(raw, anchor);
  let reach: number = width[scope];
  if (!allow) {
    // A DENY that lacks its anchor reaches to the next wider level, and a level not known counts as met.
    if (reach === 1 && anchor.departmentId === null) reach = 2;
    if (reach === 2 && school === null) reach = 3;
    if (target.ownerId === undefined) return true;
    if (reach >= 1 && target.departmentIds === undefined) return true;
    if (reach >= 2 && target.schoolIds === undefined) return true;
  }
  if (reach === 3 || target.ownerId === raw.userId) return true;
  const inDepartment = (target.departmentIds ?? []).some(
    (id) => anchor.departmentId !== null && above(raw, id).includes(anchor.departmentId),
  );
  const inSchool = (target.schoolIds ?? []).some((id) => id === school);
  return (reach >= 1 && inDepartment) || (reach >= 2 && inSchool);
}

/** The world in cells `school/department`; a foundation-wide department may lie in every school. */
export function cells(raw: RawFacts): { school: string | null; department: string | null }[] {
  const schools = [...new Set(raw.departments.flatMap(({ schoolId }) => schoolId ?? []))];
  return [
    { school: null, department: null },
    ...schools.map((school) => ({ school, department: null })),
    ...raw.departments.flatMap(({ id, schoolId }) =>
      (schoolId === null ? [null, ...schools] : [schoolId]).map((school) => ({ school, department: id })),
    ),
  ];
}

/** Whether an ALLOW covers the region to its last corner, or a DENY overlaps it. */
export function touchesRegion(
  raw: RawFacts,
  allow: boolean,
  scope: PermissionScope,
  anchor: RawAnchor,
  region: Region,
): boolean {
  if (region.scope === "OWN" && region.ownerId === raw.userId) return true;
  // All that somebody else owns may lie anywhere.
  if (region.scope === "OWN") return allow ? scope === "ALL" : scope !== "OWN";
  if (allow && scope === "OWN") return false;
  const school = schoolOf(raw, anchor);
  const inAnchorDepartment = (cell: { department: string | null }) =>
    anchor.departmentId !== null && above(raw, cell.department).includes(anchor.departmentId);
  const ruled = cells(raw).filter((cell) => {
    if (scope === "ALL") return true;
    if (inAnchorDepartment(cell)) return true;
    if (scope !== "SCHOOL" && (allow || anchor.departmentId !== null)) return false;
    return school === null ? !allow : cell.school === school;
  });
  const asked = cells(raw).filter((cell) => {
    if (region.scope === "ALL") return true;
    if (region.scope === "SCHOOL") return cell.school === region.schoolId;
    return above(raw, cell.department).includes(region.departmentId);
  });
  const isRuled = (cell: object) => ruled.some((other) => JSON.stringify(other) === JSON.stringify(cell));
  return allow ? scope === "ALL" || (region.scope !== "ALL" && asked.every(isRuled)) : asked.some(isRuled);
}
