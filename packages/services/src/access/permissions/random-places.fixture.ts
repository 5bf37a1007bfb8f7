import type { Question, WhoCanInput } from "@gloria/contracts";
import type { RandomRights } from "./random-rights.fixture.ts";

/** Places of every kind: a thing, a school, a department, everything. */
export function randomPlaces({ pick, userIds, schoolIds, departmentIds, positionIds }: RandomRights) {
  return [
    { type: "user" as const, id: pick(userIds) },
    { type: "user" as const, id: pick(userIds) },
    { type: "position" as const, id: pick(positionIds) },
    { type: "department" as const, id: pick(departmentIds) },
    { type: "school" as const, id: pick(schoolIds) },
    { schoolId: pick(schoolIds) },
    { departmentId: pick(departmentIds) },
    {},
  ] satisfies Omit<WhoCanInput, "code">[];
}

export function questionOf(code: string, place: Omit<WhoCanInput, "code">, userId: string): Question {
  const { type, id, schoolId, departmentId } = place;
  if (type !== undefined && id !== undefined) return { code, userId, target: { type, id } };
  if (schoolId !== undefined) return { code, userId, region: { scope: "SCHOOL", schoolId } };
  if (departmentId !== undefined) return { code, userId, region: { scope: "DEPARTMENT", departmentId } };
  return { code, userId, region: { scope: "ALL" } };
}
