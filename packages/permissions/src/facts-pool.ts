import type { PermissionDefinition } from "@gloria/contracts";
import { ChainRegister } from "./chain-register.ts";
import type { Anchor } from "./compiled-facts.ts";
import { GuardrailSet } from "./guardrail-set.ts";
import type { RawGuardrail } from "./raw-facts.ts";
import type { RuleChain } from "./rule-chain.ts";

/**
 * Compiled parts that many users of a tenant share. One pool serves one tenant at one epoch: within it, a role's
 * rules, a position's rules, the guardrails, the tenant's own permissions and the department tree cannot differ from
 * one user to the next.
 */
export class FactsPool {
  readonly roles = new Map<string, RuleChain>();
  readonly positions = new Map<string, RuleChain>();
  readonly anchors = new Map<string, Anchor>();
  readonly register = new ChainRegister();
  #guardrails: GuardrailSet | null = null;
  #additions: ReadonlyMap<string, PermissionDefinition> | null = null;

  guardrails(raw: readonly RawGuardrail[]): GuardrailSet | null {
    if (raw.length === 0) return null;
    this.#guardrails ??= new GuardrailSet(raw);
    return this.#guardrails;
  }

  additions(raw: readonly PermissionDefinition[]): ReadonlyMap<string, PermissionDefinition> | null {
    if (raw.length === 0) return null;
    this.#additions ??= new Map(raw.map((entry) => [entry.code, entry]));
    return this.#additions;
  }
}
