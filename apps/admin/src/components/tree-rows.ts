export interface TreeNode {
  readonly id: string;
  readonly parentId: string | null;
}

export interface TreeRow<Node extends TreeNode> {
  readonly node: Node;
  /** From 1, as `aria-level` counts. */
  readonly level: number;
  /** From 1, among the `siblings` that share its parent, itself among them. */
  readonly position: number;
  readonly siblings: number;
  /** How many stand right below it, shown or not. */
  readonly children: number;
}

/** The rows of a tree from top to bottom, without those below a collapsed node. Siblings stay in the order given. */
export function treeRows<Node extends TreeNode>(
  nodes: readonly Node[],
  collapsed: ReadonlySet<string>,
): readonly TreeRow<Node>[] {
  const byParent = childrenOf(nodes);
  const rows: TreeRow<Node>[] = [];
  const walk = (parentId: string | null, level: number) => {
    const siblings = byParent.get(parentId) ?? [];
    for (const [index, node] of siblings.entries()) {
      const children = byParent.get(node.id)?.length ?? 0;
      rows.push({ node, level, position: index + 1, siblings: siblings.length, children });
      if (children > 0 && !collapsed.has(node.id)) walk(node.id, level + 1);
    }
  };
  walk(null, 1);
  return rows;
}

/** The children of each node, and under null those at the top: also a node whose parent is not there. */
export function childrenOf<Node extends TreeNode>(nodes: readonly Node[]): ReadonlyMap<string | null, readonly Node[]> {
  const known = new Set(nodes.map((node) => node.id));
  const byParent = new Map<string | null, Node[]>();
  for (const node of nodes) {
    const parent = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    const siblings = byParent.get(parent);
    if (siblings) siblings.push(node);
    else byParent.set(parent, [node]);
  }
  return byParent;
}
