import { permissionCodes } from "@gloria/contracts";
import { useMemo } from "react";
import { holds, useMe } from "../lib/me.ts";
import { useApi } from "../lib/trpc.ts";
import { usePermissionName } from "../lib/use-permission-name.ts";
import type { PickOption, PickSource } from "./entity-picker.tsx";

const choices = 30;

/** Every permission that Gloria knows and, for who may read the catalogue, those that the foundation added. */
export function usePermissionSource(): PickSource {
  const api = useApi();
  const me = useMe();
  const nameOf = usePermissionName();
  const readsCatalogue = holds(me, "permission:read");
  return useMemo(
    () => ({
      key: ["permissions", readsCatalogue, nameOf("user:read")],
      async load(q) {
        const words = q.toLowerCase().split(/\s+/);
        const known: readonly PickOption[] = permissionCodes.map((code) => ({
          id: code,
          label: nameOf(code),
          hint: code,
        }));
        const found = known.filter(({ id, label }) =>
          words.every((word) => id.includes(word) || label.toLowerCase().includes(word)),
        );
        const added = readsCatalogue
          ? await api.permissionCatalogue.list.query({ source: "tenant", limit: choices, ...(q ? { q } : {}) })
          : { items: [] };
        return [...found, ...added.items.map(({ code, name }) => ({ id: code, label: name, hint: code }))].slice(
          0,
          choices,
        );
      },
    }),
    [api, readsCatalogue, nameOf],
  );
}
