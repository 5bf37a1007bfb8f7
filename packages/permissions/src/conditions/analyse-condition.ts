import { type ConditionProblem, conditionMax } from "@gloria/contracts";
import { type ASTNode, ParseError } from "@marcbachmann/cel-js";
import { type ConditionLanguage, languageOf } from "./condition-environment.ts";
import { conditionProblem } from "./condition-problem.ts";
import { inspectExpression, reads } from "./inspect-expression.ts";
import type { Predicate } from "./predicate.ts";
import { readPredicate } from "./read-predicate.ts";

export interface AnalysedCondition {
  readonly predicate: Predicate;
  readonly readsTarget: boolean;
  readonly readsNow: boolean;
  readonly readsRequest: boolean;
  /** Words that a field can never be: refused when saved, harmless when read. */
  readonly words: readonly ConditionProblem[];
}

export type Analysis =
  | { readonly ok: true; readonly condition: AnalysedCondition }
  | { readonly ok: false; readonly problems: readonly [ConditionProblem, ...ConditionProblem[]] };

/** @param pattern the code or wildcard pattern of the grant or guardrail */
export function analyseCondition(source: string, pattern: string): Analysis {
  if (source.length > conditionMax) {
    return refused(conditionProblem("too_long", { maximum: String(conditionMax) }, conditionMax));
  }
  const language = languageOf(pattern);
  const root = parsed(source, language);
  if ("code" in root) return refused(root);
  const [unknown, ...others] = inspectExpression(root, language);
  if (unknown !== undefined) return refused(unknown, ...others);
  const mistyped = typeProblem(source, language);
  if (mistyped !== null) return refused(mistyped);
  const { predicate, problems, words } = readPredicate(root, language);
  const [problem, ...more] = problems;
  if (problem !== undefined) return refused(problem, ...more);
  if (predicate === null) throw new Error("a condition without problems has a predicate");
  return {
    ok: true,
    condition: {
      predicate,
      readsTarget: reads(root, "target"),
      readsNow: reads(root, "now"),
      readsRequest: reads(root, "request"),
      words,
    },
  };
}

function refused(...problems: readonly [ConditionProblem, ...ConditionProblem[]]): Analysis {
  return { ok: false, problems };
}

function parsed(source: string, { environment }: ConditionLanguage): ASTNode | ConditionProblem {
  try {
    return environment.parse(source).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    if (error.code === "limit_exceeded") return conditionProblem("too_deep", {}, error.range?.start ?? null);
    return conditionProblem("syntax", { detail: error.summary }, error.range?.start ?? null);
  }
}

function typeProblem(source: string, { environment }: ConditionLanguage): ConditionProblem | null {
  const { valid, type, error } = environment.check(source);
  if (!valid) {
    const detail = error === undefined ? "" : error.summary.replaceAll("$", "");
    return conditionProblem("wrong_type", { detail }, error?.range?.start ?? null);
  }
  return type === "bool" ? null : conditionProblem("not_boolean", { type: (type ?? "").replaceAll("$", "") }, null);
}
