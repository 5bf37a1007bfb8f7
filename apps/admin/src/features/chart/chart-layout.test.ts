import type { ChartPosition } from "@gloria/contracts";
import { describe, expect, it } from "vitest";
import { ancestorsOf, chartNodes, findInChart, initiallyCollapsed, layOutChart, nodeSize } from "./chart-layout.ts";

function position(id: string, reportsToId: string | null, more: Partial<ChartPosition> = {}): ChartPosition {
  return {
    id,
    code: id.toUpperCase(),
    name: `Jabatan ${id}`,
    level: 1,
    headcount: 1,
    schoolId: null,
    departmentId: null,
    reportsToId,
    coordinatorIds: [],
    filled: 0,
    acting: 0,
    vacant: 1,
    holders: [],
    ...more,
  };
}

const school = chartNodes([
  position("head", "outside"),
  position("vice", "head"),
  position("clerk", "head", { coordinatorIds: ["vice"] }),
  position("teacher", "vice", {
    holders: [{ assignmentId: "1", userId: "2", userName: "Siti Nuraéni", kind: "DEFINITIF", ftePercent: 100 }],
  }),
]);

describe("layOutChart", () => {
  it("puts every position right of the one above it, none on another", () => {
    const { nodes, edges, width, height } = layOutChart(school, new Set());
    const at = new Map(nodes.map((placed) => [placed.node.id, placed]));
    expect(at.size).toBe(4);
    expect(at.get("head")?.below).toBe(3);
    for (const { from, to } of edges.filter((edge) => edge.kind === "line")) expect(to.x).toBeGreaterThan(from.x);
    for (const [index, one] of nodes.entries()) {
      expect(one.x + nodeSize.width).toBeLessThanOrEqual(width);
      expect(one.y + nodeSize.height).toBeLessThanOrEqual(height);
      for (const other of nodes.slice(index + 1))
        expect(Math.abs(one.x - other.x) >= nodeSize.width || Math.abs(one.y - other.y) >= nodeSize.height).toBe(true);
    }
    expect(edges.filter((edge) => edge.kind === "dotted").map((edge) => [edge.from.node.id, edge.to.node.id])).toEqual([
      ["vice", "clerk"],
    ]);
  });

  it("leaves out what is below a collapsed position, and its lines", () => {
    const { nodes, edges } = layOutChart(school, new Set(["vice"]));
    expect(nodes.map((placed) => placed.node.id)).not.toContain("teacher");
    expect(edges).toHaveLength(3);
  });

  it("draws nothing of nothing", () => {
    expect(layOutChart([], new Set()).nodes).toEqual([]);
  });
});

it("opens a school at once, and of a large foundation two levels", () => {
  expect(initiallyCollapsed(school).size).toBe(0);
  const large = chartNodes([
    position("top", null),
    ...Array.from({ length: 100 }, (_, index) => position(`school${index}`, "top")),
    ...Array.from({ length: 100 }, (_, index) => position(`seat${index}`, `school${index}`)),
  ]);
  const collapsed = initiallyCollapsed(large);
  expect(collapsed.has("top")).toBe(false);
  expect(collapsed.has("school7")).toBe(true);
});

it("finds positions and holders whatever the accents, and the way up to them", () => {
  expect(findInChart(school, "nuraeni siti")).toEqual(["teacher"]);
  expect(findInChart(school, "VICE")).toEqual(["vice"]);
  expect(findInChart(school, " ")).toEqual([]);
  expect(ancestorsOf(school, "teacher")).toEqual(["vice", "head"]);
});
