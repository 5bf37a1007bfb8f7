import { Hono } from "hono";

export interface HealthProbes {
  /** Throws when the database does not answer. */
  readonly database: () => Promise<void>;
  /** True once the process is going down: no new requests, please. */
  readonly stopping: () => boolean;
}

type Check = { readonly name: string; readonly ok: boolean; readonly durationMs: number };

/** Liveness asks nobody; readiness asks the database. Details of failures stay in the log. */
export function createHealth(probes: HealthProbes): Hono {
  const app = new Hono();
  const startedAt = Date.now();
  app.get("/live", (c) => c.json({ status: "ok" }));
  app.get("/ready", async (c) => {
    const check = await checkDatabase(probes);
    const ok = check.ok && !probes.stopping();
    return c.json({ status: ok ? "ok" : "unavailable" }, ok ? 200 : 503, ok ? {} : { "retry-after": "1" });
  });
  app.get("/", async (c) => {
    const check = await checkDatabase(probes);
    const status = probes.stopping() ? "stopping" : check.ok ? "ok" : "degraded";
    return c.json(
      { status, uptimeSeconds: Math.floor((Date.now() - startedAt) / 1000), checks: [check] },
      status === "ok" ? 200 : 503,
    );
  });
  return app;
}

async function checkDatabase(probes: HealthProbes): Promise<Check> {
  const started = performance.now();
  const ok = await probes.database().then(
    () => true,
    () => false,
  );
  return { name: "database", ok, durationMs: Math.round(performance.now() - started) };
}
