import type { Anchor } from "./compiled-facts.ts";
import type { CompiledCondition } from "./condition.ts";
import { compileCondition } from "./conditions/compile-condition.ts";
import { GuardrailSet } from "./guardrail-set.ts";
import type { RawGuardrail } from "./raw-facts.ts";
import type { RuleChain } from "./rule-chain.ts";

/**
 * Compiled parts that many users of a tenant share. One pool serves one tenant at one epoch: within it, a role's
 * rules, a position's rules, the guardrails and the department tree cannot differ from one user to the next.
 */
export class FactsPool {
  readonly roles = new Map<string, RuleChain>();
  readonly positions = new Map<string, RuleChain>();
  readonly anchors = new Map<string, Anchor>();
  readonly #conditions = new Map<string, CompiledCondition>();
  #guardrails: GuardrailSet | null = null;

  /** A source means the same wherever it stands for the same pattern, so that it is compiled once. */
  readonly condition = (source: string, code: string): CompiledCondition => {
    const key = `${code} ${source}`;
    let condition = this.#conditions.get(key);
    if (condition === undefined) {
      condition = compileCondition(source, code);
      this.#conditions.set(key, condition);
    }
    return condition;
  };

  guardrails(raw: readonly RawGuardrail[]): GuardrailSet | null {
    if (raw.length === 0) return null;
    this.#guardrails ??= new GuardrailSet(raw, this.condition);
    return this.#guardrails;
  }
}
