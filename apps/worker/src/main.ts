import { ConfigError, loadWorkerConfig } from "@gloria/config";
import { loadKeyRing } from "@gloria/core";
import { openServices } from "@gloria/services";
import { createLogger } from "./runtime/create-logger.ts";
import { startWorker } from "./runtime/start-worker.ts";

/** Running jobs get this long to finish after a signal; whoever started us waits a little longer before it kills. */
const graceMs = 10_000;

/** Few people have work under way at one time. */
const permissionCacheBytes = 4 * 1024 * 1024;

async function main(): Promise<void> {
  const config = loadWorkerConfig();
  const logger = createLogger(config.logLevel);
  const services = await openServices({
    name: "gloria-worker",
    appUrl: config.database.appUrl,
    systemUrl: config.database.systemUrl,
    maxConnections: 10,
    publicUrl: config.publicUrl,
    cacheBytes: permissionCacheBytes,
    redisUrl: config.redisUrl,
    strict: config.environment !== "production",
    keyRing: await loadKeyRing(config),
    logger,
  });
  const worker = await startWorker({ config, services });

  let stopping = false;
  const stop = async (cause: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ cause }, "worker stops");
    await worker.stop(graceMs);
    await services.close();
    logger.info({ cause }, "worker stopped");
    if (process.connected) process.disconnect();
    process.exit(0);
  };
  const stopOrDie = (cause: string) => {
    stop(cause).catch((error: unknown) => {
      logger.error({ err: error }, "worker could not stop cleanly");
      process.exit(1);
    });
  };
  process.on("SIGTERM", () => stopOrDie("SIGTERM"));
  process.on("SIGINT", () => stopOrDie("SIGINT"));
  // Whoever started us is gone: without it nobody would ever stop us.
  process.on("disconnect", () => stopOrDie("disconnect"));
  process.on("unhandledRejection", (error) => {
    logger.error({ err: error }, "unhandled rejection");
    process.exit(1);
  });
  process.send?.({ type: "ready" });
}

main().catch((error: unknown) => {
  const text = error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`The worker could not start. ${text}\n`);
  process.exit(1);
});
