import { useMemo } from "react";
import type { PickSource } from "../../components/entity-picker.tsx";
import { usePermissionSource } from "../../components/use-permission-source.ts";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { useMe } from "../../lib/me.ts";
import { useApi } from "../../lib/trpc.ts";
import { usePermissionName } from "../../lib/use-permission-name.ts";
import { useRolePickSource } from "../roles/use-role-pick-source.ts";
import type { PartName } from "./simulated-changes.ts";

export type PickedPart = Exclude<PartName, "scope" | "turn">;

const choices = 50;

/** Where the parts of a change are found; the grants are those of the chosen person or role. */
export function usePartSource(part: PickedPart, owner: string | undefined): PickSource {
  const api = useApi();
  const { schools, permissions } = useMe();
  const nameOf = usePermissionName();
  const people = usePeopleSource();
  const roles = useRolePickSource();
  const codes = usePermissionSource();
  const readsAll = permissions.some(({ code, scope }) => code === "delegation:read" && scope !== "OWN");
  return useMemo<PickSource>(() => {
    const matches = (q: string, text: string) => text.toLowerCase().includes(q.toLowerCase());
    switch (part) {
      case "person":
        return people;
      case "role":
      case "parent":
        return roles;
      case "permission":
        return codes;
      case "school":
        return {
          key: ["schools", schools.length],
          load: async (q) =>
            schools.filter(({ name }) => matches(q, name)).map(({ id, name }) => ({ id, label: name })),
        };
      case "grant":
      case "roleGrant":
        return {
          key: [part, owner],
          async load(q) {
            if (owner === undefined) return [];
            const subjectKind = part === "grant" ? "user" : "role";
            const page = await api.grants.list.query({
              subjectKind,
              subjectId: owner,
              state: "active",
              limit: choices,
              ...(q ? { q } : {}),
            });
            return page.items.map(({ id, code, scope }) => ({ id, label: nameOf(code), hint: `${code} · ${scope}` }));
          },
        };
      case "delegation":
        return {
          key: ["delegations", readsAll],
          async load(q) {
            const asked = { state: "open", limit: choices } as const;
            const page = await (readsAll
              ? api.permissionDelegation.list.query(asked)
              : api.permissionDelegation.mine.query(asked));
            return page.items
              .map(({ id, delegator, delegate, codes: given }) => ({
                id,
                label: `${delegator.name} → ${delegate.name}`,
                hint: given.slice(0, 3).map(nameOf).join(", "),
              }))
              .filter(({ label }) => matches(q, label));
          },
        };
      case "module":
        return {
          key: ["modules"],
          async load(q) {
            const page = await api.modules.list.query({ limit: choices });
            return page.items
              .filter(({ name, isRequired }) => !isRequired && matches(q, name))
              .map(({ id, name, code }) => ({ id, label: name, hint: code }));
          },
        };
    }
  }, [part, owner, api, schools, readsAll, nameOf, people, roles, codes]);
}
