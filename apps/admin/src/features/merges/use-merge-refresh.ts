import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";

/** Asks again for the merges, and for whatever the two people show in. */
export function useMergeRefresh(): () => Promise<unknown> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = useOrganisationRefresh();
  return () => Promise.all([queryClient.invalidateQueries(trpc.userMerges.pathFilter()), refresh()]);
}
