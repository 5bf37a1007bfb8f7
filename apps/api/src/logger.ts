import type { LogLevel } from "@gloria/config";
import type { Logger } from "@gloria/core";
import { pino } from "pino";

/** JSON lines on standard output. What signs in or identifies never reaches them. */
export function createLogger(level: LogLevel): Logger {
  const log = pino({
    level,
    base: { process: "api" },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ["*.token", "*.authorization", "*.password", "*.cookie", "*.email"], censor: "[hidden]" },
  });
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  };
}
