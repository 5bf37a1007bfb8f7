import type { ASTNode } from "@marcbachmann/cel-js";
import type { Compilation } from "./compilation.ts";
import { expressionFunctions } from "./expression-functions.ts";
import { ExpressionError, type Term, unify, unknownTerm } from "./expression-term.ts";
import { isZone } from "./zoned-part.ts";

/** `f(a, b)`. */
export function compileCall(node: ASTNode & { op: "call" }, compilation: Compilation): Term {
  const [name, args] = node.args;
  if (name === "has") return compileHas(node, args, compilation);
  return call(node, name, args, false, compilation);
}

/** `a.f(b)`. */
export function compileMethod(node: ASTNode & { op: "rcall" }, compilation: Compilation): Term {
  const [name, receiver, args] = node.args;
  return call(node, name, [receiver, ...args], true, compilation);
}

function call(
  node: ASTNode,
  name: string,
  args: readonly ASTNode[],
  isMethod: boolean,
  { term, refuse }: Compilation,
): Term {
  const overloads = expressionFunctions.get(name)?.filter(({ method }) => method === isMethod) ?? [];
  // Names like x in `list.exists(x, …)` would be found unknown, too.
  if (overloads.length === 0) return refuse("expression_not_allowed", { name, offset: node.pos });
  const terms = args.map(term);
  const called = overloads.find(
    (overload) =>
      overload.args.length === terms.length &&
      overload.args.every((type, place) => unify(terms[place]?.type ?? "null", type) !== null),
  );
  if (called === undefined || terms.some(({ type }) => type === "null")) {
    return refuse("expression_arguments", { name, offset: node.pos });
  }
  if (terms.some(({ type }) => type === "unknown")) return { ...unknownTerm, type: called.result };
  const zone = called.zone === null ? undefined : terms[called.zone]?.literal;
  if (zone !== undefined && !isZone(zone)) return refuse("expression_zone", { zone, offset: node.pos });
  return {
    type: called.result,
    run: (scope) => {
      const values = terms.map(({ run }) => run(scope));
      if (!values.includes(null)) return called.call(values);
      // Nothing contains nothing; but nothing cannot be calculated with.
      if (called.result === "bool") return false;
      throw new ExpressionError(`${name} of what is not filled in`);
    },
  };
}

/** Whether it is filled in. */
function compileHas(node: ASTNode, args: readonly ASTNode[], { term, refuse }: Compilation): Term {
  const [path, ...more] = args;
  if (path?.op !== "." || more.length > 0) {
    return refuse("expression_arguments", { name: "has", offset: node.pos });
  }
  const { run } = term(path);
  return { type: "bool", run: (scope) => run(scope) !== null };
}
