import { importKinds } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Field } from "../../ui/field.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { FileDrop } from "./file-drop.tsx";
import type { NewImportSearch } from "./imports-search.ts";
import { MappingPanel } from "./mapping-panel.tsx";
import { ProblemList } from "./problem-list.tsx";
import { TemplateButtons } from "./template-buttons.tsx";

/** What the file holds, the file, and what its columns mean; the uploaded file stands in the address. */
export function NewImportPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const search = useSearch({ from: "/_app/imports/new" });
  const kind = oneOf(importKinds, search.kind) ?? "people";
  const fileId = search.file ?? "";
  const inspection = useQuery(
    trpc.imports.inspect.queryOptions(
      { fileId, kind, ...(search.sheet ? { sheet: search.sheet } : {}) },
      // An uploaded file never changes, and a look into it costs the server a whole reading of its head.
      { enabled: fileId !== "", staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
    ),
  );
  const go = (patch: NewImportSearch) =>
    void navigate({
      to: ".",
      search: (previous) => ({ ...previous, ...patch }),
      replace: true,
      resetScroll: false,
    });
  const seen = inspection.data;
  return (
    <div className="mx-auto grid max-w-3xl gap-5">
      <PageHeader
        title={t("importing.newTitle")}
        lead={t("importing.newLead")}
        before={<BackLink to="/imports">{t("importing.title")}</BackLink>}
      />
      <Panel title={t("importing.stepFile")}>
        <div className="grid gap-5">
          <Field label={t("importing.kind")} hint={t(`importing.kindHint.${kind}`)}>
            <Select
              options={importKinds.map((value) => ({ value, label: t(`importing.kind.${value}`) }))}
              value={kind}
              onChange={(event) => go({ kind: event.target.value })}
            />
          </Field>
          <TemplateButtons kind={kind} />
          <FileDrop hasFile={fileId !== ""} onUploaded={(file) => go({ file, sheet: undefined })} />
          {seen && seen.sheets.length > 1 ? (
            <Field label={t("importing.sheet")}>
              <Select
                options={seen.sheets.map((value) => ({ value, label: value }))}
                value={seen.sheet ?? ""}
                onChange={(event) => go({ sheet: event.target.value })}
              />
            </Field>
          ) : null}
        </div>
      </Panel>
      {fileId !== "" && inspection.isPending ? (
        <Panel title={t("importing.stepColumns")}>
          <SkeletonLines count={6} label={t("importing.inspecting")} />
        </Panel>
      ) : null}
      {inspection.isError && !seen ? (
        <FailurePanel error={inspection.error} onRetry={() => inspection.refetch()} />
      ) : null}
      {seen && seen.problems.length > 0 ? (
        <Panel title={t("importing.problems")}>
          <div role="alert">
            <ProblemList problems={seen.problems} />
          </div>
        </Panel>
      ) : null}
      {seen && seen.columns.length > 0 ? (
        <MappingPanel key={`${fileId} ${kind} ${seen.sheet}`} kind={kind} fileId={fileId} inspection={seen} />
      ) : null}
    </div>
  );
}
