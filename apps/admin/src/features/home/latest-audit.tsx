import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { Instant } from "../../lib/instant.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { ActorName } from "../audit/actor-name.tsx";

export function LatestAudit() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const logs = useQuery(trpc.audit.list.queryOptions({ limit: 6, category: "organisation" }));
  return (
    <Panel
      title={t("home.latestAudit")}
      flush
      actions={
        <Button look="quiet" asChild>
          <Link to="/audit">{t("home.seeAll")}</Link>
        </Button>
      }
    >
      {logs.isPending ? (
        <div className="p-5">
          <SkeletonLines count={6} label={t("common.loading")} />
        </div>
      ) : null}
      {logs.isError && !logs.data ? <FailurePanel error={logs.error} onRetry={() => logs.refetch()} /> : null}
      {logs.data?.items.length === 0 ? <p className="p-5 text-sm text-ink-soft">{t("home.latestAuditNone")}</p> : null}
      <ul>
        {logs.data?.items.map((event) => (
          <li key={event.id} className="grid gap-0.5 border-line px-5 py-3 not-last:border-b">
            <Link
              to="/audit"
              search={(search) => ({ ...(search.school ? { school: search.school } : {}), event: event.id })}
              className="inline-flex min-h-6 w-fit items-center font-semibold underline-offset-4 hover:underline"
            >
              {t(`action.${event.action}`)}
              {event.entityLabel ? `: ${event.entityLabel}` : null}
            </Link>
            <p className="text-sm text-ink-soft">
              <ActorName actor={event.actor} /> · <Instant value={event.occurredAt} relative />
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
