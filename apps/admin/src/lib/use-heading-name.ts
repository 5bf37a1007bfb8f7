import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLabel } from "./i18n.ts";
import { holds, useMe } from "./me.ts";
import { useTRPC } from "./trpc.ts";

/** What is called how, by its code. */
export interface HeadingNames {
  readonly group: (code: string) => string;
  readonly module: (code: string) => string;
}

/** Groups and modules of the catalogue: Gloria's in the reader's language, the foundation's own as they were named. */
export function useHeadingName(): HeadingNames {
  const trpc = useTRPC();
  const me = useMe();
  const label = useLabel();
  const groups = useQuery(
    trpc.permissionCatalogue.groups.queryOptions(
      { limit: 200 },
      { staleTime: 300_000, enabled: holds(me, "permission:read") },
    ),
  );
  const modules = useQuery(
    trpc.modules.list.queryOptions({ limit: 200 }, { staleTime: 300_000, enabled: holds(me, "module:read") }),
  );
  return useMemo(
    () => ({
      group: (code) => label(`permissionGroup.${code}`, nameIn(groups.data?.items, code)),
      module: (code) => label(`moduleName.${code}`, nameIn(modules.data?.items, code)),
    }),
    [label, groups.data, modules.data],
  );
}

function nameIn(named: readonly { readonly code: string; readonly name: string }[] | undefined, code: string): string {
  return named?.find((one) => one.code === code)?.name ?? code;
}
