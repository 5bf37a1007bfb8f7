import { LRUCache } from "lru-cache";
import type { Compilation } from "./compilation.ts";
import { compileTerm } from "./compile-term.ts";
import type { ExpressionLanguage } from "./expression-language.ts";
import { type ExpressionProblem, expressionProblem } from "./expression-problem.ts";
import { type Term, unknownTerm } from "./expression-term.ts";
import { parseExpression } from "./parse-expression.ts";

/** An expression that was read; with problems it has no value. */
export interface ExpressionProgram {
  readonly term: Term;
  readonly problems: readonly ExpressionProblem[];
  /** The fields of the form that it reads. */
  readonly reads: ReadonlySet<string>;
}

const compiled = new LRUCache<string, ExpressionProgram>({ max: 2_000 });

/** Compiling is a matter of the names and types of a definition and the source; versions and instances share it. */
export function compileExpression(source: string, language: ExpressionLanguage): ExpressionProgram {
  const key = `${language.hash} ${source}`;
  let program = compiled.get(key);
  if (program === undefined) {
    program = compile(source, language);
    compiled.set(key, program);
  }
  return program;
}

function compile(source: string, language: ExpressionLanguage): ExpressionProgram {
  const parsed = parseExpression(source);
  if ("problem" in parsed) return { term: unknownTerm, problems: [parsed.problem], reads: new Set() };
  const problems: ExpressionProblem[] = [];
  const reads = new Set<string>();
  const compilation: Compilation = {
    language,
    term: (node) => compileTerm(node, compilation),
    refuse: (code, params) => {
      problems.push(expressionProblem(code, params));
      return unknownTerm;
    },
    reads: (field) => reads.add(field),
  };
  return { term: compilation.term(parsed.root), problems, reads };
}
