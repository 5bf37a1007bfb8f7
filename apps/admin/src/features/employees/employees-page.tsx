import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { IdCard, Link2, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { DeletedFilter } from "../../components/deleted-filter.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { PlaceFilter } from "../../components/place-filter.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ExportButton } from "../exports/export-button.tsx";
import { SavedViewMenu } from "../saved-views/saved-view-menu.tsx";
import { EmployeeActions } from "./employee-actions.tsx";
import { EmployeeCard } from "./employee-card.tsx";
import { employeeColumns } from "./employee-columns.tsx";
import { employeesView } from "./employees-view.ts";

const filterNames = ["q", "place", "linked", "provisional", "deleted"];

export function EmployeesPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/employees/" });
  const { place, cursor } = search;
  const state = employeesView.stateOf(search);
  const linked = oneOf(["true", "false"], search.linked);
  const { change } = useListAddress(filterNames);
  const employees = useQuery(
    trpc.employees.list.queryOptions(
      { limit: 50, ...state, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => employeeColumns(t), [t]);
  return (
    <ListPage
      name="employees"
      label={t("employee.title")}
      lead={t("employee.lead")}
      query={employees}
      columns={columns}
      rowKey={(employee) => employee.id}
      searchLabel={t("employee.searchLabel")}
      filterNames={filterNames}
      filters={
        <>
          <PlaceFilter
            label={t("employee.school")}
            anyLabel={t("employee.anySchool")}
            value={place}
            onChoose={(value) => change({ place: value })}
          />
          <FilterSelect
            label={t("employee.linkFilter")}
            anyLabel={t("employee.anyLink")}
            value={linked}
            options={[
              { value: "true", label: t("employee.linked") },
              { value: "false", label: t("employee.notLinked") },
            ]}
            onChoose={(value) => change({ linked: value })}
          />
          <Checkbox
            label={t("employee.onlyProvisional")}
            checked={search.provisional === "true"}
            onChange={(event) => change({ provisional: event.target.checked ? "true" : undefined })}
          />
          <DeletedFilter label={t("employee.showDeleted")} />
        </>
      }
      views={<SavedViewMenu view={employeesView} search={search} />}
      sort={state.sort ?? "name"}
      rowActions={(employee) => <EmployeeActions employee={employee} place="row" />}
      card={(employee) => <EmployeeCard employee={employee} />}
      firstUse={{ icon: <IdCard />, title: t("employee.firstUseTitle"), body: t("employee.firstUseBody") }}
      actions={
        <>
          <ExportButton kind="employees" filter={state} />
          <Button asChild>
            <Link to="/employees/unlinked">
              <Link2 aria-hidden className="size-4" />
              {t("employee.unlinked")}
            </Link>
          </Button>
        </>
      }
      create={
        employees.data?.can.create ? (
          <Button look="primary" asChild>
            <Link to="/employees/new">
              <Plus aria-hidden className="size-4" />
              {t("employee.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
