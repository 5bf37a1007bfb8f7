import type { ASTNode } from "@marcbachmann/cel-js";
import type { Compilation } from "./compilation.ts";
import { compileCall, compileMethod } from "./compile-call.ts";
import { compileChoice, compileConnective, compileNot } from "./compile-logic.ts";
import { compileBinary, compileNegative } from "./compile-operator.ts";
import { compileName, compilePath } from "./compile-path.ts";
import type { ExpressionType, Term } from "./expression-term.ts";

/** A part of an expression with all that lies in it. */
export function compileTerm(node: ASTNode, compilation: Compilation): Term {
  switch (node.op) {
    case "value":
      return compileValue(node, compilation);
    case "id":
      return compileName(node, compilation);
    case ".":
      return compilePath(node, compilation);
    case "call":
      return compileCall(node, compilation);
    case "rcall":
      return compileMethod(node, compilation);
    case "list":
      return compileList(node, compilation);
    case "?:":
      return compileChoice(node, compilation);
    case "&&":
    case "||":
      return compileConnective(node, compilation);
    case "!_":
      return compileNot(node, compilation);
    case "-_":
      return compileNegative(node, compilation);
    case "[]":
    case "[?]":
    case ".?":
      return compilation.refuse("expression_not_allowed", { name: node.op, offset: node.pos });
    case "map":
      return compilation.refuse("expression_not_allowed", { name: "{}", offset: node.pos });
    default:
      return compileBinary(node, compilation);
  }
}

/** Every number is a double, also one that is written without a point. */
function compileValue({ args: value, pos }: ASTNode & { op: "value" }, { refuse }: Compilation): Term {
  switch (typeof value) {
    case "string":
      return { type: "string", run: () => value, literal: value };
    case "bigint":
      return { type: "double", run: () => Number(value) };
    case "number":
      return { type: "double", run: () => value };
    case "boolean":
      return { type: "bool", run: () => value };
    default:
      return value === null
        ? { type: "null", run: () => null }
        : refuse("expression_not_allowed", { name: "bytes, uint", offset: pos });
  }
}

function compileList({ args, pos }: ASTNode & { op: "list" }, { term, refuse }: Compilation): Term {
  const items = args.map(term);
  const types = new Set(items.map(({ type }) => type).filter((type) => type !== "null"));
  const type = listOf(types);
  if (type === null) return refuse("expression_not_allowed", { name: "[]", offset: pos });
  return { type, run: (scope) => items.map(({ run }) => run(scope)), items };
}

function listOf(types: ReadonlySet<ExpressionType>): ExpressionType | null {
  if (types.has("unknown")) return "unknown";
  const [type, ...others] = types;
  if (type === undefined) return "list<>";
  if (others.length > 0) return null;
  return type === "bool" || type === "double" || type === "string" || type === "timestamp" ? `list<${type}>` : null;
}
