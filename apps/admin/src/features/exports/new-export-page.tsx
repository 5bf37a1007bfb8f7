import {
  type CreateExportInput,
  type ExportFormat,
  type ExportKind,
  exportColumns,
  exportFormats,
  exportKinds,
} from "@gloria/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useMe } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Select } from "../../ui/select.tsx";
import { ColumnChoice } from "./column-choice.tsx";
import { type ExportFilter, readExportFilter } from "./export-filter.ts";
import { FilterWords } from "./filter-words.tsx";

/** What is taken out, narrowed how, with which columns, as which file. Kind and filter live in the address. */
export function NewExportPage() {
  const { t } = useTranslation();
  const api = useApi();
  const trpc = useTRPC();
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const search = useSearch({ from: "/_app/exports/new" });
  const kind = oneOf(exportKinds, search.kind) ?? "users";
  const filter = readExportFilter(search.filter);
  const [wantedFormat, setWantedFormat] = useState<ExportFormat>("xlsx");
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [missing, setMissing] = useState(false);
  const format = kind === "oneroster" ? "zip" : wantedFormat;
  const hasColumns = Object.keys(exportColumns[kind]).length > 0;
  const columns = choosing && hasColumns ? [...chosen] : undefined;

  const start = useMutation({
    mutationFn: (input: CreateExportInput) => api.exports.create.mutate(input),
    async onSuccess() {
      void notifyDone(t("exporting.started"));
      await queryClient.invalidateQueries(trpc.exports.pathFilter());
      await navigate({ to: "/exports" });
    },
  });
  const go = (next: { readonly kind: ExportKind; readonly filter: ExportFilter }) => {
    start.reset();
    void navigate({
      to: ".",
      search: (previous) => ({
        ...previous,
        kind: next.kind,
        filter: Object.keys(next.filter).length > 0 ? JSON.stringify(next.filter) : undefined,
      }),
      replace: true,
      resetScroll: false,
    });
  };
  const narrow = (name: string, value: string) => {
    const { [name]: _, ...rest } = filter;
    go({ kind, filter: value === "" ? rest : { ...rest, [name]: value } });
  };
  return (
    <form
      noValidate
      className="mx-auto grid max-w-3xl gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        const none = columns?.length === 0;
        setMissing(none);
        if (!none && !start.isPending) start.mutate({ kind, format, filter, ...(columns ? { columns } : {}) });
      }}
    >
      <PageHeader
        title={t("exporting.newTitle")}
        lead={t("exporting.newLead")}
        before={<BackLink to="/exports">{t("exporting.title")}</BackLink>}
      />
      <Panel>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t("exporting.kind")}>
            <Select
              options={exportKinds.map((value) => ({ value, label: t(`exporting.kind.${value}`) }))}
              value={kind}
              onChange={(event) => {
                setChosen(new Set());
                setChoosing(false);
                go({ kind: oneOf(exportKinds, event.target.value) ?? "users", filter: {} });
              }}
            />
          </Field>
          <Field label={t("exporting.format")}>
            <Select
              options={exportFormats
                .filter((value) => (value === "zip") === (kind === "oneroster"))
                .map((value) => ({ value, label: t(`exporting.format.${value}`) }))}
              value={format}
              onChange={(event) => setWantedFormat(oneOf(exportFormats, event.target.value) ?? "xlsx")}
            />
          </Field>
        </div>
      </Panel>
      <Panel
        title={t("exporting.filters")}
        actions={
          Object.keys(filter).length > 0 ? (
            <Button look="quiet" onClick={() => go({ kind, filter: {} })}>
              {t("exporting.filterClear")}
            </Button>
          ) : null
        }
      >
        <div className="grid gap-4">
          <FilterWords filter={filter} />
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t("exporting.school")}>
              <Select
                emptyLabel={t("exporting.anySchool")}
                options={me.schools.map((school) => ({ value: school.id, label: school.name }))}
                value={String(filter["schoolId"] ?? "")}
                onChange={(event) => narrow("schoolId", event.target.value)}
              />
            </Field>
            {kind === "assignments" ? (
              <Field label={t("exporting.asOf")} optionalLabel={t("common.optional")}>
                <Input
                  type="date"
                  value={String(filter["asOf"] ?? "")}
                  onChange={(event) => narrow("asOf", event.target.value)}
                />
              </Field>
            ) : null}
          </div>
        </div>
      </Panel>
      {hasColumns ? (
        <Panel
          title={t("exporting.columns")}
          actions={
            <Segments
              label={t("exporting.columns")}
              value={choosing ? "choose" : "all"}
              options={[
                { value: "all", label: t("exporting.columnsAll") },
                { value: "choose", label: t("exporting.columnsChoose") },
              ]}
              onChoose={(value) => {
                setChoosing(value === "choose");
                setMissing(false);
              }}
            />
          }
        >
          {choosing ? (
            <ColumnChoice
              kind={kind}
              chosen={chosen}
              onChange={(next) => {
                setChosen(next);
                setMissing(false);
              }}
            />
          ) : (
            <p className="text-sm text-ink-soft">{t("exporting.newLead")}</p>
          )}
          {missing ? (
            <p role="alert" className="mt-3 text-sm font-medium text-danger-ink">
              {t("exporting.columnsRequired")}
            </p>
          ) : null}
        </Panel>
      ) : null}
      <RefusalNote failure={start.error ? failureOf(start.error) : null} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => void navigate({ to: "/exports" })}>{t("common.cancel")}</Button>
        <Button type="submit" look="primary" busy={start.isPending}>
          {t("exporting.submit")}
        </Button>
      </div>
    </form>
  );
}
