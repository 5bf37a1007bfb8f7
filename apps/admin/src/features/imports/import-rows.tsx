import { type Import, importActions, importRowStates } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { TableProperties } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { ActionBadge, StateBadge } from "./row-badges.tsx";
import { RowChanges } from "./row-changes.tsx";
import { RowLabel } from "./row-label.tsx";
import type { ShownRow } from "./shown-row.ts";

const filterNames = ["action", "state"];

/** What each row of the file would do, or did. */
export function ImportRows({ made }: { readonly made: Import }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/imports/$importId" });
  const action = oneOf(importActions, search.action);
  const state = oneOf(importRowStates, search.state);
  const { change } = useListAddress(filterNames);
  const rows = useQuery(
    trpc.imports.rows.queryOptions(
      {
        id: made.id,
        limit: 50,
        ...(action ? { action } : {}),
        ...(state ? { state } : {}),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => rowColumns(t, made.kind), [t, made.kind]);
  return (
    <ListPanel
      name="import-rows"
      label={t("importing.rows")}
      query={rows}
      columns={columns}
      rowKey={(row) => String(row.rowNumber)}
      filterNames={filterNames}
      filters={
        <>
          <FilterSelect
            label={t("importing.rowAction")}
            anyLabel={t("importing.anyAction")}
            value={action}
            options={importActions.map((value) => ({ value, label: t(`importing.action.${value}`) }))}
            onChoose={(value) => change({ action: value })}
          />
          <FilterSelect
            label={t("importing.rowState")}
            anyLabel={t("importing.anyState")}
            value={state}
            options={importRowStates.map((value) => ({ value, label: t(`importing.state.${value}`) }))}
            onChoose={(value) => change({ state: value })}
          />
        </>
      }
      card={(row) => (
        <div className="grid gap-2">
          <RowLabel row={row} kind={made.kind} />
          <p className="flex flex-wrap items-center gap-1.5 text-sm text-ink-soft">
            {t("importing.rowTitle", { row: row.rowNumber })}
            <ActionBadge row={row} />
            <StateBadge row={row} />
          </p>
          <RowChanges row={row} />
        </div>
      )}
      firstUse={{ icon: <TableProperties />, title: t("importing.noRowsTitle") }}
    />
  );
}

function rowColumns(t: TFunction, kind: Import["kind"]): readonly Column<ShownRow>[] {
  return [
    { id: "row", header: t("importing.row"), cell: (row) => <span className="tabular-nums">{row.rowNumber}</span> },
    { id: "what", header: t("importing.rowWhat"), names: true, cell: (row) => <RowLabel row={row} kind={kind} /> },
    {
      id: "action",
      header: t("importing.rowAction"),
      cell: (row) => (
        <span className="grid justify-items-start gap-1">
          <ActionBadge row={row} />
          <StateBadge row={row} />
        </span>
      ),
    },
    { id: "changes", header: t("importing.changes"), cell: (row) => <RowChanges row={row} /> },
  ];
}
