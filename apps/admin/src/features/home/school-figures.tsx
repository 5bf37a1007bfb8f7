import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Panel } from "../../ui/panel.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";

/** People, seats and vacancies of every school. */
export function SchoolFigures() {
  const { t } = useTranslation();
  const locale = useLocale();
  const trpc = useTRPC();
  const stats = useQuery(trpc.schools.statistics.queryOptions());
  return (
    <Panel title={t("home.schools")} flush>
      {stats.isPending ? (
        <div className="p-5">
          <SkeletonLines count={6} label={t("common.loading")} />
        </div>
      ) : null}
      {stats.isError && !stats.data ? <FailurePanel error={stats.error} onRetry={() => stats.refetch()} /> : null}
      {stats.data ? (
        <ScrollRegion label={t("home.schools")} className="overflow-x-auto">
          <table className="w-full text-left text-sm">
            <thead>
              <tr className="border-b border-line text-ink-soft">
                <th scope="col" className="px-5 py-2.5 font-semibold">
                  {t("shell.school")}
                </th>
                <th scope="col" className="px-3 py-2.5 text-right font-semibold">
                  {t("home.people")}
                </th>
                <th scope="col" className="px-3 py-2.5 text-right font-semibold">
                  {t("home.seats")}
                </th>
                <th scope="col" className="px-5 py-2.5 text-right font-semibold">
                  {t("home.vacancies")}
                </th>
              </tr>
            </thead>
            <tbody>
              {stats.data.bySchool.map((school) => (
                <tr key={school.schoolId} className="border-line not-last:border-b">
                  <th scope="row" className="px-5 py-2.5 font-medium">
                    <Link
                      to="/schools/$schoolId"
                      params={{ schoolId: school.schoolId }}
                      className="inline-flex min-h-6 items-center underline-offset-4 hover:underline"
                    >
                      {school.name}
                    </Link>
                  </th>
                  <td className="px-3 py-2.5 text-right tabular-nums">{formatNumber(school.users, locale)}</td>
                  <td className="px-3 py-2.5 text-right tabular-nums">{formatNumber(school.seats, locale)}</td>
                  <td className="px-5 py-2.5 text-right tabular-nums">{formatNumber(school.vacancies, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : null}
    </Panel>
  );
}
