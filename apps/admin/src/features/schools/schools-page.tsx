import type { School } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Plus, School as SchoolIcon } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { SavedViewMenu } from "../saved-views/saved-view-menu.tsx";
import { SchoolActions } from "./school-actions.tsx";
import { schoolLevels, schoolStatuses } from "./school-choices.ts";
import { schoolColumns } from "./school-columns.tsx";
import { SchoolStatus } from "./school-status.tsx";
import { schoolsView } from "./schools-view.ts";

const filterNames = ["q", "level", "status", "deleted"];

export function SchoolsPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/schools/" });
  const { deleted, cursor } = search;
  const state = schoolsView.stateOf(search);
  const level = oneOf(schoolLevels, search.level);
  const status = oneOf(schoolStatuses, search.status);
  const { change } = useListAddress(filterNames);
  const schools = useQuery(
    trpc.schools.list.queryOptions(
      { limit: 50, ...state, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => schoolColumns(t), [t]);
  return (
    <ListPage
      name="schools"
      label={t("school.title")}
      lead={t("school.lead")}
      query={schools}
      columns={columns}
      rowKey={(school) => school.id}
      searchLabel={t("school.searchLabel")}
      filterNames={filterNames}
      filters={
        <>
          <FilterSelect
            label={t("school.level")}
            anyLabel={t("school.anyLevel")}
            value={level}
            options={schoolLevels.map((value) => ({ value, label: t(`enumeration.level.${value}`) }))}
            onChoose={(value) => change({ level: value })}
          />
          <FilterSelect
            label={t("school.status")}
            anyLabel={t("school.anyStatus")}
            value={status}
            options={schoolStatuses.map((value) => ({ value, label: t(`enumeration.status.${value}`) }))}
            onChoose={(value) => change({ status: value })}
          />
          <Checkbox
            label={t("school.showDeleted")}
            checked={deleted === "true"}
            onChange={(event) => change({ deleted: event.target.checked ? "true" : undefined })}
          />
        </>
      }
      views={<SavedViewMenu view={schoolsView} search={search} />}
      sort={state.sort ?? "name"}
      rowActions={(school) => <SchoolActions school={school} place="row" />}
      card={(school) => <SchoolCard school={school} />}
      firstUse={{ icon: <SchoolIcon />, title: t("school.firstUseTitle"), body: t("school.firstUseBody") }}
      create={
        schools.data?.can.create ? (
          <Button look="primary" asChild>
            <Link to="/schools/new">
              <Plus aria-hidden className="size-4" />
              {t("school.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}

function SchoolCard({ school }: { readonly school: School }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-2">
      <NameLink to="/schools/$schoolId" params={{ schoolId: school.id }}>
        {school.name}
      </NameLink>
      <p className="text-sm text-ink-soft">{[school.code, school.city, school.npsn].filter(Boolean).join(" · ")}</p>
      <span className="flex gap-1.5">
        <Badge tone="primary">{t(`enumeration.level.${school.level}`)}</Badge>
        <SchoolStatus school={school} />
      </span>
    </div>
  );
}
