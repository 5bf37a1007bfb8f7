import { type ImportInspection, type ImportKind, importFields } from "@gloria/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { holds, useMe } from "../../lib/me.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { KeptMappings } from "./kept-mappings.tsx";
import { type MappingState, mappedTwice, mappingOf, suggestedState, unmapped } from "./mapping-state.ts";
import { MappingTable } from "./mapping-table.tsx";
import { ProblemList } from "./problem-list.tsx";

interface MappingPanelProps {
  readonly kind: ImportKind;
  readonly fileId: string;
  readonly inspection: ImportInspection;
}

/** What each column means, and the check that nothing is changed by. */
export function MappingPanel({ kind, fileId, inspection }: MappingPanelProps) {
  const { t } = useTranslation();
  const api = useApi();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [state, setState] = useState<MappingState>(() => suggestedState(inspection.columns));
  const open = unmapped(state);
  const complete = open.length === 0 && mappedTwice(state).size === 0;
  const fields: Readonly<Record<string, object>> = importFields[kind];
  const me = useMe();
  const [includeSpecific, setIncludeSpecific] = useState(false);
  const hasSpecific = [...state.values()].some((field) => "specific" in (fields[field] ?? {}));
  const check = useMutation({
    mutationFn: () =>
      api.imports.create.mutate({
        fileId,
        kind,
        mapping: mappingOf(state),
        includeSpecific: hasSpecific && includeSpecific,
        ...(inspection.preset ? { preset: inspection.preset } : {}),
        ...(inspection.sheet ? { sheet: inspection.sheet } : {}),
      }),
    async onSuccess(made) {
      await queryClient.invalidateQueries(trpc.imports.list.pathFilter());
      await navigate({ to: "/imports/$importId", params: { importId: made.id } });
    },
  });
  return (
    <>
      <Panel title={t("importing.stepColumns")}>
        <div className="grid gap-4">
          <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
            {inspection.preset ? (
              <>
                {t("importing.recognised")} <Badge tone="info">{t(`importing.preset.${inspection.preset}`)}</Badge>
              </>
            ) : (
              t("importing.presetNone")
            )}
            {inspection.headerRowNumber === null ? null : (
              <span>{t("importing.headerRow", { row: inspection.headerRowNumber })}</span>
            )}
          </p>
          {inspection.notices.length > 0 ? <ProblemList problems={inspection.notices} kind="notice" /> : null}
          <KeptMappings kind={kind} state={state} complete={complete} onUse={setState} />
          <MappingTable
            kind={kind}
            columns={inspection.columns}
            state={state}
            onChoose={(header, field) => setState(new Map([...state, [header, field]]))}
          />
          {hasSpecific ? (
            <div className="grid gap-2 rounded-control bg-info-soft px-4 py-3 text-sm text-info-ink">
              <p role="status">{t(includeSpecific ? "importing.specificIncluded" : "importing.specificLeftOut")}</p>
              {holds(me, "employee.sensitive:update") ? (
                <Checkbox
                  label={t("importing.includeSpecific")}
                  checked={includeSpecific}
                  onChange={(event) => setIncludeSpecific(event.target.checked)}
                />
              ) : null}
            </div>
          ) : null}
        </div>
      </Panel>
      <RefusalNote failure={check.error ? failureOf(check.error) : null} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        {open.length > 0 ? (
          <p role="status" className="mr-auto flex flex-wrap items-center gap-2 text-sm text-ink-soft">
            {t("importing.unmapped", { count: open.length })}
            <Button
              look="quiet"
              onClick={() => setState(new Map([...state].map(([header, field]) => [header, field || "ignore"])))}
            >
              {t("importing.ignoreRest")}
            </Button>
          </p>
        ) : null}
        <Button onClick={() => void navigate({ to: "/imports" })}>{t("common.cancel")}</Button>
        <Button look="primary" disabled={!complete} busy={check.isPending} onClick={() => check.mutate()}>
          {t("importing.check")}
        </Button>
      </div>
    </>
  );
}
