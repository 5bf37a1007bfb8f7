import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Hono } from "hono";

const assets: Readonly<Record<string, string>> = {
  "swagger-ui.css": "text/css",
  "swagger-ui-bundle.js": "text/javascript",
};

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Gloria API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`;

const startScript = `SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#swagger-ui", deepLinking: true, persistAuthorization: false });`;

// Swagger UI sets styles from script and draws with data: images; nothing of it comes from elsewhere.
const contentPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** The OpenAPI document, and a page to read and try it that works without internet. */
export function createDocs(): Hono {
  const app = new Hono();
  let document: string | null = null;
  app.get("/api/v1/openapi.json", async (c) => {
    // Made, and its maker loaded, when somebody reads it.
    document ??= JSON.stringify((await import("./openapi.ts")).openApiDocument());
    return c.body(document, 200, { "content-type": "application/json", "cache-control": "public, max-age=60" });
  });
  app.get("/docs", (c) => c.html(page, 200, { "content-security-policy": contentPolicy }));
  app.get("/docs/start.js", (c) => c.body(startScript, 200, { "content-type": "text/javascript" }));
  app.get("/docs/:asset", async (c, next) => {
    const asset = c.req.param("asset");
    const type = assets[asset];
    if (type === undefined) return next();
    const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
    return c.body(await readFile(join(folder, asset)), 200, {
      "content-type": type,
      "cache-control": "public, max-age=86400",
    });
  });
  return app;
}
