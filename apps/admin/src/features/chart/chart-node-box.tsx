import { Link } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { classNames } from "../../ui/class-names.ts";
import { nodeSize, type PlacedNode } from "./chart-layout.ts";
import { holderLine } from "./holder-line.ts";

interface ChartNodeBoxProps {
  readonly placed: PlacedNode;
  readonly look: "plain" | "match" | "current";
  readonly collapsed: boolean;
  /** Absent on paper. */
  readonly onToggle?: (id: string) => void;
}

/** A position with its holders; drawn again only when it changes, not when the chart scrolls. A vacancy is said in words and by its border, somebody acting by Plt. or Plh. */
export const ChartNodeBox = memo(function ChartNodeBox({ placed, look, collapsed, onToggle }: ChartNodeBoxProps) {
  const { t } = useTranslation();
  const { position } = placed.node;
  return (
    <div
      data-chart-node={position.id}
      className={classNames(
        "absolute flex rounded-control border bg-surface text-ink",
        position.vacant > 0 ? "border-dashed border-accent" : "border-line-strong/60",
        look !== "plain" && "ring-2 ring-focus",
        look === "current" && "bg-accent-soft",
      )}
      style={{ left: placed.x, top: placed.y, width: nodeSize.width, height: nodeSize.height }}
    >
      <div className="grid min-w-0 flex-1 content-center px-3 py-1.5">
        <Link
          to="/positions/$positionId"
          params={{ positionId: position.id }}
          search={{ tab: "holders" }}
          title={position.name}
          className="block min-h-6 truncate text-sm leading-6 font-bold hover:underline"
        >
          {position.name}
        </Link>
        <p className="truncate text-xs text-ink-soft">{holderLine(placed.node, t)}</p>
        {position.vacant > 0 ? (
          <p className="truncate text-xs font-semibold text-accent-ink">
            {t("chart.vacant", { count: position.vacant })}
          </p>
        ) : null}
      </div>
      {placed.below > 0 && onToggle ? (
        <button
          type="button"
          aria-expanded={!collapsed}
          aria-label={
            collapsed
              ? t("chart.expand", { name: position.name, count: placed.below })
              : t("chart.collapse", { name: position.name })
          }
          onClick={() => onToggle(position.id)}
          className="grid w-8 shrink-0 place-items-center rounded-r-control border-l border-line text-xs font-semibold text-ink-soft hover:bg-sunken"
        >
          {collapsed ? (
            <span className="grid justify-items-center">
              <ChevronRight aria-hidden className="size-4" />
              {placed.below}
            </span>
          ) : (
            <ChevronLeft aria-hidden className="size-4" />
          )}
        </button>
      ) : null}
    </div>
  );
});
