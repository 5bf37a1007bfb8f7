import { inspect } from "node:util";
import { parentPort, workerData } from "node:worker_threads";

// One that is looked at while the modules load cannot be switched on later.
let active = workerData.active;
const atLoading = new Set();
let hits = atLoading;
globalThis.isMutant = (number) => {
  hits?.add(number);
  return number === active;
};
// How many random cases a property tries; the tests ask for it through `runs`.
let mostCases = Number.POSITIVE_INFINITY;
globalThis.casesOf = (normal) => Math.min(normal, mostCases);

const { collected, fastCheck } = await import(workerData.bundle);
// The same cases each time, and no search for a smaller one that fails: failing is all that counts.
hits = null;
fastCheck.configureGlobal({ seed: 20_260_713, endOnFailure: true });
/** Tests that fail without any mutant, for having seen too few cases. */
const unsound = new Set();

/** The failure of a test, or null. */
async function failureOf(test) {
  try {
    await test.run();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const isOfProperty = (error) => error.message.startsWith("Property failed");

/** Which mutants each test comes by, and how long it takes. */
async function survey() {
  const tests = [];
  for (const [index, test] of collected.entries()) {
    hits = new Set();
    const startedAt = performance.now();
    const failure = await failureOf(test);
    if (failure !== null) {
      if (mostCases === Number.POSITIVE_INFINITY || isOfProperty(failure)) {
        throw new Error(`"${test.name}" fails without any mutant`, { cause: failure });
      }
      unsound.add(index);
    }
    tests.push({ index, name: test.name, ms: performance.now() - startedAt, hits: [...hits] });
  }
  hits = null;
  return { tests, atLoading: [...atLoading], unsound: [...unsound] };
}

/** The first test that fails with the mutant. A fault that makes the code throw is found, too. */
async function judge(number, tests) {
  const before = active;
  active = number;
  try {
    for (const index of tests) {
      const failure = await failureOf(collected[index]);
      if (failure !== null && (!unsound.has(index) || isOfProperty(failure))) return index;
    }
    return null;
  } finally {
    active = before;
  }
}

parentPort.on("message", (task) => {
  mostCases = task.mostCases;
  for (const index of task.unsound ?? []) unsound.add(index);
  const answer = task.type === "survey" ? survey() : judge(task.number, task.tests);
  answer.then(
    (result) => parentPort.postMessage({ result }),
    (error) => parentPort.postMessage({ error: inspect(error) }),
  );
});
