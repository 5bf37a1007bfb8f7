import type { Anchor } from "./compiled-facts.ts";
import type { RuleChain } from "./rule-chain.ts";

/**
 * Compiled parts that many users of a tenant share. One pool serves one tenant at one epoch: within it, a role's
 * rules, a position's rules and the department tree cannot differ from one user to the next.
 */
export class FactsPool {
  readonly roles = new Map<string, RuleChain>();
  readonly positions = new Map<string, RuleChain>();
  readonly anchors = new Map<string, Anchor>();
}
