import { ConfigError, loadWorkerConfig } from "@gloria/config";
import { assertBoundRole, connect } from "@gloria/db";
import { createLogger } from "./runtime/create-logger.ts";
import { startWorker } from "./runtime/start-worker.ts";

/** Running jobs get this long to finish after a signal; whoever started us waits a little longer before it kills. */
const graceMs = 10_000;

async function main(): Promise<void> {
  const config = loadWorkerConfig();
  const logger = createLogger(config.logLevel);
  const app = connect({ url: config.database.appUrl, max: 10, name: "gloria-worker" });
  const system = connect({ url: config.database.systemUrl, max: 3, name: "gloria-worker-system" });
  await Promise.all([assertBoundRole(app.sql), assertBoundRole(system.sql)]);
  const worker = await startWorker({ config, databases: { app, system }, logger });

  let stopping = false;
  const stop = async (cause: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ cause }, "worker stops");
    await worker.stop(graceMs);
    await Promise.all([app.close(), system.close()]);
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
