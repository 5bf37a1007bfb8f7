import { fileNameSchema, importErrorsInput, storedFileOutput } from "@gloria/contracts";
import { z } from "zod";
import { createDocument, type oas31, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { listRestRoutes, type RestRoute } from "./rest/rest-operations.ts";
import { successStatusOf } from "./rest/success-status-of.ts";

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    params: z.record(z.string(), z.unknown()),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457" });

/** The OpenAPI 3.1 document of everything below `/api/v1`, made from the procedures themselves. */
export function openApiDocument(): oas31.OpenAPIObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of listRestRoutes()) {
    const { method, path } = route.operation;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(route) };
  }
  for (const [path, summary] of healthPaths) {
    paths[path] = {
      get: {
        summary,
        tags: ["health"],
        security: [],
        responses: { 200: { description: "OK" }, 503: { description: "Not now" } },
      },
    };
  }
  paths["/notifications/stream"] = {
    get: {
      operationId: "notifications.stream",
      tags: ["notifications"],
      summary: "Server-sent events: counts and new items; resume with Last-Event-ID",
      responses: {
        200: { description: "text/event-stream", content: { "text/event-stream": { schema: z.string() } } },
      },
    },
  };
  paths["/imports/{id}/errors"] = {
    get: {
      operationId: "imports.errors",
      tags: ["imports"],
      summary: "The error file: the rows that were not taken, as they stand in the file, each with what is wrong",
      description: "Needs `import:read`.",
      requestParams: { path: importErrorsInput.pick({ id: true }), query: importErrorsInput.pick({ format: true }) },
      responses: {
        200: { description: "OK", content: { "text/csv": { schema: z.string() } } },
        default: { description: "An error", content: { "application/problem+json": { schema: problem } } },
      },
    },
  };
  paths["/files"] = {
    post: {
      operationId: "files.upload",
      tags: ["files"],
      summary: "Upload a file to import from: the body is the file, 50 MB at most",
      description: "Needs `import:create`.",
      requestParams: {
        query: z.object({ name: fileNameSchema }),
        header: z.object({ "Idempotency-Key": z.string().max(255).optional() }),
      },
      requestBody: { content: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } } },
      responses: {
        201: { description: "Created", content: { "application/json": { schema: storedFileOutput } } },
        default: { description: "An error", content: { "application/problem+json": { schema: problem } } },
      },
    },
  };
  return createDocument({
    openapi: "3.1.0",
    info: { title: "Gloria", version: "1", description: "The administrative backbone of a school foundation." },
    servers: [{ url: "/api/v1" }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } } },
    paths,
  });
}

const healthPaths = [
  ["/health", "Summary"],
  ["/health/live", "The process runs"],
  ["/health/ready", "It can serve"],
] as const;

function operationOf(route: RestRoute): ZodOpenApiOperationObject {
  const { operation, meta } = route;
  const inBody = operation.method !== "GET" && operation.method !== "DELETE";
  const shape = route.input instanceof z.ZodObject ? route.input.shape : {};
  const pick = (wanted: (field: string) => boolean) =>
    z.object(Object.fromEntries(Object.entries(shape).filter(([field]) => wanted(field))));
  const isPath = (field: string) => route.pathFields.includes(field);
  const rest = pick((field) => !isPath(field));
  const hasRest = Object.keys(rest.shape).length > 0;
  return {
    operationId: route.name,
    tags: [operation.tag],
    summary: operation.summary,
    description:
      meta.permission === "public"
        ? "Needs no sign-in."
        : meta.permission === "self"
          ? "About the caller."
          : `Needs \`${meta.permission}\`.`,
    ...(meta.permission === "public" ? { security: [] } : {}),
    requestParams: {
      ...(route.pathFields.length > 0 ? { path: pick(isPath) } : {}),
      ...(hasRest && !inBody ? { query: rest } : {}),
      header: z.object({
        ...(meta.idempotent ? { "Idempotency-Key": z.string().max(255).optional() } : {}),
        ...("version" in route.fields ? { "If-Match": z.string().optional() } : {}),
        "X-Gloria-School": z.guid().optional(),
      }),
    },
    ...(hasRest && inBody
      ? { requestBody: { content: { "application/json": { schema: rest }, ...formOf(route.name, rest) } } }
      : {}),
    responses: {
      [successStatusOf(operation)]: {
        description: "OK",
        ...(route.output === null ? {} : { content: { "application/json": { schema: route.output } } }),
      },
      default: { description: "An error", content: { "application/problem+json": { schema: problem } } },
    },
  };
}

/** The operation that also takes a form, with the file itself instead of the id of one that was uploaded before. */
function formOf(name: string, rest: z.ZodObject) {
  if (name !== "imports.create") return {};
  const schema = rest.omit({ fileId: true }).extend({ file: z.string().meta({ format: "binary" }) });
  return { "multipart/form-data": { schema } };
}
