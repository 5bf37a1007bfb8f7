import { type ChartEdge, type ChartLayout, edgePath, type PlacedNode } from "./chart-layout.ts";
import { ChartNodeBox } from "./chart-node-box.tsx";

interface ChartPictureProps {
  readonly layout: ChartLayout;
  /** Those to draw: all on paper, those in sight on the screen. */
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly ChartEdge[];
  readonly collapsed: ReadonlySet<string>;
  readonly matches: ReadonlySet<string>;
  readonly current: string | undefined;
  readonly onToggle?: (id: string) => void;
}

/** Lines in one SVG, positions as text above it: text that can be selected, read out and truncated by the browser. */
export function ChartPicture({ layout, nodes, edges, collapsed, matches, current, onToggle }: ChartPictureProps) {
  return (
    <>
      <svg aria-hidden="true" width={layout.width} height={layout.height} className="absolute inset-0">
        {edges.map((edge) => (
          <path
            key={edge.id}
            d={edgePath(edge)}
            fill="none"
            stroke={edge.kind === "line" ? "var(--line-strong)" : "var(--accent)"}
            strokeWidth={edge.kind === "line" ? 1.25 : 1.5}
            {...(edge.kind === "dotted" ? { strokeDasharray: "4 4" } : {})}
          />
        ))}
      </svg>
      {nodes.map((placed) => (
        <ChartNodeBox
          key={placed.node.id}
          placed={placed}
          look={placed.node.id === current ? "current" : matches.has(placed.node.id) ? "match" : "plain"}
          collapsed={collapsed.has(placed.node.id)}
          {...(onToggle ? { onToggle } : {})}
        />
      ))}
    </>
  );
}
