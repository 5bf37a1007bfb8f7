import { describe, expect, test } from "vitest";
import { compileCondition } from "./conditions/compile-condition.ts";
import { type ChainStep, type Rule, RuleChain } from "./rule-chain.ts";

function rule(id: string, parts: Partial<Rule> = {}): Rule {
  return {
    id,
    pattern: "user:read",
    allow: true,
    scope: "ALL",
    isTimeless: false,
    from: -Infinity,
    until: Infinity,
    resource: null,
    condition: null,
    subjectId: "role",
    ...parts,
  };
}

const step = (distance: number, ...rules: Rule[]): ChainStep => ({ distance, rules });
const wild = { pattern: "user:*" };
const deny = { allow: false };
const resource = { type: "document", id: "x" };

/** Distances with the ids of their rules, in the order in which they speak. */
function spoken(chain: RuleChain, code = "user:read") {
  return chain.stepsFor(code).map(({ distance, rules }) => [distance, ...rules.map(({ id }) => id)]);
}

describe("steps", () => {
  test("come nearest first, DENY before ALLOW, then by id, codes and wildcards together", () => {
    const chain = new RuleChain([
      step(0, rule("d", wild), rule("c"), rule("b", deny), rule("a", { ...wild, ...deny })),
      step(1, rule("e", { pattern: "user:update" })),
      step(2, rule("g", wild)),
      step(4, rule("i"), rule("h")),
      step(10, rule("j", wild), rule("k")),
    ]);
    expect(spoken(chain)).toEqual([
      [0, "a", "b", "c", "d"],
      [2, "g"],
      [4, "h", "i"],
      [10, "j", "k"],
    ]);
    expect(spoken(chain, "user:update")).toEqual([
      [0, "a", "d"],
      [1, "e"],
      [2, "g"],
      [10, "j"],
    ]);
    expect(spoken(chain, "school:read")).toEqual([]);
  });

  test("of codes alone keep the order of their rules", () => {
    const chain = new RuleChain([
      step(0, rule("b"), rule("a"), rule("z", deny)),
      step(3, rule("c"), rule("y", deny), rule("x", deny)),
    ]);
    expect(spoken(chain)).toEqual([
      [0, "z", "a", "b"],
      [3, "x", "y", "c"],
    ]);
  });

  test("of wildcards alone leave out the steps that name something else", () => {
    const chain = new RuleChain([
      step(0, rule("a", { pattern: "school:*" })),
      step(1, rule("c", wild), rule("b", { ...wild }), rule("d", { pattern: "*:read" })),
    ]);
    expect(spoken(chain)).toEqual([[1, "b", "c", "d"]]);
  });

  test("are looked up once", () => {
    const chain = new RuleChain([step(0, rule("a"), rule("b", wild))]);
    expect(chain.stepsFor("user:read")).toBe(chain.stepsFor("user:read"));
  });
});

describe("rules about one thing", () => {
  const about = { resource };
  const chain = new RuleChain([
    step(0, rule("c", about), rule("general"), rule("b", { ...about, ...deny }), rule("w", { ...about, ...wild })),
    step(1, rule("a", about), rule("e", { ...about, ...deny }), rule("x", { ...about, pattern: "school:read" })),
  ]);

  test("are no part of the steps", () => {
    expect(spoken(chain)).toEqual([[0, "general"]]);
    expect(chain.hasResourceRules).toBe(true);
    expect(new RuleChain([step(0, rule("general"))]).hasResourceRules).toBe(false);
  });

  test("come DENY first, then by id, wherever they stand", () => {
    expect(chain.resourceRulesFor("user:read").map(({ id }) => id)).toEqual(["b", "e", "a", "c", "w"]);
    expect(chain.resourceRulesFor("school:read").map(({ id }) => id)).toEqual(["x"]);
    expect(new RuleChain([]).resourceRulesFor("user:read")).toEqual([]);
  });
});

test("says how many rules there are, when windows open and end, and what conditions read", () => {
  const now = compileCondition('now > timestamp("2026-01-01T00:00:00Z")', "user:read");
  const request = compileCondition('request.channel == "web"', "user:read");
  const chain = (...rules: Rule[]) => new RuleChain([step(0, ...rules)]);
  const reads = ({ readsNow, readsRequest }: RuleChain) => [readsNow, readsRequest];
  expect(chain(rule("a", { from: 5, until: 9 }), rule("b", { until: 7 }), rule("c")).boundaries).toEqual([5, 9, 7]);
  expect(chain(rule("a"), rule("b")).size).toBe(2);
  expect(reads(chain())).toEqual([false, false]);
  expect(reads(chain(rule("a")))).toEqual([false, false]);
  expect(reads(chain(rule("a"), rule("b", { condition: now })))).toEqual([true, false]);
  expect(reads(chain(rule("a"), rule("b", { condition: request })))).toEqual([false, true]);
});

test("knows the way to who takes over from whom", () => {
  const reachedFrom = new Map([
    ["parent", "child"],
    ["grandparent", "parent"],
  ]);
  const chain = new RuleChain([step(0, rule("a"))], reachedFrom);
  expect(chain.pathTo("grandparent")).toEqual(["child", "parent", "grandparent"]);
  expect(chain.pathTo("child")).toEqual(["child"]);
  expect(new RuleChain([]).pathTo("child")).toEqual(["child"]);
});
