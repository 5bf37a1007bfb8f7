import type { ConditionProblem } from "@gloria/contracts";
import { analyseCondition } from "./analyse-condition.ts";

export type ConditionCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly problems: readonly ConditionProblem[] };

/**
 * Whether a condition may be saved for grants or guardrails on this code or wildcard pattern. What is accepted compiles
 * without error.
 */
export function checkCondition(source: string, pattern: string): ConditionCheck {
  const analysis = analyseCondition(source, pattern);
  if (!analysis.ok) return { ok: false, problems: analysis.problems };
  const { words } = analysis.condition;
  return words.length === 0 ? { ok: true } : { ok: false, problems: words };
}
