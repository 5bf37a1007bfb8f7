import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { NameLink, TextLink } from "../../components/text-link.tsx";
import { TreeList } from "../../components/tree-list.tsx";
import { Badge } from "../../ui/badge.tsx";
import type { ChartNode } from "./chart-layout.ts";

interface ChartListProps {
  readonly nodes: readonly ChartNode[];
  readonly collapsed: ReadonlySet<string>;
  readonly onCollapse: (collapsed: ReadonlySet<string>) => void;
  readonly current: string | undefined;
}

/** The chart in words: the same positions by the same lines, as a tree for keyboard and screen reader. */
export function ChartList({ nodes, collapsed, onCollapse, current }: ChartListProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const names = new Map(nodes.map((node) => [node.id, node.position.name]));
  return (
    <TreeList
      label={t("chart.list")}
      nodes={nodes}
      nameOf={(node) => node.position.name}
      collapsed={collapsed}
      onCollapse={onCollapse}
      current={current}
      onOpen={(node) =>
        void navigate({ to: "/positions/$positionId", params: { positionId: node.id }, search: { tab: "holders" } })
      }
    >
      {({ position, place }) => (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-sm">
          <NameLink
            to="/positions/$positionId"
            params={{ positionId: position.id }}
            search={{ tab: "holders" }}
            tabIndex={-1}
          >
            {position.name}
          </NameLink>
          {place ? <span className="text-ink-soft">{place}</span> : null}
          {position.vacant > 0 ? <Badge tone="warn">{t("chart.vacant", { count: position.vacant })}</Badge> : null}
          <span className="flex min-w-0 flex-wrap gap-x-3">
            {position.holders.slice(0, 5).map((holder) => (
              <span key={holder.assignmentId} className="inline-flex items-center gap-1.5">
                <TextLink to="/users/$userId" params={{ userId: holder.userId }} tabIndex={-1}>
                  {holder.userName}
                </TextLink>
                {holder.kind === "DEFINITIF" ? null : (
                  <Badge tone="accent">{t(`enumeration.kind.${holder.kind}`)}</Badge>
                )}
              </span>
            ))}
            {position.filled + position.acting > 5 ? (
              <span className="text-ink-soft">
                {t("chart.holdersMore", { count: position.filled + position.acting - 5 })}
              </span>
            ) : null}
          </span>
          {position.coordinatorIds.map((id) =>
            names.has(id) ? (
              <span key={id} className="text-ink-soft">
                {t("chart.coordinates", { name: names.get(id) ?? "" })}
              </span>
            ) : null,
          )}
        </div>
      )}
    </TreeList>
  );
}
