import type { ConditionProblem } from "@gloria/contracts";
import type { ASTNode } from "@marcbachmann/cel-js";
import { actorFields, type ConditionLanguage, requestFields } from "./condition-environment.ts";
import { conditionProblem } from "./condition-problem.ts";
import { isTimeZone, zonedGetters } from "./zoned-time.ts";

const variables: ReadonlySet<string> = new Set(["actor", "target", "now", "request"]);
const macros: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "filter", "map"]);

// Work must be bounded by the length of the source: nothing that repeats text (join, replace), no regular expressions
// (matches), no bindings (cel.bind).
const functions: ReadonlySet<string> = new Set([
  "has",
  "size",
  "string",
  "int",
  "double",
  "bool",
  "timestamp",
  "duration",
]);
const methods: ReadonlySet<string> = new Set([
  ...macros,
  ...zonedGetters.keys(),
  "getMilliseconds",
  "startsWith",
  "endsWith",
  "contains",
  "size",
  "lowerAscii",
  "upperAscii",
  "trim",
]);

/** The names, fields and functions that a condition may not use or that do not exist, in order of appearance. */
export function inspectExpression(root: ASTNode, language: ConditionLanguage): ConditionProblem[] {
  const problems: ConditionProblem[] = [];
  const fields = new Map<string, { has(name: string): boolean }>([
    ["target", language.targetFields],
    ["actor", actorFields],
    ["request", requestFields],
  ]);
  const refuse = (name: string, node: ASTNode) => problems.push(conditionProblem("not_allowed", { name }, node.pos));

  /** @param bound the variable of the macro that the node stands in; null outside of one */
  const visit = (node: ASTNode, bound: string | null): void => {
    switch (node.op) {
      case "value":
        if (typeof node.args === "object" && node.args !== null) refuse("bytes, uint", node);
        return;
      case "id":
        if (node.args !== bound && !variables.has(node.args)) {
          problems.push(conditionProblem("unknown_name", { name: node.args }, node.pos));
        }
        return;
      case ".": {
        const [object, name] = node.args;
        if (object.op === "id" && fields.get(object.args)?.has(name) === false) {
          problems.push(conditionProblem("unknown_field", { variable: object.args, name }, node.pos));
        }
        visit(object, bound);
        return;
      }
      case "call": {
        const [name, args] = node.args;
        if (!functions.has(name)) refuse(name, node);
        for (const arg of args) visit(arg, bound);
        return;
      }
      case "rcall": {
        const [name, receiver, args] = node.args;
        visit(receiver, bound);
        if (!methods.has(name)) refuse(name, node);
        if (macros.has(name)) visitMacro(node, name, args, bound);
        else {
          visitZone(name, args);
          for (const arg of args) visit(arg, bound);
        }
        return;
      }
      case "list":
        for (const item of node.args) visit(item, bound);
        return;
      case "!_":
      case "-_":
        visit(node.args, bound);
        return;
      case ".?":
      case "[?]":
        refuse(node.op, node);
        return;
      case "map":
        refuse("{}", node);
        return;
      default:
        for (const part of node.args) visit(part, bound);
    }
  };

  const visitMacro = (node: ASTNode, name: string, args: readonly ASTNode[], bound: string | null) => {
    if (bound !== null) {
      problems.push(conditionProblem("nested_macro", { name }, node.pos));
      return;
    }
    const [variable, ...bodies] = args;
    if (variable?.op !== "id" || variables.has(variable.args)) {
      refuse(variable?.op === "id" ? variable.args : name, variable ?? node);
      return;
    }
    for (const body of bodies) visit(body, variable.args);
  };

  const visitZone = (name: string, args: readonly ASTNode[]) => {
    const [zone] = args;
    if (!zonedGetters.has(name) || zone?.op !== "value" || typeof zone.args !== "string") return;
    if (!isTimeZone(zone.args)) problems.push(conditionProblem("unknown_zone", { zone: zone.args }, zone.pos));
  };

  visit(root, null);
  return problems;
}

/** Whether the expression names the variable, outside of strings. */
export function reads(node: ASTNode, variable: string): boolean {
  switch (node.op) {
    case "value":
      return false;
    case "id":
      return node.args === variable;
    case ".":
    case ".?":
      return reads(node.args[0], variable);
    case "call":
      return node.args[1].some((arg) => reads(arg, variable));
    case "rcall":
      return reads(node.args[1], variable) || node.args[2].some((arg) => reads(arg, variable));
    case "list":
      return node.args.some((item) => reads(item, variable));
    case "map":
      return node.args.some(([key, value]) => reads(key, variable) || reads(value, variable));
    case "!_":
    case "-_":
      return reads(node.args, variable);
    default:
      return node.args.some((part) => reads(part, variable));
  }
}
