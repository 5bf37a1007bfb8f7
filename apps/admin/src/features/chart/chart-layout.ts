import type { ChartPosition } from "@gloria/contracts";
import { hierarchy, tree } from "d3-hierarchy";
import { childrenOf } from "../../components/tree-rows.ts";

/** Sizes in CSS pixels at 100 %. The tree grows to the right, so that a long list of siblings scrolls as pages do. */
export const nodeSize = { width: 224, height: 76 } as const;
const gap = { across: 64, down: 16 } as const;
const margin = 24;

export interface ChartNode {
  readonly id: string;
  /** Null where the line leads out of the chart, or nowhere. */
  readonly parentId: string | null;
  readonly position: ChartPosition;
  /** Code of its school, in a chart of several; the heads of all schools have the same name. */
  readonly place: string | null;
}

export interface PlacedNode {
  readonly node: ChartNode;
  readonly x: number;
  readonly y: number;
  /** How many positions stand below it, shown or not. */
  readonly below: number;
}

export interface ChartEdge {
  readonly id: string;
  readonly from: PlacedNode;
  readonly to: PlacedNode;
  readonly kind: "line" | "dotted";
}

export interface ChartLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly ChartEdge[];
  readonly width: number;
  readonly height: number;
}

/** `codes`: of the schools by id, where the chart is of several. */
export function chartNodes(
  positions: readonly ChartPosition[],
  codes: ReadonlyMap<string, string> = new Map(),
): readonly ChartNode[] {
  return positions.map((position) => ({
    id: position.id,
    parentId: position.reportsToId,
    position,
    place: codes.get(position.schoolId ?? "") ?? null,
  }));
}

/** Where each position stands, without those below a collapsed one; dotted lines only between those that are shown. */
export function layOutChart(nodes: readonly ChartNode[], collapsed: ReadonlySet<string>): ChartLayout {
  const byParent = childrenOf(nodes);
  const below = countBelow(byParent);
  // One tree needs one root; it is not drawn.
  const root = hierarchy<ChartNode | null>(null, (node) => {
    if (node !== null && collapsed.has(node.id)) return [];
    return byParent.get(node?.id ?? null) ?? [];
  });
  tree<ChartNode | null>()
    .nodeSize([nodeSize.height + gap.down, nodeSize.width + gap.across])
    .separation(() => 1)(root);
  const drawn = root.descendants().filter((entry) => entry.data !== null);
  const top = Math.min(0, ...drawn.map((entry) => entry.x ?? 0));
  const placed = new Map<string, PlacedNode>();
  for (const entry of drawn) {
    if (entry.data === null) continue;
    placed.set(entry.data.id, {
      node: entry.data,
      x: margin + (entry.depth - 1) * (nodeSize.width + gap.across),
      y: margin + (entry.x ?? 0) - top,
      below: below.get(entry.data.id) ?? 0,
    });
  }
  const all = [...placed.values()];
  return {
    nodes: all,
    edges: all.flatMap((to) => edgesOf(to, placed)),
    width: Math.max(0, ...all.map(({ x }) => x)) + nodeSize.width + margin,
    height: Math.max(0, ...all.map(({ y }) => y)) + nodeSize.height + margin,
  };
}

function edgesOf(to: PlacedNode, placed: ReadonlyMap<string, PlacedNode>): ChartEdge[] {
  const { id, reportsToId, coordinatorIds } = to.node.position;
  const edge = (other: string | null, kind: ChartEdge["kind"]): ChartEdge[] => {
    const from = other === null ? undefined : placed.get(other);
    return from ? [{ id: `${kind} ${from.node.id} ${id}`, from, to, kind }] : [];
  };
  return [...edge(reportsToId, "line"), ...coordinatorIds.flatMap((other) => edge(other, "dotted"))];
}

function countBelow(byParent: ReadonlyMap<string | null, readonly ChartNode[]>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (id: string | null): number => {
    let sum = 0;
    for (const child of byParent.get(id) ?? []) {
      const own = count(child.id);
      counts.set(child.id, own);
      sum += own + 1;
    }
    return sum;
  };
  count(null);
  return counts;
}

/** More positions than this are not opened all at once. */
const openAtOnce = 120;
const openLevels = 2;

/** What begins collapsed: nothing in a school's chart; in a large one all below the second level. */
export function initiallyCollapsed(nodes: readonly ChartNode[]): ReadonlySet<string> {
  if (nodes.length <= openAtOnce) return new Set();
  const byParent = childrenOf(nodes);
  const collapsed = new Set<string>();
  const walk = (id: string | null, level: number) => {
    for (const child of byParent.get(id) ?? []) {
      if (level >= openLevels && byParent.has(child.id)) collapsed.add(child.id);
      walk(child.id, level + 1);
    }
  };
  walk(null, 1);
  return collapsed;
}

/** All from the top down to a position, itself left out. */
export function ancestorsOf(nodes: readonly ChartNode[], id: string): readonly string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path: string[] = [];
  for (let up = byId.get(id)?.parentId ?? null; up !== null && byId.has(up); up = byId.get(up)?.parentId ?? null)
    path.push(up);
  return path;
}

/** The path of an edge as an SVG `d`: from the right side of one node to the left side of the other. */
export function edgePath({ from, to, kind }: ChartEdge): string {
  const half = nodeSize.height / 2;
  const [x1, y1, y2] = [from.x + nodeSize.width, from.y + half, to.y + half];
  if (kind === "line") {
    const middle = x1 + gap.across / 2;
    return `M${x1} ${y1}H${middle}V${y2}H${to.x}`;
  }
  const bend = Math.max(gap.across, Math.abs(to.x - x1) / 2);
  return `M${x1} ${y1 + 12}C${x1 + bend} ${y1 + 12} ${to.x - bend} ${y2 + 12} ${to.x} ${y2 + 12}`;
}

/** Ids of the positions whose name, code or holder holds every word, in the order of the chart. */
export function findInChart(nodes: readonly ChartNode[], q: string): readonly string[] {
  const words = fold(q).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return nodes
    .filter(({ position }) => {
      const texts = [position.name, position.code, ...position.holders.map((holder) => holder.userName)].map(fold);
      return texts.some((text) => words.every((word) => text.includes(word)));
    })
    .map((node) => node.id);
}

function fold(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase("id");
}
