import { parseSource, walkTree } from "../syntax/parse-source.mjs";

/**
 * One small fault: `replacement` stands where `original` stood.
 *
 * @typedef {object} Mutant
 * @property {string} file relative to the clone
 * @property {number} start
 * @property {number} end
 * @property {string} original
 * @property {string} replacement
 * @property {boolean} isStatement whether a whole statement is left out
 * @property {number} line
 * @property {string} key the same as long as the line and what stands before it with the same text stay as they are
 */

const swapped = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "+": "-",
  "-": "+",
};
const otherMethod = { some: "every", every: "some" };
const droppedMethods = new Set(["filter", "sort", "reverse"]);
/** What statements may be left out: the rest declares something or is a condition, which has faults of its own. */
const droppedStatements = new Set(["ExpressionStatement", "ContinueStatement", "BreakStatement"]);

/**
 * Every fault that is tried in a file.
 *
 * @param {string} root
 * @param {string} file relative to it
 * @returns {{text: string, mutants: Mutant[]}}
 */
export function findMutants(root, file) {
  const { text, program } = parseSource(`${root}/${file}`);
  /** @type {Omit<Mutant, "key" | "line" | "file">[]} */
  const found = [];
  const add = (node, replacement, isStatement = false) => {
    const original = text.slice(node.start, node.end);
    if (replacement !== original) {
      found.push({ start: node.start, end: node.end, original, replacement, isStatement });
    }
  };
  walkTree(program, (node, parent) => {
    if (node.type.startsWith("TS") && node.type !== "TSAsExpression" && node.type !== "TSNonNullExpression")
      return false;
    if (node.type === "ImportDeclaration" || node.type === "ExportAllDeclaration") return false;
    if (node.type === "ExportNamedDeclaration" && node.declaration === null) return false;
    mutate(node, parent, text, add);
    return true;
  });
  const seen = new Map();
  const lines = text.split("\n");
  const mutants = found.map((mutant) => {
    const line = text.slice(0, mutant.start).split("\n").length;
    const label = `${file}: ${lines[line - 1]?.trim()} : ${short(mutant.original)} → ${short(mutant.replacement)}`;
    const times = (seen.get(label) ?? 0) + 1;
    seen.set(label, times);
    return { ...mutant, file, line, key: times === 1 ? label : `${label} (${times})` };
  });
  return { text, mutants };
}

function mutate(node, parent, text, add) {
  const of = (part) => text.slice(part.start, part.end);
  switch (node.type) {
    case "BinaryExpression": {
      const operator = swapped[node.operator];
      if (operator !== undefined) add(node, `${of(node.left)} ${operator} ${of(node.right)}`);
      break;
    }
    case "LogicalExpression":
      if (node.operator !== "??") {
        add(node, `(${of(node.left)}) ${node.operator === "&&" ? "||" : "&&"} (${of(node.right)})`);
      }
      add(node, of(node.left));
      add(node, of(node.right));
      break;
    case "ConditionalExpression":
    case "IfStatement":
      add(node.test, "true");
      add(node.test, "false");
      break;
    case "UnaryExpression":
      if (node.operator === "!" || node.operator === "-") add(node, of(node.argument));
      break;
    case "Literal":
      mutateLiteral(node, parent, add);
      break;
    case "ArrayExpression":
      for (const [index] of node.elements.entries()) {
        const rest = node.elements.filter((_, at) => at !== index).map(of);
        add(node, `[${rest.join(", ")}]`);
      }
      break;
    case "CallExpression":
      mutateCall(node, of, add);
      break;
    case "ForOfStatement":
      add(node.right, "[]");
      break;
    default:
      if (droppedStatements.has(node.type)) add(node, ";", true);
  }
}

function mutateLiteral(node, parent, add) {
  const isName = (parent?.type === "Property" || parent?.type === "MemberExpression") && parent.key === node;
  if (isName || parent?.type === "ExpressionStatement") return;
  if (typeof node.value === "boolean") add(node, `${!node.value}`);
  else if (typeof node.value === "number") add(node, `${node.value + 1}`);
  else if (typeof node.value === "string") add(node, node.value === "" ? '"mutant"' : '""');
}

function mutateCall(node, of, add) {
  const { callee } = node;
  if (callee.type !== "MemberExpression" || callee.computed) return;
  const { name } = callee.property;
  if (droppedMethods.has(name)) add(node, of(callee.object));
  const other = otherMethod[name];
  if (other !== undefined) {
    add(node, `${of(callee.object)}${callee.optional ? "?." : "."}${other}(${node.arguments.map(of).join(", ")})`);
  }
}

function short(text) {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 97)}…` : line;
}
