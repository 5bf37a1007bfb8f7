/**
 * What Node is told when it runs the api or the worker.
 *
 * Most of what a request makes is garbage when it ends. V8 would let the young generation grow to three times 16 MiB;
 * with a quarter of that the process keeps less, and collects a little more often. What has grown old by then, in long
 * jobs and under load, may add 15 % between two collections of the whole heap instead of doubling it: an import of
 * 10,000 rows keeps within 160 MiB instead of 261, the api under load within 135 instead of 247, at the same speed
 * (`npm run bench -- imports`, `npm run bench -- api`). Stack traces name the lines of the bundle, which is not
 * minified: with source maps every process would hold the maps of all it has loaded.
 */
export const serverNodeFlags: readonly string[] = ["--max-semi-space-size=4", "--heap-growing-percent=15"];
