import type { EntityType } from "@gloria/contracts";

/** The page of what an event is about; null where the app has none. */
export function entityLink(type: EntityType | null, id: string | null) {
  if (id === null) return null;
  if (type === "user") return { to: "/users/$userId", params: { userId: id } } as const;
  if (type === "school") return { to: "/schools/$schoolId", params: { schoolId: id } } as const;
  if (type === "department") return { to: "/departments/$departmentId", params: { departmentId: id } } as const;
  if (type === "position") return { to: "/positions/$positionId", params: { positionId: id } } as const;
  if (type === "role") return { to: "/roles/$roleId", params: { roleId: id } } as const;
  if (type === "permission_template") {
    return { to: "/permission-templates/$templateId", params: { templateId: id } } as const;
  }
  if (type === "permission_batch") return { to: "/permissions/bulk-assign/$batchId", params: { batchId: id } } as const;
  if (type === "access_review") return { to: "/access-reviews/$reviewId", params: { reviewId: id } } as const;
  if (type === "delegation") return { to: "/delegations", search: { tab: "all", dialog: "show", of: id } } as const;
  return null;
}
