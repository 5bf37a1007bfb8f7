import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { DeletedFilter } from "../../components/deleted-filter.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { PlaceFilter } from "../../components/place-filter.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { holds, useMe } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useTRPC } from "../../lib/trpc.ts";
import type { PositionsSearch } from "./positions-search.ts";

/** Departments belong to a place, so they can be chosen once there is one. */
export function PositionFilters({ search }: { readonly search: PositionsSearch }) {
  const { t } = useTranslation();
  const me = useMe();
  const trpc = useTRPC();
  const { change } = useListAddress([]);
  const narrowedTo = useSchoolScope();
  const place = search.place ?? narrowedTo;
  const hierarchy = useQuery(
    trpc.departments.hierarchy.queryOptions(
      { schoolId: place ?? "" },
      { enabled: place !== null && holds(me, "department:read"), staleTime: 300_000 },
    ),
  );
  return (
    <>
      <PlaceFilter
        label={t("position.school")}
        anyLabel={t("department.anySchool")}
        value={search.place}
        onChoose={(value) => change({ place: value, department: undefined })}
      />
      {hierarchy.data ? (
        <FilterSelect
          label={t("position.department")}
          anyLabel={t("position.anyDepartment")}
          value={search.department}
          options={hierarchy.data.departments.map(({ id, name }) => ({ value: id, label: name }))}
          onChoose={(department) => change({ department })}
        />
      ) : null}
      <FilterSelect
        label={t("position.vacancy")}
        anyLabel={t("position.anyVacancy")}
        value={search.vacant}
        options={[
          { value: "true", label: t("position.vacantOnly") },
          { value: "false", label: t("position.fullOnly") },
        ]}
        onChoose={(vacant) => change({ vacant })}
      />
      <DeletedFilter label={t("position.showDeleted")} />
    </>
  );
}
