import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Pencil, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { holds, useMe } from "../../lib/me.ts";
import { timeZoneOptions } from "../../lib/time-zones.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Facts, Panel } from "../../ui/panel.tsx";
import { Skeleton, SkeletonLines } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { DeleteSchoolDialog } from "./delete-school-dialog.tsx";
import { SchoolStatus } from "./school-status.tsx";
import { SeatList } from "./seat-list.tsx";
import { useSchoolActions } from "./use-school-actions.ts";

export function SchoolPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const { restoreSchool } = useSchoolActions();
  const { schoolId } = useParams({ from: "/_app/schools/$schoolId" });
  const { tab = "overview" } = useSearch({ from: "/_app/schools/$schoolId" });
  const query = useQuery(trpc.schools.get.queryOptions({ id: schoolId }));
  if (query.isPending) {
    return (
      <div className="grid gap-6">
        <Skeleton className="h-9 w-72" />
        <SkeletonLines count={9} label={t("common.loading")} />
      </div>
    );
  }
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} headingLevel={1} />;
  const school = query.data;
  const none = t("common.emptyValue");
  const tabs = [
    {
      value: "overview",
      label: t("school.overview"),
      content: (
        <Panel>
          <Facts
            facts={[
              { label: t("school.code"), value: school.code },
              { label: t("school.npsn"), value: school.npsn ?? none },
              { label: t("school.level"), value: t(`enumeration.level.${school.level}`) },
              {
                label: t("school.timeZone"),
                value:
                  timeZoneOptions(school.timeZone).find(({ value }) => value === school.timeZone)?.label ??
                  school.timeZone,
              },
              { label: t("school.address"), value: school.address ?? none },
              { label: t("school.city"), value: [school.city, school.province].filter(Boolean).join(", ") || none },
              { label: t("school.phone"), value: school.phone ?? none },
              { label: t("school.email"), value: school.email ?? none },
            ]}
          />
        </Panel>
      ),
    },
    {
      value: "seats",
      label: t("school.positions"),
      content: <Panel flush>{tab === "seats" ? <SeatList schoolId={school.id} /> : null}</Panel>,
    },
    ...(holds(me, "audit:read")
      ? [
          {
            value: "activity",
            label: t("school.activity"),
            content: <Panel>{tab === "activity" ? <EntityHistory type="school" id={school.id} /> : null}</Panel>,
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={school.name}
        before={
          <Link
            to="/schools"
            className="inline-flex min-h-6 w-fit items-center gap-1.5 text-sm font-semibold text-primary-ink hover:underline"
          >
            <ArrowLeft aria-hidden className="size-4" />
            {t("school.title")}
          </Link>
        }
        lead={
          <span className="flex items-center gap-3">
            <SchoolStatus school={school} />
            {school.city}
          </span>
        }
        actions={
          <>
            {school.can.restore ? (
              <Button look="primary" onClick={() => restoreSchool(school)}>
                <RotateCcw aria-hidden className="size-4" />
                {t("common.restore")}
              </Button>
            ) : null}
            {school.can.delete ? (
              <Button onClick={() => setAsking(true)}>
                <Trash2 aria-hidden className="size-4" />
                {t("common.delete")}
              </Button>
            ) : null}
            {school.can.update ? (
              <Button look="primary" asChild>
                <Link to="/schools/$schoolId/edit" params={{ schoolId: school.id }}>
                  <Pencil aria-hidden className="size-4" />
                  {t("common.edit")}
                </Link>
              </Button>
            ) : null}
          </>
        }
      />
      <StaleBanner query={query} />
      <Tabs
        label={school.name}
        value={tabs.some((known) => known.value === tab) ? tab : "overview"}
        tabs={tabs}
        onChange={(value) =>
          void navigate({
            to: "/schools/$schoolId",
            params: { schoolId },
            search: (search) => ({ ...search, tab: value === "overview" ? undefined : value }),
            replace: true,
            resetScroll: false,
          })
        }
      />
      <DeleteSchoolDialog school={school} open={asking} onOpenChange={setAsking} />
    </>
  );
}
