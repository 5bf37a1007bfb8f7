import { useQueryClient } from "@tanstack/react-query";
import { usePersonalTRPC, useTRPC } from "../../lib/trpc.ts";

/** Asks again for everything that shows schools, the switcher among it. */
export function useSchoolRefresh(): () => Promise<unknown> {
  const trpc = useTRPC();
  const personal = usePersonalTRPC();
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.schools.pathFilter()),
      queryClient.invalidateQueries(trpc.audit.pathFilter()),
      queryClient.invalidateQueries(personal.auth.me.queryFilter()),
    ]);
}
