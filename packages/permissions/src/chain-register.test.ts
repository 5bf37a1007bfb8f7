import { expect, test } from "vitest";
import { ChainRegister } from "./chain-register.ts";
import { type Rule, RuleChain } from "./rule-chain.ts";

function chainOf(...patterns: string[]): RuleChain {
  const rules = patterns.map(
    (pattern, n): Rule => ({
      id: `${n}`,
      pattern,
      allow: true,
      scope: "ALL",
      isTimeless: true,
      from: -Infinity,
      until: Infinity,
      resource: null,
      condition: null,
      subjectId: "role",
    }),
  );
  return new RuleChain([{ distance: 0, rules }]);
}

test("a chain keeps its number, and each has its own", () => {
  const register = new ChainRegister();
  const [a, b] = [chainOf(), chainOf()];
  expect([a, b, a, b].map((chain) => register.numberOf(chain))).toEqual([0, 1, 0, 1]);
});

test("answers what each chain says, and knows from then on which are silent", () => {
  const register = new ChainRegister();
  const chains = [chainOf("user:read"), chainOf("user:update"), chainOf("user:*", "user:read")];
  const numbers = chains.map((chain) => register.numberOf(chain));
  const answers = register.answersAbout("user:read");
  expect(numbers.map((number) => answers.isSilent(number))).toEqual([false, false, false]);
  for (const _ of ["learned", "remembered"]) {
    const said = chains.map((chain, n) => answers.rulesOf(n, chain).map(({ pattern }) => pattern));
    expect(said).toEqual([["user:read"], [], ["user:*", "user:read"]]);
  }
  expect(numbers.map((number) => answers.isSilent(number))).toEqual([false, true, false]);
  expect(register.answersAbout("user:read")).toBe(answers);
  expect(register.answersAbout("user:update").isSilent(1)).toBe(false);
});

test("chains that come later find their place beside those that are known", () => {
  const register = new ChainRegister();
  const answers = register.answersAbout("user:read");
  const chains = Array.from({ length: 300 }, (_, n) => chainOf(n % 3 === 0 ? "user:read" : "user:update"));
  for (const _ of ["learned", "remembered"]) {
    for (const chain of chains) {
      const number = register.numberOf(chain);
      expect(answers.rulesOf(number, chain)).toHaveLength(number % 3 === 0 ? 1 : 0);
      expect(answers.isSilent(number)).toBe(number % 3 !== 0);
    }
  }
});

test("more chains than a place can name are asked each time, and answer all the same", () => {
  const answers = new ChainRegister().answersAbout("user:read");
  const [even, odd] = [chainOf("user:read"), chainOf("user:*", "user:read")];
  for (const _ of ["learned", "remembered"]) {
    for (let number = 0; number < 2 ** 16 + 100; number += 1) {
      const chain = number % 2 === 0 ? even : odd;
      if (answers.rulesOf(number, chain).length !== chain.size) throw new Error(`chain ${number} answers for another`);
    }
  }
});

test("what was learned stays known when more chains come", () => {
  const answers = new ChainRegister().answersAbout("user:read");
  const silent = chainOf("user:update");
  for (let number = 0; number < 100; number += 1) answers.rulesOf(number, silent);
  for (let number = 0; number < 100; number += 1) expect(answers.isSilent(number)).toBe(true);
});
