import type { ASTNode } from "@marcbachmann/cel-js";
import type { ExpressionLanguage } from "./expression-language.ts";
import type { ExpressionProblemCode, ExpressionProblemParams } from "./expression-problem.ts";
import type { Term } from "./expression-term.ts";

/** An expression being compiled: what its parts need of each other. */
export interface Compilation {
  readonly language: ExpressionLanguage;
  /** Compiles a part. */
  readonly term: (node: ASTNode) => Term;
  /** Notes a problem; the term that stands for what is wrong. */
  readonly refuse: <Code extends ExpressionProblemCode>(code: Code, params: ExpressionProblemParams<Code>) => Term;
  /** Notes that the expression reads this field of the form. */
  readonly reads: (field: string) => void;
}
