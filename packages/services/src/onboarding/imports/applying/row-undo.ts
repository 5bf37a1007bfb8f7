/** What of a versioned row an undo must know: made, or how it was and which version came of it. */
export type WriteUndo =
  | { readonly id: string; readonly created: true; readonly version: 1 }
  | {
      readonly id: string;
      readonly created: false;
      readonly version: number;
      readonly before: Readonly<Record<string, unknown>>;
    };

export interface PersonUndo {
  readonly kind: "person";
  readonly userId: string;
  readonly user: WriteUndo | null;
  readonly employee: WriteUndo | null;
  readonly assignmentId: string | null;
  readonly roleAssignmentId: string | null;
  readonly externalId: string | null;
}

export interface PlaceUndo {
  readonly kind: "place";
  readonly entity: "school" | "department" | "position";
  readonly id: string;
  readonly write: WriteUndo | null;
  readonly lines: { readonly reportsToId: string | null; readonly coordinatorIds: readonly string[] } | null;
  readonly externalId: string | null;
}

export type RowUndo = PersonUndo | PlaceUndo;

/** Built from what is written. */
export function writeUndo<Row extends { readonly id: string; readonly version: number }>(
  write: { readonly before: Row | null; readonly after: Row } | null,
  keys: readonly (keyof Row & string)[],
): WriteUndo | null {
  if (write === null) return null;
  const { before, after } = write;
  if (before === null) return { id: after.id, created: true, version: 1 };
  const columns = Object.fromEntries(keys.map((key) => [key, before[key]]));
  return { id: before.id, created: false, version: before.version + 1, before: columns };
}
