import fc from "fast-check";
import { runs } from "./run-counts.ts";

/** Beyond that many draws for each case wanted, a property says too seldom what it is there for. */
const mostDrawsPerCase = 50;

/**
 * Draws until `normal` cases (50,000 in a full run) were met that say something, and fails when they do not come.
 *
 * @param judge asserts, and answers how many cases it met in what was drawn: what says nothing is none
 * @param drawsAtOnce draws between two looks at the count; few where one draw is a long history
 */
export async function meetCases<Drawn>(
  drawn: fc.Arbitrary<Drawn>,
  normal: number,
  judge: (drawn: Drawn) => number | Promise<number>,
  drawsAtOnce = 50,
): Promise<void> {
  const wanted = runs(normal).numRuns;
  // Each round draws something new, also where one seed is set for all.
  const seed = fc.readConfigureGlobal().seed ?? Date.now();
  let met = 0;
  for (let draws = 0; met < wanted; draws += drawsAtOnce) {
    if (draws > wanted * mostDrawsPerCase) throw new Error(`${met} of ${wanted} cases in ${draws} draws`);
    await fc.assert(
      fc.asyncProperty(drawn, async (value) => {
        met += await judge(value);
      }),
      { numRuns: drawsAtOnce, seed: (seed + draws) | 0 },
    );
  }
}
