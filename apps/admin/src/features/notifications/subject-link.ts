import type { InboxItem } from "@gloria/contracts";

/** The page about which a notification speaks; null where the app has none. */
export function subjectLink(item: Pick<InboxItem, "entityType" | "entityId">, ownId: string) {
  if (item.entityId === null) return null;
  if (item.entityType === "user") {
    // People may open their own profile without any permission on people.
    return item.entityId === ownId
      ? ({ to: "/profile" } as const)
      : ({ to: "/users/$userId", params: { userId: item.entityId } } as const);
  }
  if (item.entityType === "school") return { to: "/schools/$schoolId", params: { schoolId: item.entityId } } as const;
  return null;
}
