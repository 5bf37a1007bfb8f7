import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** How many people, positions, seats and vacancies a school has today. */
export function SchoolFigures({ schoolId }: { readonly schoolId: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const trpc = useTRPC();
  const query = useQuery(trpc.schools.statistics.queryOptions());
  if (query.isError && !query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} />;
  const figures = query.data?.bySchool.find((school) => school.schoolId === schoolId);
  const shown = [
    { label: t("school.people"), value: figures?.users },
    { label: t("school.positions"), value: figures?.positions },
    { label: t("school.seatCount"), value: figures?.seats },
    { label: t("school.vacancies"), value: figures?.vacancies },
  ];
  return (
    <Panel title={t("school.figures")} flush>
      <dl className="grid grid-cols-2 sm:grid-cols-4">
        {shown.map(({ label, value }) => (
          <div key={label} className="grid gap-1 px-5 py-4">
            <dt className="text-sm text-ink-soft">{label}</dt>
            <dd className="text-2xl leading-8 font-extrabold tabular-nums">
              {query.isPending ? <Skeleton className="h-8 w-14" /> : formatNumber(value ?? 0, locale)}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
