import { useEffect } from "react";
import { createPortal } from "react-dom";
import type { ChartLayout } from "./chart-layout.ts";
import { ChartPicture } from "./chart-picture.tsx";

interface PrintChartProps {
  readonly layout: ChartLayout;
  readonly title: string;
  readonly collapsed: ReadonlySet<string>;
  readonly onPrinted: () => void;
}

/** A page of a PDF is at most 200 inches long. */
const longestSide = 19_000;
const titleHeight = 56;
const nothing: ReadonlySet<string> = new Set();

/**
 * The whole chart on one sheet that is exactly as large as the chart, given to the browser's printing: there it is
 * kept as PDF, with its text as text, or printed on what paper there is.
 */
export function PrintChart({ layout, title, collapsed, onPrinted }: PrintChartProps) {
  const scale = Math.min(1, longestSide / layout.width, longestSide / (layout.height + titleHeight));
  const width = Math.ceil(layout.width * scale);
  const height = Math.ceil((layout.height + titleHeight) * scale);
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@page { size: ${width}px ${height}px; margin: 0 }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.documentElement.dataset["printing"] = "sheet";
    addEventListener("afterprint", onPrinted);
    print();
    return () => {
      removeEventListener("afterprint", onPrinted);
      delete document.documentElement.dataset["printing"];
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [width, height, onPrinted]);
  return createPortal(
    <div data-print-sheet style={{ width, height }}>
      <div
        className="relative origin-top-left bg-paper text-ink"
        style={{ width: layout.width, height: layout.height + titleHeight, transform: `scale(${scale})` }}
      >
        <p className="px-6 pt-4 text-xl font-extrabold">{title}</p>
        <div className="absolute left-0" style={{ top: titleHeight, width: layout.width, height: layout.height }}>
          <ChartPicture
            layout={layout}
            nodes={layout.nodes}
            edges={layout.edges}
            collapsed={collapsed}
            matches={nothing}
            current={undefined}
          />
        </div>
      </div>
    </div>,
    document.body,
  );
}
