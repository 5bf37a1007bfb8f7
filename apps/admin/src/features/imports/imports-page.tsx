import { importKinds, importStatuses } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { Instant } from "../../lib/instant.tsx";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { importColumns } from "./import-columns.tsx";
import { ImportCounts } from "./import-counts.tsx";
import { ImportStatus } from "./import-status.tsx";

const filterNames = ["kind", "status"];

export function ImportsPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/imports/" });
  const kind = oneOf(importKinds, search.kind);
  const status = oneOf(importStatuses, search.status);
  const { change } = useListAddress(filterNames);
  const imports = useQuery(
    trpc.imports.list.queryOptions(
      {
        limit: 50,
        ...(kind ? { kind } : {}),
        ...(status ? { status } : {}),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      {
        placeholderData: keepPreviousData,
        refetchInterval: (query) => (query.state.data?.items.some((made) => made.status === "running") ? 1_000 : false),
      },
    ),
  );
  const columns = useMemo(() => importColumns(t), [t]);
  return (
    <ListPage
      name="imports"
      label={t("importing.title")}
      lead={t("importing.lead")}
      query={imports}
      columns={columns}
      rowKey={(made) => made.id}
      filterNames={filterNames}
      filters={
        <>
          <FilterSelect
            label={t("importing.kind")}
            anyLabel={t("importing.anyKind")}
            value={kind}
            options={importKinds.map((value) => ({ value, label: t(`importing.kind.${value}`) }))}
            onChoose={(value) => change({ kind: value })}
          />
          <FilterSelect
            label={t("importing.status")}
            anyLabel={t("importing.anyStatus")}
            value={status}
            options={importStatuses.map((value) => ({ value, label: t(`importing.status.${value}`) }))}
            onChoose={(value) => change({ status: value })}
          />
        </>
      }
      card={(made) => (
        <div className="grid justify-items-start gap-2">
          <NameLink to="/imports/$importId" params={{ importId: made.id }} className="break-all">
            {made.fileName}
          </NameLink>
          <ImportStatus made={made} />
          <ImportCounts counts={made.counts} />
          <span className="text-sm text-ink-soft">
            {made.startedBy.name ?? t("common.system")} · <Instant value={made.createdAt} relative />
          </span>
        </div>
      )}
      firstUse={{ icon: <FileUp />, title: t("importing.firstUseTitle"), body: t("importing.firstUseBody") }}
      create={
        imports.data?.can.create ? (
          <Button look="primary" asChild>
            <Link to="/imports/new">
              <FileUp aria-hidden className="size-4" />
              {t("importing.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
