import type { PermissionEntry, RoleGrant } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useApi, useTRPC } from "../../lib/trpc.ts";

const pageSize = 200;

interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Every page of a list, one after the other. */
async function readAll<Item>(read: (cursor: string | undefined) => Promise<PageOf<Item>>): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

/** The whole catalogue: the matrix has a cell for everything that can be granted. */
export function useWholeCatalogue() {
  const trpc = useTRPC();
  const api = useApi();
  return useQuery<readonly PermissionEntry[]>({
    queryKey: [...trpc.permissionCatalogue.pathKey(), "whole"],
    queryFn: ({ signal }) =>
      readAll((cursor) =>
        api.permissionCatalogue.list.query({ limit: pageSize, ...(cursor ? { cursor } : {}) }, { signal }),
      ),
    staleTime: 300_000,
  });
}

/** All that a role gives, its own and what it inherits. */
export function useWholeRights(roleId: string) {
  const trpc = useTRPC();
  const api = useApi();
  return useQuery<readonly RoleGrant[]>({
    queryKey: [...trpc.roles.pathKey(), "whole-rights", roleId],
    queryFn: ({ signal }) =>
      readAll((cursor) =>
        api.roles.grants.query({ id: roleId, limit: pageSize, ...(cursor ? { cursor } : {}) }, { signal }),
      ),
  });
}
