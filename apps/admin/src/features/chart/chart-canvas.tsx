import { Maximize, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";
import { type ChartLayout, nodeSize } from "./chart-layout.ts";
import { ChartPicture } from "./chart-picture.tsx";
import { inSight, isNear, type Sight } from "./in-sight.ts";

interface ChartCanvasProps {
  readonly layout: ChartLayout;
  readonly collapsed: ReadonlySet<string>;
  readonly matches: ReadonlySet<string>;
  /** Brought into view when it changes. */
  readonly current: string | undefined;
  readonly onToggle: (id: string) => void;
}

const smallest = 0.25;
const largest = 2;

/**
 * The chart in a region that scrolls as any other does: by wheel, by finger, by arrow keys; zoomed by buttons, by + and
 * −, and by the wheel with Ctrl. Only what is in sight is drawn, so that thousands of positions move smoothly.
 */
export function ChartCanvas({ layout, collapsed, matches, current, onToggle }: ChartCanvasProps) {
  const { t } = useTranslation();
  const region = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState(1);
  const [sight, setSight] = useState<Sight>({ left: 0, top: 0, width: 1600, height: 1200 });
  const zoomTo = (wanted: number) => setZoom(Math.min(largest, Math.max(smallest, wanted)));

  const look = useCallback(() => {
    const element = region.current;
    if (!element) return;
    const now = {
      left: element.scrollLeft,
      top: element.scrollTop,
      width: element.clientWidth,
      height: element.clientHeight,
    };
    setSight((before) => (isNear(before, now) ? before : now));
  }, []);
  useLayoutEffect(() => {
    const element = region.current;
    if (!element) return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [look]);

  useEffect(() => {
    const element = region.current;
    if (!element) return;
    // React listens passively to the wheel; this one must keep the page from zooming.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      setZoom((before) => Math.min(largest, Math.max(smallest, before * Math.exp(-event.deltaY / 400))));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, []);

  // Begins at the top of the tree; then only another `current` scrolls, not somebody who zooms or folds.
  const sought = current ?? layout.nodes[0]?.node.id;
  useEffect(() => {
    const placed = layout.nodes.find((candidate) => candidate.node.id === sought);
    const element = region.current;
    if (!placed || !element) return;
    element.scrollTo({
      left: (placed.x + nodeSize.width / 2) * zoom - element.clientWidth / 2,
      top: (placed.y + nodeSize.height / 2) * zoom - element.clientHeight / 2,
    });
  }, [sought]);

  const fit = () => {
    const element = region.current;
    if (!element) return;
    zoomTo(Math.min(1, element.clientWidth / layout.width, element.clientHeight / layout.height));
    element.scrollTo({ left: 0, top: 0 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoomTo(zoom * 1.25);
    else if (event.key === "-") zoomTo(zoom / 1.25);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  };
  const shown = inSight(layout, sight, zoom);
  return (
    <div className="relative">
      <section
        ref={region}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={t("chart.canvas")}
        onScroll={look}
        onKeyDown={onKeyDown}
        className="h-[max(24rem,calc(100dvh-24rem))] overflow-auto bg-paper focus-visible:outline-offset-[-2px]"
      >
        <div style={{ width: layout.width * zoom, height: layout.height * zoom }} className="relative overflow-hidden">
          <div
            className="absolute top-0 left-0 origin-top-left"
            style={{ width: layout.width, height: layout.height, transform: `scale(${zoom})` }}
          >
            <ChartPicture
              layout={layout}
              nodes={shown.nodes}
              edges={shown.edges}
              collapsed={collapsed}
              matches={matches}
              current={current}
              onToggle={onToggle}
            />
          </div>
        </div>
      </section>
      <div className="absolute right-4 bottom-4 flex items-center gap-1 rounded-control border border-line bg-raised p-1 shadow-float">
        <Button look="quiet" square aria-label={t("chart.zoomOut")} onClick={() => zoomTo(zoom / 1.25)}>
          <Minus aria-hidden className="size-4" />
        </Button>
        <span role="status" className="min-w-12 text-center text-sm tabular-nums">
          {t("chart.zoomLevel", { percent: Math.round(zoom * 100) })}
        </span>
        <Button look="quiet" square aria-label={t("chart.zoomIn")} onClick={() => zoomTo(zoom * 1.25)}>
          <Plus aria-hidden className="size-4" />
        </Button>
        <Button look="quiet" square aria-label={t("chart.zoomFit")} onClick={fit}>
          <Maximize aria-hidden className="size-4" />
        </Button>
      </div>
    </div>
  );
}
