import { useMemo } from "react";
import type { PickSource } from "../../components/entity-picker.tsx";
import { useApi } from "../../lib/trpc.ts";

const choices = 20;

/** The living roles, by name or code. `own`: without those of the product, which cannot be changed. */
export function useRolePickSource(own = false): PickSource {
  const api = useApi();
  return useMemo(
    () => ({
      key: ["living-roles", own],
      async load(q) {
        const page = await api.roles.list.query({
          limit: choices,
          sort: "name",
          ...(own ? { system: false } : {}),
          ...(q ? { q } : {}),
        });
        return page.items.map(({ id, name, code }) => ({ id, label: name, hint: code }));
      },
    }),
    [api, own],
  );
}
