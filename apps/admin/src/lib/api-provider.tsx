import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { useSchoolScope } from "./school-scope.ts";
import { useSession } from "./session.ts";
import { createApiClient, narrowed, personal } from "./trpc.ts";

const personalClient = createApiClient(null);

export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient();
  const school = useSchoolScope();
  const person = useSession()?.userId ?? "nobody";
  const narrowedClient = useMemo(() => createApiClient(school), [school]);
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
