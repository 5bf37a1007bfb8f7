/**
 * What Node is told when it runs the api.
 *
 * Most of what a request makes is garbage when it ends. V8 would let the young generation grow to three times 16 MiB;
 * with a quarter of that the process keeps less, and collects a little more often. What has grown old by then may
 * double between two collections of the whole heap, not more: the api under load keeps within 179 MiB (`npm run bench --
 * api`); with 15 % it would be 137, and a page of a list would take three quarters more CPU. Stack traces name the lines
 * of the bundle, which is not minified: with source maps every process would hold the maps of all it has loaded.
 */
export const serverNodeFlags: readonly string[] = ["--max-semi-space-size=4", "--heap-growing-percent=100"];

/**
 * The same for the worker, whose long jobs make garbage that grows old before it is collected: an import of 10,000 rows
 * keeps within 160 MiB instead of 261, at the same speed (`npm run bench -- imports`).
 */
export const workerNodeFlags: readonly string[] = ["--max-semi-space-size=4", "--heap-growing-percent=15"];
