import type { ASTNode, BinaryOperator } from "@marcbachmann/cel-js";
import type { Compilation } from "./compilation.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { ExpressionError, type ExpressionValue, isDateRange, type Term, unify } from "./expression-term.ts";

type Binary = ASTNode & { op: BinaryOperator };

/** Two terms with an operator between them that is not a question of logic. */
export function compileBinary(node: Binary, compilation: Compilation): Term {
  const left = compilation.term(node.args[0]);
  const right = compilation.term(node.args[1]);
  switch (node.op) {
    case "==":
    case "!=":
      return compileEquality(node, left, right, compilation);
    case "in":
      return compileIn(node, left, right, compilation);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compileOrder(node, left, right, compilation);
    default:
      return compileArithmetic(node, left, right, compilation);
  }
}

function misfit({ op, pos }: ASTNode, left: Term, right: Term, { refuse }: Compilation): Term {
  return refuse("expression_operands", { operator: op, left: left.type, right: right.type, offset: pos });
}

/** A word that the other side can never be is a slip of the pen. */
function checkWord(node: ASTNode, { words }: Term, { literal }: Term, { refuse }: Compilation): void {
  if (words === undefined || literal === undefined || words.words.has(literal)) return;
  const params = { name: words.name, word: literal, words: [...words.words].join(", "), offset: node.pos };
  refuse("expression_word", params);
}

/** Nothing is equal to nothing, and to nothing else. */
function compileEquality(node: Binary, left: Term, right: Term, compilation: Compilation): Term {
  const type = unify(left.type, right.type);
  if (type === null || type.startsWith("list")) return misfit(node, left, right, compilation);
  checkWord(node, left, right, compilation);
  checkWord(node, right, left, compilation);
  const wanted = node.op === "==";
  return { type: "bool", run: (scope) => same(left.run(scope), right.run(scope)) === wanted };
}

function compileIn(node: Binary, left: Term, right: Term, compilation: Compilation): Term {
  const isList = right.type === "unknown" || unify(`list<>`, right.type) !== null;
  const fits = left.type === "unknown" || right.type === "unknown" || right.type === "list<>" || left.type === "null";
  if (!isList || right.type === "null" || !(fits || right.type === `list<${left.type}>`)) {
    return misfit(node, left, right, compilation);
  }
  for (const item of right.items ?? []) checkWord(node, left, item, compilation);
  return {
    type: "bool",
    run: (scope) => {
      const value = left.run(scope);
      const list = right.run(scope);
      return Array.isArray(list) && list.some((item: ExpressionValue) => same(value, item));
    },
  };
}

function same(left: ExpressionValue, right: ExpressionValue): boolean {
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (isDateRange(left) && isDateRange(right)) return left.from === right.from && left.to === right.to;
  return left === right;
}

const orders = {
  "<": (sign: number) => sign < 0,
  "<=": (sign: number) => sign <= 0,
  ">": (sign: number) => sign > 0,
  ">=": (sign: number) => sign >= 0,
} as const;

/** Nothing is neither more nor less than anything: the answer is no. */
function compileOrder(
  node: ASTNode & { op: keyof typeof orders },
  left: Term,
  right: Term,
  compilation: Compilation,
): Term {
  const type = unify(left.type, right.type);
  const isOrdered = type === "double" || type === "string" || type === "timestamp" || type === "unknown";
  if (!isOrdered || left.type === "null" || right.type === "null") return misfit(node, left, right, compilation);
  const holds = orders[node.op];
  return {
    type: "bool",
    run: (scope) => {
      const a = left.run(scope);
      const b = right.run(scope);
      return a !== null && b !== null && holds(a < b ? -1 : a > b ? 1 : 0);
    },
  };
}

const calculations = {
  "+": (a: number, b: number) => a + b,
  "-": (a: number, b: number) => a - b,
  "*": (a: number, b: number) => a * b,
  "/": (a: number, b: number) => a / b,
  "%": (a: number, b: number) => a % b,
} as const;

function compileArithmetic(
  node: ASTNode & { op: keyof typeof calculations },
  left: Term,
  right: Term,
  compilation: Compilation,
): Term {
  const type = unify(left.type, right.type);
  if (type === null || left.type === "null" || right.type === "null") return misfit(node, left, right, compilation);
  const joins = node.op === "+" && (type === "string" || type.startsWith("list"));
  if (!joins && type !== "double" && type !== "unknown") return misfit(node, left, right, compilation);
  const calculate = calculations[node.op];
  const run = (scope: ExpressionScope): ExpressionValue => {
    const a = left.run(scope);
    const b = right.run(scope);
    if (typeof a === "number" && typeof b === "number") return finite(calculate(a, b), node.op);
    if (typeof a === "string" && typeof b === "string") return a + b;
    if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
    throw new ExpressionError(`${node.op} with what is not filled in`);
  };
  return { type, run };
}

function finite(value: number, operator: string): number {
  if (!Number.isFinite(value)) throw new ExpressionError(`${operator} has no finite result`);
  return value;
}

/** `-a`. */
export function compileNegative(node: ASTNode & { op: "-_" }, { term, refuse }: Compilation): Term {
  const { type, run } = term(node.args);
  if (type !== "double" && type !== "unknown") {
    return refuse("expression_arguments", { name: "-", offset: node.pos });
  }
  return {
    type,
    run: (scope) => {
      const value = run(scope);
      if (typeof value !== "number") throw new ExpressionError("- with what is not filled in");
      return -value;
    },
  };
}
