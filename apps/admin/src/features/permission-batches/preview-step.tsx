import type { BulkAssignInput, BulkAssignPreview } from "@gloria/contracts";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { UsersRound } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { ItemPerson } from "./batch-items.tsx";

type Item = BulkAssignPreview["items"][number];

const outcomes = ["make", "present", "refuse"] as const;
const tones = { make: "ok", present: "info", refuse: "danger" } as const;

interface PreviewStepProps {
  readonly request: BulkAssignInput;
  readonly onPrevious: () => void;
  readonly onStarted: () => void;
}

/** The third step: what would come of each person, and the button that begins. */
export function PreviewStep({ request, onPrevious, onStarted }: PreviewStepProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const api = useApi();
  const { cursor } = useSearch({ from: "/_app/permissions/bulk-assign/new" });
  const preview = useQuery({
    queryKey: ["bulk-preview", request, cursor],
    queryFn: () => api.permissionBatches.preview.mutate({ ...request, limit: 50, ...(cursor ? { cursor } : {}) }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const start = useMutation({
    mutationFn: () => api.permissionBatches.assign.mutate(request),
    async onSuccess({ id }) {
      onStarted();
      void notifyDone(t("permissionBatch.started"));
      await navigate({ to: "/permissions/bulk-assign/$batchId", params: { batchId: id } });
    },
  });
  const columns = useMemo(() => previewColumns(t), [t]);
  const counts = preview.data?.counts;
  return (
    <div className="grid gap-5">
      {counts ? (
        <ul className="grid gap-3 sm:grid-cols-3">
          {outcomes.map((outcome) => (
            <li key={outcome} className="rounded-card border border-line bg-surface p-4">
              <p className="text-sm text-ink-soft">{t(`permissionBatch.outcome.${outcome}`)}</p>
              <p className="text-2xl font-extrabold tabular-nums">{formatNumber(counts[outcome], locale)}</p>
            </li>
          ))}
        </ul>
      ) : null}
      <ListPanel
        name="bulk-preview"
        label={t("permissionBatch.preview")}
        query={preview}
        columns={columns}
        rowKey={({ itemNumber }) => String(itemNumber)}
        filterNames={[]}
        card={(item) => (
          <div className="grid justify-items-start gap-1">
            <ItemPerson item={item} />
            <ItemOutcome item={item} />
            {item.problem ? <span className="text-sm text-ink-soft">{item.problem.message}</span> : null}
          </div>
        )}
        firstUse={{ icon: <UsersRound />, title: t("permissionBatch.itemsNone") }}
      />
      {start.error ? <RefusalNote failure={failureOf(start.error)} /> : null}
      <div className="flex justify-between gap-2">
        <Button onClick={onPrevious}>{t("permissionBatch.previous")}</Button>
        <Button
          look="primary"
          disabled={counts === undefined || counts.make === 0}
          busy={start.isPending}
          onClick={() => start.mutate()}
        >
          {t("permissionBatch.start")}
        </Button>
      </div>
    </div>
  );
}

function previewColumns(t: TFunction): readonly Column<Item>[] {
  return [
    {
      id: "number",
      header: t("permissionBatch.item"),
      className: "tabular-nums",
      cell: ({ itemNumber }) => itemNumber,
    },
    { id: "person", header: t("role.person"), names: true, cell: (item) => <ItemPerson item={item} /> },
    { id: "outcome", header: t("permissionBatch.state"), cell: (item) => <ItemOutcome item={item} /> },
    {
      id: "problem",
      header: t("permissionBatch.problem"),
      cell: ({ problem }) => problem?.message ?? t("common.emptyValue"),
    },
  ];
}

function ItemOutcome({ item: { outcome } }: { readonly item: Item }) {
  const { t } = useTranslation();
  return <Badge tone={tones[outcome]}>{t(`permissionBatch.outcome.${outcome}`)}</Badge>;
}
