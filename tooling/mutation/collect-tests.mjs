import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";

// Stands in for vitest in the bundle: the tests of the package as they are, but run as often as there are mutants
// without a process for each.
chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect = (value, message) => chai.expect(value, message);
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
setState({ assertionCalls: 0, isExpectingAssertions: false, testPath: "" }, expect);
globalThis[GLOBAL_EXPECT] ??= expect;

/** @type {{name: string, run: () => unknown}[]} */
export const collected = [];
const path = [];

export function describe(name, work) {
  path.push(name);
  work();
  path.pop();
}

export function test(name, ...more) {
  const run = more.find((each) => typeof each === "function");
  collected.push({ name: [...path, name].join(" › "), run });
}
test.each = (cases) => (name, run) => {
  for (const [index, values] of cases.entries()) {
    test(`${name} (${index + 1})`, () => run(...(Array.isArray(values) ? values : [values])));
  }
};
describe.each = (cases) => (name, work) => {
  for (const [index, values] of cases.entries()) {
    describe(`${name} (${index + 1})`, () => work(...(Array.isArray(values) ? values : [values])));
  }
};

export const it = test;
export const vi = { setConfig() {} };
