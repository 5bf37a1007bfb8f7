import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { calendarDate } from "../../lib/calendar-date.ts";
import { formatDate } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { useMe, useTimeZone } from "../../lib/me.ts";
import { useWide } from "../../lib/media.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { todayIn } from "../../lib/today.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Panel } from "../../ui/panel.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ChartControls, wholeTenant } from "./chart-controls.tsx";
import { ChartView } from "./chart-view.tsx";

/** In a school's chart all can be found by name; in the foundation's the first of each position. */
const holdersOfSchool = 200;
const holdersOfTenant = 5;

export function ChartPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const locale = useLocale();
  const { schools } = useMe();
  const narrowedTo = useSchoolScope();
  const search = useSearch({ from: "/_app/org-chart" });
  const place = search.place ?? narrowedTo ?? wholeTenant;
  const school = schools.find((candidate) => candidate.id === place);
  const today = todayIn(useTimeZone(school?.id ?? null));
  const asOf = calendarDate(search.asOf) ?? today;
  // A phone has no room for a picture of a school, so there the list comes first.
  const wide = useWide();
  const view = search.view ?? (wide ? "chart" : "list");
  const query = useQuery(
    trpc.assignments.chart.queryOptions(
      {
        ...(place === wholeTenant ? {} : { schoolId: place }),
        ...(asOf === today ? {} : { asOf }),
        holders: place === wholeTenant ? holdersOfTenant : holdersOfSchool,
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const placeName = school?.name ?? (place === "foundation" ? t("chart.foundationOffice") : t("chart.wholeFoundation"));
  return (
    <>
      <PageHeader
        title={t("chart.title")}
        lead={t("chart.lead")}
        actions={
          <Segments
            label={t("chart.viewLabel")}
            value={view}
            options={[
              { value: "chart", label: t("chart.viewChart") },
              { value: "list", label: t("chart.viewList") },
            ]}
            onChoose={(value) =>
              void navigate({
                to: "/org-chart",
                search: (previous) => ({ ...previous, view: value }),
                resetScroll: false,
              })
            }
          />
        }
      />
      {query.data ? <StaleBanner query={query} /> : null}
      <Panel flush>
        <ChartControls place={place} asOf={asOf} today={today} />
        {query.isPending ? (
          <div role="status" aria-label={t("common.loading")} className="h-[max(24rem,calc(100dvh-24rem))] p-6">
            <Skeleton className="h-16 w-56" />
          </div>
        ) : null}
        {query.isError && !query.data ? <FailurePanel error={query.error} onRetry={() => query.refetch()} /> : null}
        {query.data ? (
          <ChartView
            // Another chart begins folded and zoomed anew; another day of the same one does not.
            key={place}
            chart={query.data}
            view={view}
            title={`${t("chart.title")} · ${placeName} · ${formatDate(asOf, locale)}`}
            fileName={`org-chart-${school?.code ?? place}-${asOf}.png`}
            dimmed={query.isPlaceholderData}
          />
        ) : null}
      </Panel>
    </>
  );
}
