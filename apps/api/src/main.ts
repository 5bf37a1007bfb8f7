import { createServer } from "node:http";
import { ConfigError, loadApiConfig } from "@gloria/config";
import { getRequestListener, serve } from "@hono/node-server";
import { createApi } from "./create-api.ts";
import { createMetricsRoute } from "./http/metrics-route.ts";
import { createLogger } from "./logger.ts";

const graceMs = 10_000;

async function main(): Promise<void> {
  const config = loadApiConfig();
  const logger = createLogger(config.logLevel);
  let handler: (request: Request, env: unknown) => Response | Promise<Response> = () =>
    new Response(null, { status: 503 });
  const server = serve({ fetch: (request, env) => handler(request, env), hostname: config.host, port: config.port });
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  const host = config.host.includes(":") ? `[${config.host}]` : config.host;
  const url = `http://${host}:${port}`;

  const api = await createApi(config, config.publicUrl ?? url, logger);
  handler = api.app.fetch;
  const metricsServer =
    config.metrics.port === null
      ? null
      : createServer(getRequestListener(createMetricsRoute(api.metrics, config.metrics.token).fetch)).listen(
          config.metrics.port,
          config.host,
        );
  logger.info({ url }, "api ready");
  process.send?.({ type: "ready", url });
  void api.warmUp();

  let stopping = false;
  const stop = async (why: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ why }, "api stops: requests under way are finished");
    api.beginStopping();
    const forced = setTimeout(() => {
      logger.warn({ graceMs }, "requests did not end in time and are cut off");
      if ("closeAllConnections" in server) server.closeAllConnections();
    }, graceMs);
    // A connection whose last request ends now is kept alive for a next one, which is not to come.
    const sweeping = setInterval(() => {
      if ("closeIdleConnections" in server) server.closeIdleConnections();
    }, 50);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    clearInterval(sweeping);
    clearTimeout(forced);
    metricsServer?.close();
    await api.close();
    process.disconnect?.();
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  // The launcher is gone: nobody would stop us any more.
  process.on("disconnect", () => void stop("parent gone"));
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
