import { expect, it } from "vitest";
import { treeRows } from "./tree-rows.ts";

const nodes = [
  { id: "a", parentId: null },
  { id: "a1", parentId: "a" },
  { id: "a2", parentId: "a" },
  { id: "a1x", parentId: "a1" },
  { id: "b", parentId: "elsewhere" },
];

it("walks the tree depth first, with the place of each among its siblings", () => {
  expect(treeRows(nodes, new Set()).map(({ node, ...row }) => [node.id, row])).toEqual([
    ["a", { level: 1, position: 1, siblings: 2, children: 2 }],
    ["a1", { level: 2, position: 1, siblings: 2, children: 1 }],
    ["a1x", { level: 3, position: 1, siblings: 1, children: 0 }],
    ["a2", { level: 2, position: 2, siblings: 2, children: 0 }],
    ["b", { level: 1, position: 2, siblings: 2, children: 0 }],
  ]);
});

it("leaves out what is below a collapsed node, which still says how many there are", () => {
  const rows = treeRows(nodes, new Set(["a"]));
  expect(rows.map((row) => row.node.id)).toEqual(["a", "b"]);
  expect(rows[0]?.children).toBe(2);
});
