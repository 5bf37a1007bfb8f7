import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface ApiMetrics {
  readonly registry: Registry;
  observeProcedure(path: string, outcome: string, seconds: number): void;
  streamOpened(): void;
  streamClosed(): void;
}

/** Labels are procedure names and error codes: both are closed sets, so the number of series is bounded. */
export function createMetrics(): ApiMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "gloria_" });
  const duration = new Histogram({
    name: "gloria_procedure_duration_seconds",
    help: "Time a procedure took, by procedure",
    labelNames: ["procedure"],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const outcomes = new Counter({
    name: "gloria_procedure_total",
    help: "Calls by procedure and outcome",
    labelNames: ["procedure", "outcome"],
    registers: [registry],
  });
  const streams = new Gauge({ name: "gloria_inbox_streams", help: "Open inbox streams", registers: [registry] });
  return {
    registry,
    observeProcedure(path, outcome, seconds) {
      duration.observe({ procedure: path }, seconds);
      outcomes.inc({ procedure: path, outcome });
    },
    streamOpened: () => streams.inc(),
    streamClosed: () => streams.dec(),
  };
}
