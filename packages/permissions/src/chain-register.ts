import type { Rule, RuleChain } from "./rule-chain.ts";

const unknown = 0;
const silent = 1;
const noRules: readonly Rule[] = [];

/**
 * What the chains of a tenant say about one permission, by the chains' numbers. Most roles are silent about most
 * permissions, and a check sees it here without a look at the roles themselves: of thousands of people's facts little
 * lies in the processor's caches, and each look outside costs more than the rest of the check.
 */
export class ChainAnswers {
  readonly #code: string;
  #places: Uint16Array;
  readonly #rules: (readonly Rule[])[] = [noRules, noRules];

  constructor(code: string, chains: number) {
    this.#code = code;
    this.#places = new Uint16Array(chains);
  }

  /** Whether the chain of that number is known to have no rule for the permission. */
  isSilent(number: number): boolean {
    return this.#places[number] === silent;
  }

  /** {@link RuleChain.rulesFor} of the chain of that number. */
  rulesOf(number: number, chain: RuleChain): readonly Rule[] {
    const place = this.#places[number] ?? unknown;
    return place === unknown ? this.#learn(number, chain) : (this.#rules[place] ?? noRules);
  }

  #learn(number: number, chain: RuleChain): readonly Rule[] {
    const rules = chain.rulesFor(this.#code);
    if (number >= this.#places.length) {
      // With room for chains to come, since people with other roles are met one after the other.
      const grown = new Uint16Array((number + 1) * 2);
      grown.set(this.#places);
      this.#places = grown;
    }
    if (rules.length === 0) this.#places[number] = silent;
    // Beyond what a place can name, a chain is asked each time.
    else if (this.#rules.length < 2 ** 16) this.#places[number] = this.#rules.push(rules) - 1;
    return rules;
  }
}

/** The chains that people of a tenant share, numbered, with what each says about the permissions asked for so far. */
export class ChainRegister {
  readonly #numbers = new Map<RuleChain, number>();
  readonly #answers = new Map<string, ChainAnswers>();

  /** The same for a chain whenever it is asked for. */
  numberOf(chain: RuleChain): number {
    let number = this.#numbers.get(chain);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(chain, number);
    }
    return number;
  }

  /** @param code of a catalogue: one entry for each code that exists, at most */
  answersAbout(code: string): ChainAnswers {
    let answers = this.#answers.get(code);
    if (answers === undefined) {
      answers = new ChainAnswers(code, this.#numbers.size);
      this.#answers.set(code, answers);
    }
    return answers;
  }
}
