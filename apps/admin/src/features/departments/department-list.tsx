import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { FolderTree } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { DeletedFilter } from "../../components/deleted-filter.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { PlaceFilter } from "../../components/place-filter.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { SavedViewMenu } from "../saved-views/saved-view-menu.tsx";
import { DepartmentActions } from "./department-actions.tsx";
import { DepartmentCard } from "./department-card.tsx";
import { departmentColumns } from "./department-columns.tsx";
import { departmentsView } from "./departments-view.ts";

const filterNames = ["q", "place", "deleted"];

export function DepartmentList({ create }: { readonly create: ReactNode }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/departments/" });
  const { place, cursor } = search;
  const state = departmentsView.stateOf(search);
  const { change } = useListAddress(filterNames);
  const departments = useQuery(
    trpc.departments.list.queryOptions(
      { limit: 50, ...state, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => departmentColumns(t), [t]);
  return (
    <ListPanel
      name="departments"
      label={t("department.title")}
      query={departments}
      columns={columns}
      rowKey={(department) => department.id}
      searchLabel={t("department.searchLabel")}
      filterNames={filterNames}
      filters={
        <>
          <PlaceFilter
            label={t("department.school")}
            anyLabel={t("department.anySchool")}
            value={place}
            onChoose={(value) => change({ place: value })}
          />
          <DeletedFilter label={t("department.showDeleted")} />
        </>
      }
      views={<SavedViewMenu view={departmentsView} search={search} />}
      sort={state.sort ?? "name"}
      rowActions={(department) => <DepartmentActions department={department} place="row" />}
      card={(department) => <DepartmentCard department={department} />}
      firstUse={{ icon: <FolderTree />, title: t("department.firstUseTitle"), body: t("department.firstUseBody") }}
      create={create}
    />
  );
}
