import { AppError } from "@gloria/core";
import { enterpriseSchema, userSchema } from "./scim-names.ts";

export type ScimOperator = "eq" | "ne" | "co" | "sw" | "ew" | "gt" | "ge" | "lt" | "le";
export type ScimValue = string | number | boolean | null;

/** A filter of RFC 7644, section 3.4.2.2. Attributes are in lower case, without the URN of the core schema. */
export type ScimFilter =
  | { readonly kind: "compare"; readonly attribute: string; readonly operator: ScimOperator; readonly value: ScimValue }
  | { readonly kind: "present"; readonly attribute: string }
  | { readonly kind: "and" | "or"; readonly parts: readonly [ScimFilter, ScimFilter] }
  | { readonly kind: "not"; readonly part: ScimFilter };

const operators: ReadonlySet<string> = new Set(["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"]);
const maxLength = 2_000;
const maxDepth = 20;

/** One word, text, bracket or parenthesis. */
const token = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|(\.?[^\s()[\]"]+))/uy;

/** @throws AppError `scim.invalid_filter` */
export function parseScimFilter(text: string): ScimFilter {
  const reader = new FilterReader(text);
  const filter = reader.readOr("", 0);
  reader.assertEnd();
  return filter;
}

class FilterReader {
  readonly #tokens: readonly string[];
  #place = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  /** @param prefix attribute that brackets stand behind, with its dot */
  readOr(prefix: string, depth: number): ScimFilter {
    if (depth > maxDepth) throw invalidFilter();
    let left = this.#readAnd(prefix, depth);
    while (this.#takeWord("or")) left = { kind: "or", parts: [left, this.#readAnd(prefix, depth)] };
    return left;
  }

  assertEnd(): void {
    if (this.#place < this.#tokens.length) throw invalidFilter();
  }

  #readAnd(prefix: string, depth: number): ScimFilter {
    let left = this.#readTerm(prefix, depth);
    while (this.#takeWord("and")) left = { kind: "and", parts: [left, this.#readTerm(prefix, depth)] };
    return left;
  }

  #readTerm(prefix: string, depth: number): ScimFilter {
    if (this.#takeWord("not")) {
      this.#expect("(");
      const part = this.readOr(prefix, depth + 1);
      this.#expect(")");
      return { kind: "not", part };
    }
    if (this.#takeWord("(")) {
      const inner = this.readOr(prefix, depth + 1);
      this.#expect(")");
      return inner;
    }
    const attribute = `${prefix}${attributeOf(this.#next())}`;
    if (!this.#takeWord("[")) return this.#readComparison(attribute);
    const within = this.readOr(`${attribute}.`, depth + 1);
    this.#expect("]");
    // `emails[type eq "work"].value eq "x"`
    const after = this.#tokens[this.#place];
    if (after === undefined || !after.startsWith(".")) return within;
    this.#place += 1;
    return { kind: "and", parts: [within, this.#readComparison(`${attribute}${after.toLowerCase()}`)] };
  }

  #readComparison(attribute: string): ScimFilter {
    const operator = this.#next().toLowerCase();
    if (operator === "pr") return { kind: "present", attribute };
    if (!isOperator(operator)) throw invalidFilter();
    return { kind: "compare", attribute, operator, value: literalOf(this.#next()) };
  }

  #next(): string {
    const found = this.#tokens[this.#place];
    if (found === undefined) throw invalidFilter();
    this.#place += 1;
    return found;
  }

  #takeWord(word: string): boolean {
    if (this.#tokens[this.#place]?.toLowerCase() !== word) return false;
    this.#place += 1;
    return true;
  }

  #expect(word: string): void {
    if (!this.#takeWord(word)) throw invalidFilter();
  }
}

function tokensOf(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > maxLength) throw invalidFilter();
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < trimmed.length) {
    const match = token.exec(trimmed);
    if (match === null) throw invalidFilter();
    found.push(match[1] ?? match[2] ?? match[3] ?? "");
  }
  return found;
}

function attributeOf(word: string): string {
  const attribute = word.toLowerCase();
  const core = `${userSchema.toLowerCase()}:`;
  const enterprise = `${enterpriseSchema.toLowerCase()}:`;
  if (attribute.startsWith(core)) return attribute.slice(core.length);
  if (attribute.startsWith(enterprise)) return `enterprise.${attribute.slice(enterprise.length)}`;
  if (!/^[$a-z][\w$-]*(\.[$a-z][\w$-]*)?$/.test(attribute)) throw invalidFilter();
  return attribute;
}

function literalOf(word: string): ScimValue {
  try {
    const value: unknown = JSON.parse(/^(true|false|null)$/i.test(word) ? word.toLowerCase() : word);
    if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      return value;
    }
  } catch (cause) {
    throw new AppError("scim.invalid_filter", {}, { cause });
  }
  throw invalidFilter();
}

function isOperator(word: string): word is ScimOperator {
  return operators.has(word);
}

function invalidFilter(): AppError {
  return new AppError("scim.invalid_filter");
}
