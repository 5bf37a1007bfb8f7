import { LRUCache } from "lru-cache";
import { brokenCondition } from "../broken-condition.ts";
import type { CompiledCondition } from "../condition.ts";
import { analyseCondition } from "./analyse-condition.ts";
import { bindPredicate, outcomeOf, rowsOf } from "./predicate.ts";

// Compiling is a matter of source and pattern alone; the same grants are compiled for every user who holds them.
const compiled = new LRUCache<string, CompiledCondition>({ max: 2_000 });

/**
 * The condition of a grant or a guardrail on this code or wildcard pattern. Never throws: a source that does not
 * compile (any more) errors whatever it is asked.
 */
export function compileCondition(source: string, pattern: string): CompiledCondition {
  const key = `${pattern} ${source}`;
  let condition = compiled.get(key);
  if (condition === undefined) {
    condition = compile(source, pattern);
    compiled.set(key, condition);
  }
  return condition;
}

function compile(source: string, pattern: string): CompiledCondition {
  const analysis = analyseCondition(source, pattern);
  if (!analysis.ok) return brokenCondition(source, analysis.problems[0].message);
  const { predicate, readsTarget, readsNow, readsRequest } = analysis.condition;
  return {
    source,
    error: null,
    readsTarget,
    readsNow,
    readsRequest,
    evaluate: (environment) => outcomeOf(bindPredicate(predicate, environment), environment.target),
    rows: (context) => rowsOf(bindPredicate(predicate, context)),
  };
}
