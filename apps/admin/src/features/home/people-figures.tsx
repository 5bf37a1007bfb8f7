import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** How many people, by status; each number leads to the list it counts. */
export function PeopleFigures() {
  const { t } = useTranslation();
  const locale = useLocale();
  const trpc = useTRPC();
  const stats = useQuery(trpc.users.stats.queryOptions());
  if (stats.isError && !stats.data) {
    return (
      <Panel className="xl:col-span-3">
        <FailurePanel error={stats.error} onRetry={() => stats.refetch()} />
      </Panel>
    );
  }
  const statuses = ["active", "invited", "suspended", "resigned"] as const;
  const count = (status: (typeof statuses)[number]) =>
    stats.data?.byStatus.find((row) => row.status === status)?.count ?? 0;
  return (
    <ul aria-label={t("home.byStatus")} className="grid grid-cols-2 gap-3 lg:grid-cols-4 xl:col-span-3">
      {statuses.map((status) => (
        <li key={status}>
          <Link
            to="/users"
            search={(search) => ({ ...(search.school ? { school: search.school } : {}), status })}
            className="grid gap-0.5 rounded-card border border-line bg-surface px-5 py-4 hover:border-line-strong"
          >
            <span className="text-3xl font-extrabold tracking-tight">
              {stats.data ? formatNumber(count(status), locale) : <Skeleton className="my-1.5 h-7 w-16" />}
            </span>
            <span className="text-sm text-ink-soft">{t(`home.people_${status}`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
