import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSchoolScope } from "../lib/school-scope.ts";
import { useApi } from "../lib/trpc.ts";
import type { PickSource } from "./entity-picker.tsx";

const choices = 20;

/** Where pickers find people, positions and departments; all narrowed as the app is. */
export function usePeopleSource(): PickSource {
  const api = useApi();
  const school = useSchoolScope();
  return useMemo(
    () => ({
      key: ["people", school],
      async load(q) {
        const page = await api.users.list.query({ limit: choices, ...(q ? { q } : {}) });
        return page.items.map((user) => ({
          id: user.id,
          label: user.name,
          hint: [user.nip, user.positionName, user.homeSchoolName].filter(Boolean).join(" · "),
        }));
      },
    }),
    [api, school],
  );
}

/** `place`: only those of a school, or of "foundation". */
export function usePositionSource(place?: string): PickSource {
  const { t } = useTranslation();
  const api = useApi();
  const school = useSchoolScope();
  return useMemo(
    () => ({
      key: ["positions", school, place],
      async load(q) {
        const page = await api.positions.list.query({
          limit: choices,
          ...(q ? { q } : {}),
          ...(place === undefined ? {} : { schoolId: place }),
        });
        return page.items.map((position) => ({
          id: position.id,
          label: position.name,
          hint: [position.schoolName ?? t("department.foundationWide"), position.departmentName]
            .filter(Boolean)
            .join(" · "),
        }));
      },
    }),
    [api, school, place, t],
  );
}

/** `place`: only those of a school, or of "foundation". */
export function useDepartmentSource(place?: string): PickSource {
  const { t } = useTranslation();
  const api = useApi();
  const school = useSchoolScope();
  return useMemo(
    () => ({
      key: ["departments", school, place],
      async load(q) {
        const page = await api.departments.list.query({
          limit: choices,
          ...(q ? { q } : {}),
          ...(place === undefined ? {} : { schoolId: place }),
        });
        return page.items.map((department) => ({
          id: department.id,
          label: department.name,
          hint: [department.schoolName ?? t("department.foundationWide"), department.parentName]
            .filter(Boolean)
            .join(" · "),
        }));
      },
    }),
    [api, school, place, t],
  );
}

/** The roles of the foundation. */
export function useRoleSource(): PickSource {
  const api = useApi();
  return useMemo(
    () => ({
      key: ["roles"],
      async load(q) {
        const page = await api.scim.roles.query({ limit: 100, ...(q ? { q } : {}) });
        return page.items.map((role) => ({ id: role.id, label: role.name }));
      },
    }),
    [api],
  );
}
