import { type ASTNode, Environment, ParseError } from "@marcbachmann/cel-js";
import { type ExpressionProblem, expressionProblem } from "./expression-problem.ts";

const maxBytes = 1024;

// The library is asked for the syntax alone: its types know no value that may be missing.
const parser = new Environment({
  limits: { maxAstNodes: 200, maxDepth: 20, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 4 },
});

/** The parts of an expression, within bounds that keep reading and running it cheap. */
export function parseExpression(source: string): { readonly root: ASTNode } | { readonly problem: ExpressionProblem } {
  if (Buffer.byteLength(source) > maxBytes) {
    return { problem: expressionProblem("expression_too_long", { maximum: maxBytes }) };
  }
  try {
    return { root: parser.parse(source).ast };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const offset = error.range?.start ?? 0;
    if (error.code === "limit_exceeded") return { problem: expressionProblem("expression_too_deep", { offset }) };
    return { problem: expressionProblem("expression_syntax", { detail: error.summary, offset }) };
  }
}
