import { useQueryClient } from "@tanstack/react-query";
import { usePersonalTRPC, useTRPC } from "./trpc.ts";

/** Asks again for everything that shows who may do what, once a right has changed; the reader's own menus too. */
export function useRightsRefresh(): () => Promise<unknown> {
  const trpc = useTRPC();
  const personal = usePersonalTRPC();
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.permissionDelegation.pathFilter()),
      queryClient.invalidateQueries(trpc.guardrails.pathFilter()),
      queryClient.invalidateQueries(trpc.accessReviews.pathFilter()),
      queryClient.invalidateQueries(trpc.permissions.pathFilter()),
      queryClient.invalidateQueries(trpc.grants.pathFilter()),
      queryClient.invalidateQueries(trpc.roles.pathFilter()),
      queryClient.invalidateQueries(trpc.moduleAccess.pathFilter()),
      queryClient.invalidateQueries(trpc.modules.pathFilter()),
      queryClient.invalidateQueries(trpc.permissionCatalogue.pathFilter()),
      queryClient.invalidateQueries(trpc.permissionTemplates.pathFilter()),
      queryClient.invalidateQueries(trpc.users.pathFilter()),
      queryClient.invalidateQueries(trpc.audit.pathFilter()),
      queryClient.invalidateQueries({ queryKey: ["pick"] }),
      queryClient.invalidateQueries({ queryKey: ["explanation"] }),
      queryClient.invalidateQueries(personal.auth.me.queryFilter()),
    ]);
}
