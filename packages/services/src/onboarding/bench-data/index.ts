export { type SeedBenchOptions, type SeedBenchReport, seedBench } from "./seed-bench.ts";
