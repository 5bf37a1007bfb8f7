import { type ChartEdge, type ChartLayout, nodeSize, type PlacedNode } from "./chart-layout.ts";

/** What the region shows, in CSS pixels of the screen. */
export interface Sight {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How far beyond its edge things are drawn, so that a scroll finds them there. */
const spare = 400;

/** So near that what is drawn around the one covers the other, too. */
export function isNear(one: Sight, other: Sight): boolean {
  return (
    one.width === other.width &&
    one.height === other.height &&
    Math.abs(one.left - other.left) < spare / 2 &&
    Math.abs(one.top - other.top) < spare / 2
  );
}

/** The positions and lines that the region shows at a zoom, and a little around it. */
export function inSight(
  layout: ChartLayout,
  sight: Sight,
  zoom: number,
): { readonly nodes: readonly PlacedNode[]; readonly edges: readonly ChartEdge[] } {
  const left = (sight.left - spare) / zoom;
  const top = (sight.top - spare) / zoom;
  const right = (sight.left + sight.width + spare) / zoom;
  const bottom = (sight.top + sight.height + spare) / zoom;
  const crosses = (x1: number, y1: number, x2: number, y2: number) =>
    x2 >= left && x1 <= right && y2 >= top && y1 <= bottom;
  return {
    nodes: layout.nodes.filter(({ x, y }) => crosses(x, y, x + nodeSize.width, y + nodeSize.height)),
    edges: layout.edges.filter(({ from, to }) =>
      crosses(
        Math.min(from.x, to.x),
        Math.min(from.y, to.y),
        Math.max(from.x, to.x) + nodeSize.width,
        Math.max(from.y, to.y) + nodeSize.height,
      ),
    ),
  };
}
