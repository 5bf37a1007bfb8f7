import type { EntityType } from "@gloria/contracts";

/** The page of what an event is about; null where the app has none. */
export function entityLink(type: EntityType | null, id: string | null) {
  if (id === null) return null;
  if (type === "user") return { to: "/users/$userId", params: { userId: id } } as const;
  if (type === "school") return { to: "/schools/$schoolId", params: { schoolId: id } } as const;
  if (type === "department") return { to: "/departments/$departmentId", params: { departmentId: id } } as const;
  if (type === "position") return { to: "/positions/$positionId", params: { positionId: id } } as const;
  return null;
}
