import type { OrgChart } from "@gloria/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Network } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../lib/me.ts";
import { classNames } from "../../ui/class-names.ts";
import { Message } from "../../ui/message.tsx";
import { ChartCanvas } from "./chart-canvas.tsx";
import { ancestorsOf, chartNodes, findInChart, initiallyCollapsed, layOutChart } from "./chart-layout.ts";
import { ChartList } from "./chart-list.tsx";
import { ChartToolbar } from "./chart-toolbar.tsx";
import { PrintChart } from "./print-chart.tsx";

interface ChartViewProps {
  readonly chart: OrgChart;
  readonly view: "chart" | "list";
  readonly title: string;
  readonly fileName: string;
  readonly dimmed: boolean;
}

/** One chart, as picture or as list, with what was searched for brought into view. */
export function ChartView({ chart, view, title, fileName, dimmed }: ChartViewProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { q = "" } = useSearch({ from: "/_app/org-chart" });
  const { schools } = useMe();
  const nodes = useMemo(() => {
    const several = new Set(chart.positions.map((position) => position.schoolId)).size > 1;
    return chartNodes(chart.positions, several ? new Map(schools.map(({ id, code }) => [id, code])) : undefined);
  }, [chart.positions, schools]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => initiallyCollapsed(nodes));
  const [at, setAt] = useState(0);
  const [printing, setPrinting] = useState(false);
  const found = useMemo(() => findInChart(nodes, q), [nodes, q]);
  const current = found[at % Math.max(1, found.length)];
  const collapsed = useMemo(() => {
    if (current === undefined) return folded;
    // What was found must be seen: all above it is open.
    const above = new Set(ancestorsOf(nodes, current));
    return new Set([...folded].filter((id) => !above.has(id)));
  }, [folded, nodes, current]);
  const layout = useMemo(() => layOutChart(nodes, collapsed), [nodes, collapsed]);
  const onPrinted = useCallback(() => setPrinting(false), []);
  const toggle = useCallback(
    (id: string) => {
      const next = new Set(collapsed);
      if (!next.delete(id)) next.add(id);
      setFolded(next);
    },
    [collapsed],
  );
  if (nodes.length === 0) return <Message icon={<Network />} title={t("chart.empty")} />;
  return (
    <div className={classNames(dimmed && "opacity-60")} aria-busy={dimmed}>
      <ChartToolbar
        chart={chart}
        layout={layout}
        title={title}
        fileName={fileName}
        q={q}
        found={found.length}
        onSearch={(value) => {
          setAt(0);
          void navigate({
            to: ".",
            search: (search) => ({ ...search, q: value || undefined }),
            replace: true,
            resetScroll: false,
          });
        }}
        onNext={() => setAt((at + 1) % found.length)}
        onExpandAll={() => setFolded(new Set())}
        onCollapseAll={() =>
          setFolded(new Set(nodes.flatMap((node) => (node.parentId === null ? [] : [node.parentId]))))
        }
        onPrint={() => setPrinting(true)}
      />
      {chart.truncated ? (
        <p role="status" className="border-b border-line bg-warn-soft px-4 py-2.5 text-sm font-medium text-warn-ink">
          {t("chart.truncated")}
        </p>
      ) : null}
      {view === "chart" ? (
        <ChartCanvas
          layout={layout}
          collapsed={collapsed}
          matches={new Set(found)}
          current={current}
          onToggle={toggle}
        />
      ) : (
        <ChartList nodes={nodes} collapsed={collapsed} onCollapse={setFolded} current={current} />
      )}
      {printing ? <PrintChart layout={layout} title={title} collapsed={collapsed} onPrinted={onPrinted} /> : null}
    </div>
  );
}
