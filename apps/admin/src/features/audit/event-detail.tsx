import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ChangeValue } from "../../components/change-value.tsx";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { useLabel } from "../../lib/i18n.ts";
import { Instant } from "../../lib/instant.tsx";
import { useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Facts } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { ActorName } from "./actor-name.tsx";
import { ChangeTable } from "./change-table.tsx";
import { entityLink } from "./entity-link.ts";
import { EventDecisions } from "./event-decisions.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";

/** One event in full: what, who, from where, and each field before and after. */
export function EventDetail({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const label = useLabel();
  const me = useMe();
  const trpc = useTRPC();
  const query = useQuery(trpc.audit.get.queryOptions({ id }));
  if (query.isPending) return <SkeletonLines count={12} label={t("common.loading")} />;
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} />;
  const event = query.data;
  const link = entityLink(event.entityType, event.entityId);
  const target = event.entityLabel ?? event.entityId;
  const none = t("common.emptyValue");
  return (
    <div className="grid gap-6">
      <Facts
        facts={[
          { label: t("audit.when"), value: <Instant value={event.occurredAt} /> },
          { label: t("audit.who"), value: <ActorName actor={event.actor} /> },
          {
            label: t("audit.target"),
            value: target ? (
              <>
                {event.entityType ? `${t(`enumeration.entity.${event.entityType}`)}: ` : null}
                {link ? (
                  <Link
                    {...link}
                    className="inline-flex min-h-6 items-center text-primary-ink underline underline-offset-4"
                  >
                    {target}
                  </Link>
                ) : (
                  target
                )}
              </>
            ) : (
              none
            ),
          },
          { label: t("audit.outcome"), value: <OutcomeBadge outcome={event.outcome} /> },
          { label: t("audit.category"), value: label(`enumeration.category.${event.category}`, event.category) },
          { label: t("audit.severity"), value: t(`enumeration.severity.${event.severity}`) },
          ...(event.reason ? [{ label: t("audit.reason"), value: event.reason }] : []),
          ...(event.schoolId
            ? [
                {
                  label: t("audit.school"),
                  value: me.schools.find((school) => school.id === event.schoolId)?.name ?? event.schoolId,
                },
              ]
            : []),
        ]}
      />
      <section className="grid gap-3">
        <h3 className="font-bold">{t("audit.changes")}</h3>
        <ChangeTable changes={event.changes} />
      </section>
      <EventDecisions event={event} />
      {event.snapshot ? (
        <details className="rounded-control border border-line">
          <summary className="control flex items-center px-4 font-semibold">{t("audit.snapshot")}</summary>
          <dl className="grid gap-2 border-t border-line px-4 py-3 text-sm">
            {Object.entries(event.snapshot).map(([path, value]) => (
              <div key={path} className="grid gap-x-4 sm:grid-cols-[12rem_1fr]">
                <dt className="text-ink-soft">{label(`column.${path}`, path)}</dt>
                <dd className="break-words">
                  <ChangeValue path={path} value={value} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
      <section className="grid gap-3">
        <h3 className="font-bold">{t("audit.context")}</h3>
        <Facts
          facts={[
            { label: t("audit.ip"), value: event.ip ?? none },
            { label: t("audit.userAgent"), value: event.userAgent ?? none },
            {
              label: t("audit.requestId"),
              value: <code className="text-sm break-all">{event.requestId ?? none}</code>,
            },
            { label: t("audit.session"), value: <code className="text-sm break-all">{event.sessionId ?? none}</code> },
          ]}
        />
      </section>
    </div>
  );
}
