/** A position with the line above it. */
interface Node {
  readonly id: string;
  readonly reportsToId: string | null;
}

/**
 * Of a chart what lies below `rootId`, that included, at most `depth` steps down. Without a root every position is a
 * top whose line leads nowhere in the chart.
 */
export function pruneChart<Position extends Node>(
  positions: readonly Position[],
  { rootId, depth }: { readonly rootId?: string | undefined; readonly depth?: number | undefined },
): Position[] {
  if (rootId === undefined && depth === undefined) return [...positions];
  const known = new Set(positions.map((position) => position.id));
  const below = new Map<string | null, Position[]>();
  for (const position of positions) {
    const siblings = below.get(position.reportsToId);
    if (siblings === undefined) below.set(position.reportsToId, [position]);
    else siblings.push(position);
  }
  const isTop = (position: Position) =>
    rootId === undefined ? position.reportsToId === null || !known.has(position.reportsToId) : position.id === rootId;
  const kept = new Set<string>();
  let row = positions.filter(isTop);
  for (let step = 0; row.length > 0 && step <= (depth ?? positions.length); step += 1) {
    for (const position of row) kept.add(position.id);
    row = row.flatMap((position) => below.get(position.id) ?? []).filter((position) => !kept.has(position.id));
  }
  return positions.filter((position) => kept.has(position.id));
}
