import type { ConditionAttribute, ConditionAttributeType, ConditionProblem } from "@gloria/contracts";
import type { ASTNode } from "@marcbachmann/cel-js";
import type { ConditionContext, ConditionValue } from "../condition.ts";
import type { AttributeTest } from "./attribute-test.ts";
import { type ConditionLanguage, innerEnvironment } from "./condition-environment.ts";
import { conditionProblem } from "./condition-problem.ts";
import { expressionText } from "./expression-text.ts";
import { reads } from "./inspect-expression.ts";
import type { FreeExpression, Predicate } from "./predicate.ts";

type Field = { readonly name: string } & (ConditionAttribute | { readonly type: "list" });

/** A condition that was read; problems of words only matter to whoever writes it. */
export interface ReadPredicate {
  /** Null when there are problems. */
  readonly predicate: Predicate | null;
  readonly problems: readonly ConditionProblem[];
  /** Words that a field can never be. */
  readonly words: readonly ConditionProblem[];
}

/** An inspected and type-checked expression, taken apart into what reads the target and what does not. */
export function readPredicate(root: ASTNode, language: ConditionLanguage): ReadPredicate {
  const reader = new Reader(language);
  const predicate = reader.read(root);
  const { problems, words } = reader;
  return { predicate: problems.length === 0 ? predicate : null, problems, words };
}

const nothing: FreeExpression = () => null;
const error: Predicate = { kind: "free", expression: nothing };
const mirrored = { "<": "gt", "<=": "ge", ">": "lt", ">=": "le" } as const;
const orders = { "<": "lt", "<=": "le", ">": "gt", ">=": "ge" } as const;

class Reader {
  readonly problems: ConditionProblem[] = [];
  readonly words: ConditionProblem[] = [];
  readonly #language: ConditionLanguage;

  constructor(language: ConditionLanguage) {
    this.#language = language;
  }

  read(node: ASTNode): Predicate {
    if (!reads(node, "target")) return { kind: "free", expression: freeExpression(node) };
    switch (node.op) {
      case "&&":
      case "||": {
        const [left, right] = node.args;
        return { kind: node.op === "&&" ? "and" : "or", left: this.read(left), right: this.read(right) };
      }
      case "!_":
        return { kind: "not", part: this.read(node.args) };
      case "==":
        return this.#compared(node, node.args, (field, other) => this.#equal(field, other));
      case "!=":
        return { kind: "not", part: this.#compared(node, node.args, (field, other) => this.#equal(field, other)) };
      case "<":
      case "<=":
      case ">":
      case ">=":
        return this.#ordered(node);
      case "in":
        return this.#within(node);
      case "call":
        return this.#given(node);
      default: {
        const field = this.#fieldOf(node);
        return field?.type === "bool" ? trueField(field) : this.#refuse(node);
      }
    }
  }

  /** `target.x`, or null for anything else. */
  #fieldOf(node: ASTNode): Field | null {
    if (node.op !== "." || node.args[0].op !== "id" || node.args[0].args !== "target") return null;
    const [, name] = node.args;
    const field = this.#language.targetFields.get(name);
    if (field === undefined) return null;
    return field === "list" ? { name, type: "list" } : { name, ...field };
  }

  /** A comparison of one field with something that reads no target, in either order. */
  #compared(
    node: ASTNode,
    [left, right]: readonly [ASTNode, ASTNode],
    predicateOf: (field: Field, other: ASTNode, mirroredSides: boolean) => Predicate,
  ): Predicate {
    const [first, second] = [this.#fieldOf(left), this.#fieldOf(right)];
    if (first !== null && second !== null) {
      const params = { first: `target.${first.name}`, second: `target.${second.name}` };
      this.problems.push(conditionProblem("two_target_fields", params, node.pos));
      return error;
    }
    const field = first ?? second;
    const other = first === null ? left : right;
    if (field === null) return this.#refuse(reads(left, "target") ? left : right);
    if (reads(other, "target")) return this.#refuse(other);
    if (field.type === "list") {
      this.problems.push(conditionProblem("target_operator", { operator: node.op }, node.pos));
      return error;
    }
    return predicateOf(field, other, first === null);
  }

  #equal(field: Field, other: ASTNode): Predicate {
    this.#checkWords(field, other);
    return { kind: "atom", operand: freeExpression(other), testOf: (value) => isOneOf(field, [value], true) };
  }

  #ordered(node: ASTNode & { readonly op: "<" | "<=" | ">" | ">=" }): Predicate {
    return this.#compared(node, node.args, ({ name, type }, other, mirroredSides) => {
      if (type !== "int") {
        this.problems.push(conditionProblem("text_order", { name: `target.${name}`, operator: node.op }, node.pos));
        return error;
      }
      const op = (mirroredSides ? mirrored : orders)[node.op];
      return {
        kind: "atom",
        operand: freeExpression(other),
        testOf: (operand) => {
          const value = numberOf(operand);
          return value === null ? "error" : { name, type, op, value };
        },
      };
    });
  }

  #within(node: ASTNode & { readonly op: "in" }): Predicate {
    const [item, list] = node.args;
    const [field, place] = [this.#fieldOf(item), this.#fieldOf(list)];
    if (place?.type === "list" && !reads(item, "target")) {
      const { name } = place;
      const testOf = (value: unknown): AttributeTest | "error" =>
        typeof value === "string" ? { name, op: "contains", value } : "error";
      return { kind: "atom", operand: freeExpression(item), testOf };
    }
    if (reads(list, "target")) return this.#refuse(place?.type === "list" ? item : list);
    if (field === null || field.type === "list") return this.#refuse(item);
    if (list.op === "list") for (const word of list.args) this.#checkWords(field, word);
    return {
      kind: "atom",
      operand: freeExpression(list),
      testOf: (values) => (Array.isArray(values) ? isOneOf(field, values, false) : "error"),
    };
  }

  /** `has(target.x)`. */
  #given(node: ASTNode & { readonly op: "call" }): Predicate {
    const [name, [argument]] = node.args;
    const field = name === "has" && argument !== undefined ? this.#fieldOf(argument) : null;
    if (field === null || field.type === "list") return this.#refuse(node);
    return { kind: "atom", operand: nothing, testOf: () => ({ name: field.name, op: "has" }) };
  }

  #checkWords(field: Field, node: ASTNode): void {
    if (field.type !== "text" || node.op !== "value" || typeof node.args !== "string") return;
    if (field.words === undefined || field.words.includes(node.args)) return;
    const params = { name: `target.${field.name}`, word: node.args, words: field.words.join(", ") };
    this.words.push(conditionProblem("unknown_word", params, node.pos));
  }

  #refuse(node: ASTNode): Predicate {
    if (node.op === "id") this.problems.push(conditionProblem("target_alone", { name: node.args }, node.pos));
    else if (node.op === ".") {
      this.problems.push(conditionProblem("target_alone", { name: expressionText(node) }, node.pos));
    } else {
      const operator = node.op === "call" || node.op === "rcall" ? node.args[0] : node.op.replace("_", "");
      this.problems.push(conditionProblem("target_operator", { operator }, node.pos));
    }
    return error;
  }
}

function trueField(field: Field): Predicate {
  return { kind: "atom", operand: () => true, testOf: (value) => isOneOf(field, [value], true) };
}

/** @param strict one value of another type is an error; among several it is only never met */
function isOneOf({ name, type }: Field, operands: readonly unknown[], strict: boolean): AttributeTest | "error" {
  if (type === "list") return "error";
  const values = operands.map((operand) => scalarOf(type, operand));
  if (strict && values.includes(null)) return "error";
  return { name, type, op: "in", values: values.filter((value) => value !== null).filter(isStorable) };
}

/** PostgreSQL holds neither NUL nor half of a surrogate pair, so such a text equals none of its own. */
function isStorable(value: Exclude<ConditionValue, null>): boolean {
  return typeof value !== "string" || (value.isWellFormed() && !value.includes("\u0000"));
}

function scalarOf(type: ConditionAttributeType, operand: unknown): Exclude<ConditionValue, null> | null {
  if (type === "int") return numberOf(operand);
  if (type === "bool") return typeof operand === "boolean" ? operand : null;
  return typeof operand === "string" ? operand : null;
}

/** Beyond ±2⁵³ a number is rounded, which no attribute reaches. */
function numberOf(operand: unknown): number | null {
  if (typeof operand === "bigint") return Number(operand);
  return typeof operand === "number" && Number.isFinite(operand) ? operand : null;
}

function freeExpression(node: ASTNode): FreeExpression {
  if (node.op === "value") {
    const value = node.args;
    return () => value;
  }
  const evaluate = innerEnvironment.parse(expressionText(node));
  return (context) => evaluate(variablesOf(context));
}

/** What is not known is left out, so that whatever reads it errors and `has` is false. */
function variablesOf({ actor, now, request }: ConditionContext) {
  const { id, schoolId, roles, positions } = actor;
  return {
    actor: { id, roles, positions, ...(schoolId === null ? {} : { schoolId }) },
    now: new Date(now),
    ...(request === undefined
      ? {}
      : { request: { channel: request.channel, ...(request.ip === null ? {} : { ip: request.ip }) } }),
  };
}
