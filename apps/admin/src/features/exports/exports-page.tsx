import { type Export, exportKinds, exportStates } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { FileDown } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { Instant } from "../../lib/instant.tsx";
import { holds, useMe } from "../../lib/me.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { DownloadButton } from "./download-button.tsx";
import { ExportActions } from "./export-actions.tsx";
import { exportColumns } from "./export-columns.tsx";
import { ExportStatus } from "./export-status.tsx";

const filterNames = ["kind", "status"];

const isUnfinished = ({ status }: Export) => status === "queued" || status === "running";

export function ExportsPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const search = useSearch({ from: "/_app/exports/" });
  const kind = oneOf(exportKinds, search.kind);
  const status = oneOf(exportStates, search.status);
  const { change } = useListAddress(filterNames);
  const exports = useQuery(
    trpc.exports.list.queryOptions(
      {
        limit: 50,
        ...(kind ? { kind } : {}),
        ...(status ? { status } : {}),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      {
        placeholderData: keepPreviousData,
        refetchInterval: (query) => (query.state.data?.items.some(isUnfinished) ? 1_000 : false),
      },
    ),
  );
  const columns = useMemo(() => exportColumns(t), [t]);
  return (
    <ListPage
      name="exports"
      label={t("exporting.title")}
      lead={t("exporting.lead")}
      query={exports}
      columns={columns}
      rowKey={(made) => made.id}
      filterNames={filterNames}
      filters={
        <>
          <FilterSelect
            label={t("exporting.kind")}
            anyLabel={t("exporting.anyKind")}
            value={kind}
            options={exportKinds.map((value) => ({ value, label: t(`exporting.kind.${value}`) }))}
            onChoose={(value) => change({ kind: value })}
          />
          <FilterSelect
            label={t("exporting.status")}
            anyLabel={t("exporting.anyStatus")}
            value={status}
            options={exportStates.map((value) => ({ value, label: t(`exporting.status.${value}`) }))}
            onChoose={(value) => change({ status: value })}
          />
        </>
      }
      rowActions={(made) => <ExportActions made={made} />}
      card={(made) => (
        <div className="grid justify-items-start gap-2">
          <span className="font-semibold">
            {t(`exporting.kind.${made.kind}`)} · {t(`exporting.format.${made.format}`)}
          </span>
          <ExportStatus made={made} />
          <span className="text-sm text-ink-soft">
            {[made.requestedByName].filter(Boolean).join("")} <Instant value={made.createdAt} relative />
          </span>
          {made.download ? (
            <span className="text-sm text-ink-soft">
              {t("exporting.expiresAt")} <Instant value={made.download.expiresAt} />
            </span>
          ) : null}
          <DownloadButton made={made} />
        </div>
      )}
      firstUse={{ icon: <FileDown />, title: t("exporting.firstUseTitle"), body: t("exporting.firstUseBody") }}
      create={
        holds(me, "export:create") ? (
          <Button look="primary" asChild>
            <Link to="/exports/new">
              <FileDown aria-hidden className="size-4" />
              {t("exporting.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
