import { useState } from "react";
import { readStored, writeStored } from "../lib/storage.ts";

export interface ColumnVisibility {
  readonly state: Record<string, boolean>;
  readonly toggle: (id: string, visible: boolean) => void;
}

interface HideableColumn {
  readonly id: string;
  readonly hideable?: boolean;
  readonly initially?: boolean;
}

/** Which columns a reader wants in one table; kept in this browser. */
export function useColumnVisibility(table: string, columns: readonly HideableColumn[]): ColumnVisibility {
  const key = `gloria.columns.${table}`;
  const [hidden, setHidden] = useState(() => readHidden(key));
  const state = Object.fromEntries(
    columns
      .filter((column) => column.hideable)
      .map((column) => [column.id, hidden[column.id] ?? column.initially ?? true]),
  );
  return {
    state,
    toggle(id, visible) {
      const next = { ...hidden, [id]: visible };
      setHidden(next);
      writeStored(key, JSON.stringify(next));
    },
  };
}

function readHidden(key: string): Record<string, boolean> {
  const stored = readStored(key);
  if (stored === null) return {};
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean"),
    );
  } catch {
    // Not ours: start with the usual columns.
    return {};
  }
}
