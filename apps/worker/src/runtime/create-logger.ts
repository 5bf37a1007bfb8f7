import type { WorkerConfig } from "@gloria/config";
import type { Logger } from "@gloria/core";
import { pino, stdTimeFunctions } from "pino";

/** JSON lines on standard output. */
export function createLogger(level: WorkerConfig["logLevel"]): Logger {
  return pino({ level, base: { process: "worker" }, timestamp: stdTimeFunctions.isoTime });
}
