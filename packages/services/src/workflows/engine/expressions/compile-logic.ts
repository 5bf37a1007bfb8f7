import type { ASTNode } from "@marcbachmann/cel-js";
import type { Compilation } from "./compilation.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { ExpressionError, type ExpressionType, type Term, unify } from "./expression-term.ts";

const isBool = (type: ExpressionType) => type === "bool" || type === "unknown";

/** A yes that was not given is a no. */
function truth({ run }: Term, scope: ExpressionScope): boolean {
  return run(scope) === true;
}

/** `&&` and `||`: as CEL has it, the side that decides does so even when the other one fails. */
export function compileConnective(node: ASTNode & { op: "&&" | "||" }, { term, refuse }: Compilation): Term {
  const left = term(node.args[0]);
  const right = term(node.args[1]);
  if (!isBool(left.type) || !isBool(right.type)) {
    const params = { operator: node.op, left: left.type, right: right.type, offset: node.pos };
    return refuse("expression_operands", params);
  }
  const decisive = node.op === "||";
  return {
    type: "bool",
    run: (scope) => {
      const first = attempt(left, scope);
      if (first === decisive) return decisive;
      const second = truth(right, scope);
      if (second !== decisive && first instanceof ExpressionError) throw first;
      return second;
    },
  };
}

function attempt(term: Term, scope: ExpressionScope): boolean | ExpressionError {
  try {
    return truth(term, scope);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

/** `!a`. */
export function compileNot(node: ASTNode & { op: "!_" }, { term, refuse }: Compilation): Term {
  const asked = term(node.args);
  if (!isBool(asked.type)) return refuse("expression_arguments", { name: "!", offset: node.pos });
  return { type: "bool", run: (scope) => !truth(asked, scope) };
}

/** `a ? b : c`. */
export function compileChoice(node: ASTNode & { op: "?:" }, { term, refuse }: Compilation): Term {
  const asked = term(node.args[0]);
  const yes = term(node.args[1]);
  const no = term(node.args[2]);
  if (!isBool(asked.type)) return refuse("expression_arguments", { name: "?:", offset: node.pos });
  const type = unify(yes.type, no.type);
  if (type === null) return refuse("expression_branches", { left: yes.type, right: no.type, offset: node.pos });
  return { type, run: (scope) => (truth(asked, scope) ? yes : no).run(scope) };
}
