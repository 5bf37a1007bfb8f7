import type { Services } from "@gloria/services";
import { Counter, Gauge, type Registry } from "prom-client";

/** What the caches of permissions have answered, read when somebody asks for the metrics. */
export function registerPermissionMetrics(registry: Registry, permissions: Services["permissions"]): void {
  const total = (name: string, help: string, outcomes: () => Readonly<Record<string, number>>) =>
    new Counter({
      name,
      help,
      labelNames: ["outcome"],
      registers: [registry],
      collect() {
        this.reset();
        for (const [outcome, count] of Object.entries(outcomes())) this.inc({ outcome }, count);
      },
    });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  total("gloria_permission_cache_total", "Questions for a person's permissions, by how they were answered", () => {
    const { hits, misses, joins } = permissions.counters;
    return { hit: hits, miss: misses, join: joins };
  });
  total("gloria_permission_redis_total", "Reads and writes of permissions in Redis, by outcome", () => {
    const { hits, misses, errors, skipped } = permissions.counters.store ?? {
      hits: 0,
      misses: 0,
      errors: 0,
      skipped: 0,
    };
    return { hit: hits, miss: misses, error: errors, skipped };
  });
  gauge(
    "gloria_permission_cache_entries",
    "People whose permissions are remembered",
    () => permissions.counters.entries,
  );
  gauge(
    "gloria_permission_cache_bytes",
    "Memory of remembered permissions, by estimate",
    () => permissions.counters.bytes,
  );
  gauge(
    "gloria_permission_cache_age_seconds",
    "Age of remembered permissions, on an average",
    () => permissions.counters.ageSeconds,
  );
}
