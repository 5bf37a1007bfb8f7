import { type AuditEvent, auditActionNames } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { FilteredEmpty } from "../../components/filtered-empty.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Pager } from "../../components/pager.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { TableSkeleton } from "../../components/table-skeleton.tsx";
import { usePaging } from "../../components/use-paging.ts";
import { calendarDate } from "../../lib/calendar-date.ts";
import { Instant } from "../../lib/instant.tsx";
import { useTimeZone } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SavedViewMenu } from "../saved-views/saved-view-menu.tsx";
import { ActorName } from "./actor-name.tsx";
import { type AuditSearch, auditSearch } from "./audit-search.ts";
import { auditOutcomes, auditView } from "./audit-view.ts";
import { EventDetail } from "./event-detail.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";

/** Who changed what and when; filters and the open event live in the address. */
export function AuditPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/audit" });
  const zone = useTimeZone(useSchoolScope());
  const change = (patch: Partial<AuditSearch>) =>
    void navigate({ to: "/audit", search: (previous) => ({ ...auditSearch(previous), cursor: undefined, ...patch }) });
  const show = (event: string | undefined) =>
    void navigate({
      to: "/audit",
      search: (previous) => ({ ...previous, event }),
      resetScroll: false,
      state: (state) => state,
    });

  const { q, cursor } = search;
  const view = auditView(zone);
  const state = view.stateOf(search);
  const action = oneOf(auditActionNames, search.action);
  const outcome = oneOf(auditOutcomes, search.outcome);
  const from = calendarDate(search.from);
  const until = calendarDate(search.until);
  const logs = useQuery(
    trpc.audit.list.queryOptions(
      { limit: 50, ...state, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const paging = usePaging(logs.data?.nextCursor ?? null);
  const filters = Object.keys(state).length;
  const clear = () => void navigate({ to: "/audit", search: ({ school }) => (school ? { school } : {}) });

  return (
    <>
      <PageHeader title={t("audit.title")} lead={t("audit.lead")} />
      {logs.data ? <StaleBanner query={logs} /> : null}
      <Panel flush>
        <FilterBar
          active={filters}
          onClear={clear}
          search={
            <SearchField
              label={t("audit.searchLabel")}
              value={q ?? ""}
              onSearch={(value) => change({ q: value || undefined })}
            />
          }
          extra={<SavedViewMenu view={view} search={search} />}
        >
          <FilterSelect
            label={t("audit.what")}
            anyLabel={t("audit.anyAction")}
            value={action}
            options={auditActionNames.map((value) => ({ value, label: t(`action.${value}`) }))}
            onChoose={(value) => change({ action: value })}
          />
          <FilterSelect
            label={t("audit.outcome")}
            anyLabel={t("audit.anyOutcome")}
            value={outcome}
            options={auditOutcomes.map((value) => ({ value, label: t(`enumeration.outcome.${value}`) }))}
            onChoose={(value) => change({ outcome: value })}
          />
          <Field label={t("audit.from")}>
            <Input
              type="date"
              value={from ?? ""}
              onChange={(event) => change({ from: event.target.value || undefined })}
            />
          </Field>
          <Field label={t("audit.until")}>
            <Input
              type="date"
              value={until ?? ""}
              onChange={(event) => change({ until: event.target.value || undefined })}
            />
          </Field>
        </FilterBar>
        {logs.isPending ? <TableSkeleton /> : null}
        {logs.isError && !logs.data ? <FailurePanel error={logs.error} onRetry={() => logs.refetch()} /> : null}
        {logs.data?.items.length === 0 ? (
          <AuditEmpty filtered={filters > 0 || cursor !== undefined} onClear={clear} />
        ) : null}
        {logs.data && logs.data.items.length > 0 ? (
          <>
            <AuditTable events={logs.data.items} dimmed={logs.isPlaceholderData} />
            <Pager count={logs.data.items.length} total={logs.data.total} {...paging} />
          </>
        ) : null}
      </Panel>
      <Dialog
        place="right"
        open={search.event !== undefined}
        onOpenChange={(open) => {
          if (!open) show(undefined);
        }}
        title={t("audit.detailTitle")}
        closeLabel={t("common.close")}
      >
        {search.event ? <EventDetail id={search.event} /> : null}
      </Dialog>
    </>
  );
}

function AuditTable({ events, dimmed }: { readonly events: readonly AuditEvent[]; readonly dimmed: boolean }) {
  const { t } = useTranslation();
  const title = (event: AuditEvent) => (
    <Link
      to="/audit"
      search={(search) => ({ ...search, event: event.id })}
      resetScroll={false}
      className="inline-flex min-h-6 items-center font-semibold text-ink underline-offset-4 hover:underline"
    >
      {t(`action.${event.action}`)}
    </Link>
  );
  const target = (event: AuditEvent) =>
    event.entityLabel ?? (event.entityType ? t(`enumeration.entity.${event.entityType}`) : null);
  const changed = (event: AuditEvent) =>
    event.changes.length > 0 ? t("audit.changesCount", { count: event.changes.length }) : null;
  const columns: readonly Column<AuditEvent>[] = [
    { id: "what", header: t("audit.what"), names: true, cell: title },
    { id: "target", header: t("audit.target"), cell: (event) => target(event) ?? t("common.emptyValue") },
    { id: "who", header: t("audit.who"), cell: (event) => <ActorName actor={event.actor} /> },
    { id: "changes", header: t("audit.changes"), cell: changed, className: "text-ink-soft" },
    { id: "outcome", header: t("audit.outcome"), cell: (event) => <OutcomeBadge outcome={event.outcome} /> },
    { id: "when", header: t("audit.when"), cell: (event) => <Instant value={event.occurredAt} /> },
  ];
  return (
    <DataTable
      label={t("audit.title")}
      columns={columns}
      rows={events}
      rowKey={(event) => event.id}
      dimmed={dimmed}
      card={(event) => (
        <div className="grid gap-1">
          <div className="flex flex-wrap items-center gap-2">
            {title(event)}
            {event.outcome === "success" ? null : <OutcomeBadge outcome={event.outcome} />}
          </div>
          <p className="text-sm break-words">{target(event)}</p>
          <p className="text-sm text-ink-soft">
            <ActorName actor={event.actor} /> · <Instant value={event.occurredAt} />
          </p>
        </div>
      )}
    />
  );
}

function AuditEmpty({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation();
  return filtered ? (
    <FilteredEmpty onClear={onClear} />
  ) : (
    <Message icon={<ScrollText />} title={t("audit.firstUseTitle")}>
      <p>{t("audit.firstUseBody")}</p>
    </Message>
  );
}
