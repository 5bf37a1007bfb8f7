import type { ASTNode } from "@marcbachmann/cel-js";
import { zonedName } from "./condition-environment.ts";
import { zonedGetters } from "./zoned-time.ts";

/**
 * An inspected expression as text again, every operand in parentheses; getters with a time zone become Gloria's own.
 * (The library's own writer cuts numbers to nine decimals, and its positions leave parentheses out.)
 */
export function expressionText(node: ASTNode): string {
  switch (node.op) {
    case "value":
      return literal(node.args);
    case "id":
      return node.args;
    case ".":
      return `${operand(node.args[0])}.${node.args[1]}`;
    case "[]":
      return `${operand(node.args[0])}[${expressionText(node.args[1])}]`;
    case "call":
      return `${node.args[0]}(${list(node.args[1])})`;
    case "rcall": {
      const [name, receiver, args] = node.args;
      if (zonedGetters.has(name) && args.length === 1) return `${zonedName(name)}(${list([receiver, ...args])})`;
      return `${operand(receiver)}.${name}(${list(args)})`;
    }
    case "list":
      return `[${list(node.args)}]`;
    case "?:": {
      const [condition, yes, no] = node.args;
      return `${operand(condition)} ? ${operand(yes)} : ${operand(no)}`;
    }
    case "!_":
      return `!${operand(node.args)}`;
    case "-_":
      return `-${operand(node.args)}`;
    case ".?":
    case "[?]":
    case "map":
      throw new Error(`'${node.op}' was not inspected`);
    default: {
      const [left, right] = node.args;
      // Both are read from the left, so long chains need no parentheses.
      const first = left.op === node.op ? expressionText(left) : operand(left);
      return `${first} ${node.op} ${operand(right)}`;
    }
  }
}

function operand(node: ASTNode): string {
  const text = expressionText(node);
  return node.op === "id" || node.op === "." ? text : `(${text})`;
}

function list(nodes: readonly ASTNode[]): string {
  return nodes.map(expressionText).join(", ");
}

function literal(value: unknown): string {
  if (typeof value === "string") return `"${value.replace(/[\\"\n\r]/g, (found) => escapes[found] ?? found)}"`;
  if (typeof value === "number") {
    const text = String(value);
    return /[.e]/.test(text) ? text : `${text}.0`;
  }
  return String(value);
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r" };
