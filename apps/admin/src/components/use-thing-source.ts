import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../lib/me.ts";
import { useApi } from "../lib/trpc.ts";
import type { PickSource } from "./entity-picker.tsx";
import { useDepartmentSource, usePeopleSource, usePositionSource } from "./use-pick-sources.ts";

/** Kinds of things that a right can be asked about singly, and that can be found by typing. */
export const thingTypes = ["user", "employee", "school", "department", "position"] as const;
export type ThingType = (typeof thingTypes)[number];

const choices = 20;

/** Where the things of a kind are found, and what one of them is called. */
export function useThingSource(type: ThingType): {
  readonly source: PickSource;
  readonly nameOf: (id: string) => Promise<string>;
} {
  const { t } = useTranslation();
  const api = useApi();
  const { schools } = useMe();
  const people = usePeopleSource();
  const departments = useDepartmentSource();
  const positions = usePositionSource();
  return useMemo(() => {
    switch (type) {
      case "user":
        return { source: people, nameOf: async (id: string) => (await api.users.get.query({ id })).name };
      case "employee":
        return {
          source: {
            key: ["employees"],
            async load(q: string) {
              const page = await api.employees.list.query({ limit: choices, ...(q ? { q } : {}) });
              return page.items.map(({ id, name, nip, schoolName }) => ({
                id,
                label: name,
                hint: [nip, schoolName].filter(Boolean).join(" · "),
              }));
            },
          },
          async nameOf(id: string) {
            const { items } = await api.employees.list.query({ id, limit: 1 });
            return items[0]?.name ?? t("access.target.employee");
          },
        };
      case "school":
        return {
          source: {
            key: ["schools", schools.length],
            async load(q: string) {
              return schools
                .filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(q.toLowerCase()))
                .map(({ id, name, code }) => ({ id, label: name, hint: code }));
            },
          },
          nameOf: async (id: string) => schools.find((school) => school.id === id)?.name ?? id,
        };
      case "department":
        return { source: departments, nameOf: async (id: string) => (await api.departments.get.query({ id })).name };
      case "position":
        return { source: positions, nameOf: async (id: string) => (await api.positions.get.query({ id })).name };
    }
  }, [type, api, schools, people, departments, positions, t]);
}
