import type { PermissionBatch } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { UsersRound } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { Instant } from "../../lib/instant.tsx";
import { mayWrite, useMe } from "../../lib/me.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { BatchStatus } from "./batch-status.tsx";

const statuses = ["running", "done", "taken_back", "cancelled", "failed"] as const;
const filterNames = ["status"];

/** Bulk assignments, the latest first. */
export function BatchesPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const search = useSearch({ from: "/_app/permissions/bulk-assign/" });
  const status = oneOf(statuses, search.status);
  const { change } = useListAddress(filterNames);
  const batches = useQuery(
    trpc.permissionBatches.list.queryOptions(
      { limit: 50, ...(status ? { status } : {}), ...(search.cursor ? { cursor: search.cursor } : {}) },
      {
        placeholderData: keepPreviousData,
        refetchInterval: (query) => (query.state.data?.items.some((one) => one.status === "running") ? 1_000 : false),
      },
    ),
  );
  const columns = useMemo(() => batchColumns(t), [t]);
  return (
    <ListPage
      name="permission-batches"
      label={t("permissionBatch.title")}
      lead={t("permissionBatch.lead")}
      query={batches}
      columns={columns}
      rowKey={({ id }) => id}
      filterNames={filterNames}
      filters={
        <FilterSelect
          label={t("permissionBatch.status")}
          anyLabel={t("permissionBatch.anyStatus")}
          value={status}
          options={statuses.map((value) => ({ value, label: t(`permissionBatch.status.${value}`) }))}
          onChoose={(value) => change({ status: value })}
        />
      }
      card={(batch) => (
        <div className="grid justify-items-start gap-1.5">
          <BatchName batch={batch} />
          <BatchStatus batch={batch} />
          <span className="text-sm text-ink-soft">
            {batch.startedBy.name ?? t("common.system")} · <Instant value={batch.createdAt} relative />
          </span>
        </div>
      )}
      firstUse={{
        icon: <UsersRound />,
        title: t("permissionBatch.firstUseTitle"),
        body: t("permissionBatch.firstUseBody"),
      }}
      create={
        mayWrite(me, "permission:assign") ? (
          <Button look="primary" asChild>
            <Link to="/permissions/bulk-assign/new">
              <UsersRound aria-hidden className="size-4" />
              {t("permissionBatch.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}

function batchColumns(t: TFunction): readonly Column<PermissionBatch>[] {
  return [
    { id: "reason", header: t("grant.reason"), names: true, cell: (batch) => <BatchName batch={batch} /> },
    { id: "status", header: t("permissionBatch.status"), cell: (batch) => <BatchStatus batch={batch} /> },
    {
      id: "items",
      header: t("permissionBatch.progress"),
      className: "tabular-nums",
      cell: ({ progress }) => t("permissionBatch.progressOf", { done: progress.done, total: progress.total }),
    },
    {
      id: "startedBy",
      header: t("permissionBatch.startedBy"),
      cell: ({ startedBy, createdAt }) => (
        <span className="grid">
          <span>{startedBy.name ?? t("common.system")}</span>
          <span className="text-xs text-ink-soft">
            <Instant value={createdAt} />
          </span>
        </span>
      ),
    },
  ];
}

function BatchName({ batch }: { readonly batch: PermissionBatch }) {
  const { t } = useTranslation();
  return (
    <NameLink to="/permissions/bulk-assign/$batchId" params={{ batchId: batch.id }} className="break-words">
      {batch.reason ?? t("permissionBatch.noReason")}
    </NameLink>
  );
}
