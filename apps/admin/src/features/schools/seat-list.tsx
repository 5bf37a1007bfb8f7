import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Network } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Message } from "../../ui/message.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";

/** The positions of a school by department: who holds them, and which seats are free. */
export function SeatList({ schoolId }: { readonly schoolId: string }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const query = useQuery(trpc.schools.hierarchy.queryOptions({ id: schoolId }));
  if (query.isPending) {
    return (
      <div className="p-5">
        <SkeletonLines count={9} label={t("common.loading")} />
      </div>
    );
  }
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} />;
  const { departments, positions } = query.data;
  if (positions.length === 0) return <Message icon={<Network />} title={t("school.noPositions")} />;
  const groups = [{ id: null, name: t("school.withoutDepartment") }, ...departments]
    .map((department) => ({
      ...department,
      seats: positions.filter((position) => position.departmentId === department.id),
    }))
    .filter((department) => department.seats.length > 0);
  return (
    <div className="grid">
      {groups.map((group) => (
        <section key={group.id ?? "none"} className="border-line not-last:border-b">
          <h2 className="bg-sunken/60 px-5 py-2.5 text-sm font-bold">{group.name}</h2>
          <ul>
            {group.seats.map((seat) => (
              <li
                key={seat.id}
                className="grid gap-x-6 gap-y-1 border-t border-line px-5 py-3 text-sm sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto]"
              >
                <span className="font-semibold">{seat.name}</span>
                <span className="flex flex-wrap gap-x-3 gap-y-1">
                  {seat.holders.map((holder) => (
                    <span key={holder.userId} className="inline-flex items-center gap-1.5">
                      <Link
                        to="/users/$userId"
                        params={{ userId: holder.userId }}
                        className="inline-flex min-h-6 items-center text-primary-ink underline underline-offset-4"
                      >
                        {holder.name}
                      </Link>
                      {holder.kind === "DEFINITIF" ? null : (
                        <Badge tone="accent">{t(`enumeration.kind.${holder.kind}`)}</Badge>
                      )}
                    </span>
                  ))}
                </span>
                <span className="text-ink-soft tabular-nums">
                  {t("school.seats", {
                    held: seat.holders.filter(({ kind }) => kind === "DEFINITIF").length,
                    headcount: seat.headcount,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
