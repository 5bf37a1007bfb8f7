import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { useImpersonation } from "./impersonation.ts";
import { useSchoolScope } from "./school-scope.ts";
import { useSession } from "./session.ts";
import { createApiClient, narrowed, personal } from "./trpc.ts";

export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient();
  const school = useSchoolScope();
  const signedIn = useSession()?.userId ?? "nobody";
  const looking = useImpersonation()?.id ?? null;
  const person = looking === null ? signedIn : `${signedIn}/${looking}`;
  const personalClient = useMemo(() => createApiClient(null, looking), [looking]);
  const narrowedClient = useMemo(() => createApiClient(school, looking), [school, looking]);
  return (
    <personal.TRPCProvider trpcClient={personalClient} queryClient={queryClient} keyPrefix={person}>
      <narrowed.TRPCProvider
        trpcClient={narrowedClient}
        queryClient={queryClient}
        keyPrefix={`${person}/${school ?? "all"}`}
      >
        {children}
      </narrowed.TRPCProvider>
    </personal.TRPCProvider>
  );
}
