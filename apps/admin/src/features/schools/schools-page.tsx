import type { School } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, School as SchoolIcon, SearchX } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ColumnMenu } from "../../components/column-menu.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Pager } from "../../components/pager.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { TableSkeleton } from "../../components/table-skeleton.tsx";
import { useColumnVisibility } from "../../components/use-column-visibility.ts";
import { usePaging } from "../../components/use-paging.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import { schoolLevels, schoolSorts, schoolStatuses } from "./school-choices.ts";
import { SchoolRowActions } from "./school-row-actions.tsx";
import { SchoolStatus } from "./school-status.tsx";
import { type SchoolsSearch, schoolsSearch } from "./schools-search.ts";

export function SchoolsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/schools/" });
  const { q, deleted, cursor } = search;
  const level = oneOf(schoolLevels, search.level);
  const status = oneOf(schoolStatuses, search.status);
  const sort = oneOf(schoolSorts, search.sort) ?? "name";
  const schools = useQuery(
    trpc.schools.list.queryOptions(
      {
        limit: 50,
        sort,
        deleted: deleted === "true",
        ...(q ? { q } : {}),
        ...(level ? { level } : {}),
        ...(status ? { status } : {}),
        ...(cursor ? { cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo((): readonly Column<School>[] => {
    const none = t("common.emptyValue");
    return [
      {
        id: "name",
        header: t("school.name"),
        names: true,
        sort: "name",
        cell: (school) => <SchoolLink school={school} />,
      },
      {
        id: "level",
        header: t("school.level"),
        hideable: true,
        cell: (school) => <Badge tone="primary">{t(`enumeration.level.${school.level}`)}</Badge>,
      },
      {
        id: "npsn",
        header: t("school.npsn"),
        hideable: true,
        className: "tabular-nums",
        cell: (school) => school.npsn ?? none,
      },
      { id: "city", header: t("school.city"), hideable: true, cell: (school) => school.city ?? none },
      {
        id: "timeZone",
        header: t("school.timeZone"),
        hideable: true,
        initially: false,
        cell: (school) => school.timeZone,
      },
      { id: "status", header: t("school.status"), hideable: true, cell: (school) => <SchoolStatus school={school} /> },
    ];
  }, [t]);
  const visibility = useColumnVisibility("schools", columns);
  const paging = usePaging(schools.data?.nextCursor ?? null);
  const change = (patch: SchoolsSearch) =>
    void navigate({
      to: "/schools",
      search: (previous) => ({ ...schoolsSearch(previous), cursor: undefined, ...patch }),
    });
  const clear = () =>
    void navigate({ to: "/schools", search: (previous) => (previous.school ? { school: previous.school } : {}) });
  const filters = [q, level, status, deleted].filter(Boolean).length;
  const create = schools.data?.can.create ? (
    <Button look="primary" asChild>
      <Link to="/schools/new">
        <Plus aria-hidden className="size-4" />
        {t("school.create")}
      </Link>
    </Button>
  ) : null;

  return (
    <>
      <PageHeader title={t("school.title")} lead={t("school.lead")} actions={create} />
      {schools.data ? <StaleBanner query={schools} /> : null}
      <Panel flush>
        <FilterBar
          active={filters}
          onClear={clear}
          search={
            <SearchField
              label={t("school.searchLabel")}
              value={q ?? ""}
              onSearch={(value) => change({ q: value || undefined })}
            />
          }
          extra={<ColumnMenu columns={columns} visibility={visibility} />}
        >
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
        </FilterBar>
        {schools.isPending ? <TableSkeleton /> : null}
        {schools.isError && !schools.data ? (
          <FailurePanel error={schools.error} onRetry={() => schools.refetch()} />
        ) : null}
        {schools.data?.items.length === 0 ? (
          filters > 0 || cursor ? (
            <Message
              icon={<SearchX />}
              title={t("state.filteredTitle")}
              actions={<Button onClick={clear}>{t("common.clearFilters")}</Button>}
            >
              <p>{t("state.filteredBody")}</p>
            </Message>
          ) : (
            <Message icon={<SchoolIcon />} title={t("school.firstUseTitle")} actions={create}>
              <p>{t("school.firstUseBody")}</p>
            </Message>
          )
        ) : null}
        {schools.data && schools.data.items.length > 0 ? (
          <>
            <DataTable
              label={t("school.title")}
              columns={columns}
              rows={schools.data.items}
              rowKey={(school) => school.id}
              visibility={visibility}
              sort={sort}
              onSort={(value) => change({ sort: value })}
              dimmed={schools.isPlaceholderData}
              actions={(school) => <SchoolRowActions school={school} />}
              card={(school) => (
                <div className="grid gap-2">
                  <SchoolLink school={school} />
                  <p className="text-sm text-ink-soft">{[school.city, school.npsn].filter(Boolean).join(" · ")}</p>
                  <span className="flex gap-1.5">
                    <Badge tone="primary">{t(`enumeration.level.${school.level}`)}</Badge>
                    <SchoolStatus school={school} />
                  </span>
                </div>
              )}
            />
            <Pager count={schools.data.items.length} total={schools.data.total} {...paging} />
          </>
        ) : null}
      </Panel>
    </>
  );
}

function SchoolLink({ school }: { readonly school: School }) {
  return (
    <span className="grid">
      <Link
        to="/schools/$schoolId"
        params={{ schoolId: school.id }}
        className="inline-flex min-h-6 items-center font-semibold text-ink underline-offset-4 hover:underline"
      >
        {school.name}
      </Link>
      <span className="text-sm text-ink-soft">{school.code}</span>
    </span>
  );
}
