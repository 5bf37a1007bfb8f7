import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { holds, useMe } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { missingChoices, userStatuses } from "./user-choices.ts";
import type { UsersSearch } from "./users-search.ts";

/** Positions and departments belong to a school, so they can be chosen once the app is narrowed to one. */
export function UserFilters({ search }: { readonly search: UsersSearch }) {
  const { t } = useTranslation();
  const { change } = useListAddress([]);
  const me = useMe();
  const school = useSchoolScope();
  const trpc = useTRPC();
  const hierarchy = useQuery(
    trpc.schools.hierarchy.queryOptions(
      { id: school ?? "" },
      { enabled: school !== null && holds(me, "school:read"), staleTime: 300_000 },
    ),
  );
  return (
    <>
      <FilterSelect
        label={t("user.status")}
        anyLabel={t("user.anyStatus")}
        value={search.status}
        options={userStatuses.map((status) => ({ value: status, label: t(`enumeration.status.${status}`) }))}
        onChoose={(value) => change({ status: value })}
      />
      {hierarchy.data ? (
        <>
          <FilterSelect
            label={t("user.department")}
            anyLabel={t("user.anyDepartment")}
            value={search.department}
            options={hierarchy.data.departments.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(department) => change({ department })}
          />
          <FilterSelect
            label={t("user.position")}
            anyLabel={t("user.anyPosition")}
            value={search.position}
            options={hierarchy.data.positions.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(position) => change({ position })}
          />
        </>
      ) : null}
      <FilterSelect
        label={t("user.missing")}
        anyLabel={t("user.missingNothing")}
        value={search.missing}
        options={missingChoices.map((choice) => ({ value: choice, label: t(`enumeration.missing.${choice}`) }))}
        onChoose={(value) => change({ missing: value })}
      />
      <Checkbox
        label={t("user.deletedOnly")}
        checked={search.deleted === "true"}
        onChange={(event) => change({ deleted: event.target.checked ? "true" : undefined })}
      />
    </>
  );
}
