import type { PermissionBatch, PermissionBatchItem } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { UsersRound } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";

const states = ["waiting", "made", "present", "refused", "taken_back", "kept"] as const;
const filterNames = ["state"];
const tones = {
  waiting: "neutral",
  made: "ok",
  present: "info",
  refused: "danger",
  taken_back: "neutral",
  kept: "warn",
} as const;

/** What came of each person and right. */
export function BatchItems({ batch }: { readonly batch: PermissionBatch }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/permissions/bulk-assign/$batchId" });
  const state = oneOf(states, search.state);
  const { change } = useListAddress(filterNames);
  const items = useQuery(
    trpc.permissionBatches.items.queryOptions(
      {
        id: batch.id,
        limit: 50,
        ...(state ? { state } : {}),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      { placeholderData: keepPreviousData, refetchInterval: batch.status === "running" ? 2_000 : false },
    ),
  );
  const columns = useMemo(() => itemColumns(t), [t]);
  return (
    <ListPanel
      name="permission-batch-items"
      label={t("permissionBatch.items")}
      query={items}
      columns={columns}
      rowKey={({ itemNumber }) => String(itemNumber)}
      filterNames={filterNames}
      filters={
        <FilterSelect
          label={t("permissionBatch.state")}
          anyLabel={t("permissionBatch.anyState")}
          value={state}
          options={states.map((value) => ({ value, label: t(`permissionBatch.state.${value}`) }))}
          onChoose={(value) => change({ state: value })}
        />
      }
      card={(item) => (
        <div className="grid justify-items-start gap-1">
          <ItemPerson item={item} />
          <ItemState item={item} />
          {item.problem ? <span className="text-sm text-ink-soft">{item.problem.message}</span> : null}
        </div>
      )}
      firstUse={{ icon: <UsersRound />, title: t("permissionBatch.itemsNone") }}
    />
  );
}

function itemColumns(t: TFunction): readonly Column<PermissionBatchItem>[] {
  return [
    {
      id: "number",
      header: t("permissionBatch.item"),
      className: "tabular-nums",
      cell: ({ itemNumber }) => itemNumber,
    },
    { id: "person", header: t("role.person"), names: true, cell: (item) => <ItemPerson item={item} /> },
    { id: "state", header: t("permissionBatch.state"), cell: (item) => <ItemState item={item} /> },
    {
      id: "problem",
      header: t("permissionBatch.problem"),
      cell: ({ problem }) => problem?.message ?? t("common.emptyValue"),
    },
  ];
}

export function ItemPerson({ item }: { readonly item: Pick<PermissionBatchItem, "userId" | "userName"> }) {
  const { t } = useTranslation();
  return (
    <NameLink to="/users/$userId" params={{ userId: item.userId }}>
      {item.userName ?? t("common.unknown")}
    </NameLink>
  );
}

function ItemState({ item: { state } }: { readonly item: PermissionBatchItem }) {
  const { t } = useTranslation();
  return <Badge tone={tones[state]}>{t(`permissionBatch.state.${state}`)}</Badge>;
}
