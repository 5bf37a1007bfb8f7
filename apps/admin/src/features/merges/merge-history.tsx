import type { UserMerge } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { History } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { UndoMergeButton } from "./undo-merge-button.tsx";

export function MergeHistory() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { cursor } = useSearch({ from: "/_app/merges/" });
  const merges = useQuery(
    trpc.userMerges.list.queryOptions(
      { limit: 25, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => mergeColumns(t), [t]);
  return (
    <ListPanel
      name="merges"
      label={t("merge.history")}
      query={merges}
      columns={columns}
      rowKey={(merge) => merge.id}
      filterNames={[]}
      rowActions={(merge) => <UndoMergeButton merge={merge} />}
      card={(merge) => (
        <div className="grid gap-2">
          <People merge={merge} />
          <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
            <MergeState merge={merge} />
            <Instant value={merge.mergedAt} />
          </p>
        </div>
      )}
      firstUse={{ icon: <History />, title: t("merge.historyEmptyTitle"), body: t("merge.historyEmptyBody") }}
    />
  );
}

function mergeColumns(t: TFunction): readonly Column<UserMerge>[] {
  const none = t("common.emptyValue");
  return [
    { id: "pair", header: t("merge.pair"), names: true, cell: (merge) => <People merge={merge} /> },
    { id: "state", header: t("merge.state"), cell: (merge) => <MergeState merge={merge} /> },
    { id: "mergedAt", header: t("merge.mergedAt"), cell: (merge) => <Instant value={merge.mergedAt} /> },
    { id: "mergedBy", header: t("merge.mergedBy"), cell: (merge) => merge.mergedBy?.name ?? t("common.system") },
    { id: "reason", header: t("merge.reason"), cell: (merge) => merge.reason ?? none },
  ];
}

function People({ merge }: { readonly merge: UserMerge }) {
  const { t } = useTranslation();
  return (
    <span className="grid">
      <NameLink to="/users/$userId" params={{ userId: merge.survivor.id }}>
        {merge.survivor.name}
      </NameLink>
      <span className="text-sm text-ink-soft">
        {t("merge.duplicate")}: {merge.duplicate.name}
      </span>
    </span>
  );
}

function MergeState({ merge }: { readonly merge: UserMerge }) {
  const { t } = useTranslation();
  return merge.undoneAt ? <Badge>{t("merge.undone")}</Badge> : <Badge tone="ok">{t("merge.stands")}</Badge>;
}
