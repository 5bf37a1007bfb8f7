import type { OrgChart } from "@gloria/contracts";
import { ChevronDown, Download, FileText, FoldVertical, ImageDown, UnfoldVertical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { SearchField } from "../../components/search-field.tsx";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { notifyFailed } from "../../lib/notify.ts";
import { saveFile } from "../../lib/save-file.ts";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import type { ChartLayout } from "./chart-layout.ts";
import { drawChart } from "./draw-chart.ts";

interface ChartToolbarProps {
  readonly chart: OrgChart;
  readonly layout: ChartLayout;
  readonly title: string;
  readonly fileName: string;
  readonly q: string;
  readonly found: number;
  readonly onSearch: (q: string) => void;
  readonly onNext: () => void;
  readonly onExpandAll: () => void;
  readonly onCollapseAll: () => void;
  readonly onPrint: () => void;
}

/** Finding, folding, downloading; and the figures that the picture shows. */
export function ChartToolbar(props: ChartToolbarProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { positions } = props.chart;
  const sum = (of: (position: (typeof positions)[number]) => number) =>
    formatNumber(
      positions.reduce((total, position) => total + of(position), 0),
      locale,
    );
  const download = async () => {
    const picture = await drawChart(props.layout, props.title, t);
    if (picture) saveFile(picture, props.fileName);
    else void notifyFailed(t("chart.exportTooLarge"));
  };
  return (
    <div className="grid gap-3 border-b border-line p-4">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label={t("chart.search")} value={props.q} onSearch={props.onSearch} />
        {props.q ? (
          <span className="flex items-center gap-2">
            <span role="status" className="text-sm text-ink-soft">
              {t("chart.matches", { count: props.found })}
            </span>
            {props.found > 1 ? (
              <Button onClick={props.onNext}>
                <ChevronDown aria-hidden className="size-4" />
                {t("chart.nextMatch")}
              </Button>
            ) : null}
          </span>
        ) : null}
        <Button onClick={props.onExpandAll} title={t("chart.expandAll")}>
          <UnfoldVertical aria-hidden className="size-4" />
          <span className="max-md:sr-only">{t("chart.expandAll")}</span>
        </Button>
        <Button onClick={props.onCollapseAll} title={t("chart.collapseAll")}>
          <FoldVertical aria-hidden className="size-4" />
          <span className="max-md:sr-only">{t("chart.collapseAll")}</span>
        </Button>
        <Menu
          trigger={
            <Button>
              <Download aria-hidden className="size-4" />
              {t("chart.export")}
            </Button>
          }
        >
          <MenuItem onSelect={() => void download()}>
            <ImageDown aria-hidden className="size-4" />
            {t("chart.exportPng")}
          </MenuItem>
          <MenuItem onSelect={props.onPrint}>
            <FileText aria-hidden className="size-4" />
            {t("chart.exportPdf")}
          </MenuItem>
        </Menu>
      </div>
      <p className="text-sm text-ink-soft tabular-nums">
        {t("chart.figures", {
          positions: formatNumber(positions.length, locale),
          filled: sum((position) => position.filled),
          acting: sum((position) => position.acting),
          vacant: sum((position) => position.vacant),
        })}
      </p>
    </div>
  );
}
