import { useState } from "react";
import type { CellValue } from "./matrix-model.ts";

/** What somebody set in a matrix and has not saved: by code the value that a cell is to have. */
export interface MatrixEdits {
  readonly values: ReadonlyMap<string, CellValue>;
  /** `before` is what is saved: set back to it, a cell is changed no more. */
  readonly set: (code: string, value: CellValue, before: CellValue) => void;
  readonly clear: () => void;
}

const none: ReadonlyMap<string, CellValue> = new Map();

/** They belong to one role: those of another are never shown. */
export function useMatrixEdits(roleId: string): MatrixEdits {
  const [state, setState] = useState<{ readonly roleId: string; readonly values: ReadonlyMap<string, CellValue> }>({
    roleId,
    values: none,
  });
  const values = state.roleId === roleId ? state.values : none;
  return {
    values,
    set(code, value, before) {
      const next = new Map(values);
      if (value === before) next.delete(code);
      else next.set(code, value);
      setState({ roleId, values: next });
    },
    clear: () => setState({ roleId, values: none }),
  };
}
