import { useQuery } from "@tanstack/react-query";
import { usePersonalTRPC } from "../../lib/trpc.ts";

/** The newest few notifications, with the counts of the whole inbox. */
export const bellInput = { limit: 8, filter: "all" } as const;

export function useBellInbox() {
  const trpc = usePersonalTRPC();
  return useQuery(trpc.notifications.list.queryOptions(bellInput));
}

export function useUnread(): number {
  return useBellInbox().data?.counts.unread ?? 0;
}
