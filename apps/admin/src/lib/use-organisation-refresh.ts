import { useQueryClient } from "@tanstack/react-query";
import { usePersonalTRPC, useTRPC } from "./trpc.ts";

/**
 * Asks again for everything that shows how the foundation is arranged, once a part of it has changed: names, seats
 * and holders stand on each other's pages.
 */
export function useOrganisationRefresh(): () => Promise<unknown> {
  const trpc = useTRPC();
  const personal = usePersonalTRPC();
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.users.pathFilter()),
      queryClient.invalidateQueries(trpc.schools.pathFilter()),
      queryClient.invalidateQueries(trpc.departments.pathFilter()),
      queryClient.invalidateQueries(trpc.positions.pathFilter()),
      queryClient.invalidateQueries(trpc.assignments.pathFilter()),
      queryClient.invalidateQueries(trpc.audit.pathFilter()),
      queryClient.invalidateQueries({ queryKey: ["pick"] }),
      // The switcher of schools, and what the reader may do.
      queryClient.invalidateQueries(personal.auth.me.queryFilter()),
    ]);
}
