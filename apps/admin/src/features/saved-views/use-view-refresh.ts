import { useQueryClient } from "@tanstack/react-query";
import { usePersonalTRPC } from "../../lib/trpc.ts";

/** After any change of a view. */
export function useViewRefresh(): () => Promise<unknown> {
  const trpc = usePersonalTRPC();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(trpc.savedViews.pathFilter());
}
