import type { CompiledCondition } from "./condition.ts";
import { anyRow, noRow } from "./row-filter.ts";

/** A condition that cannot be answered: it errors whatever it is asked, so that its rule fails closed. */
export function brokenCondition(source: string, error: string): CompiledCondition {
  return {
    source,
    error,
    readsTarget: false,
    readsNow: false,
    readsRequest: false,
    evaluate: () => "error",
    rows: () => ({ isTrue: noRow, isNotFalse: anyRow }),
  };
}
