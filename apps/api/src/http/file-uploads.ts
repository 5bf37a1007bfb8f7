import { createHash } from "node:crypto";
import { AppError } from "@gloria/core";
import { maxUploadBytes, uploadFile } from "@gloria/services";
import { Hono } from "hono";
import type { ApiContext } from "../api-context.ts";
import { signedInAs } from "../trpc/sign-in.ts";
import { assertIdempotencyKey } from "./assert-idempotency-key.ts";
import { type RequestVariables, requestContextOf } from "./request-context-of.ts";

export const uploadsPath = "/api/v1/files";

/**
 * `POST /api/v1/files?name=guru.xlsx`: the body is the file itself, its media type the content type. It flows into the
 * database as it comes, 50 MB at most.
 */
export function createFileUploads(api: ApiContext): Hono<{ Variables: RequestVariables }> {
  const app = new Hono<{ Variables: RequestVariables }>();
  app.post("/", async (c) => {
    const ctx = requestContextOf(api, c);
    const { tenant } = await signedInAs(ctx);
    const mediaType = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "application/octet-stream";
    if (mediaType.startsWith("multipart/")) {
      throw new AppError("request.unsupported_media", { expected: "the file itself" });
    }
    if (Number(c.req.header("content-length") ?? 0) > maxUploadBytes) {
      throw new AppError("request.too_large", { maxBytes: maxUploadBytes });
    }
    const { name = "", ...unknown } = c.req.query();
    const errors = Object.keys(unknown).map((path) => ({ path, code: "unrecognized_keys", message: path }));
    if (errors.length > 0) throw new AppError("request.invalid", {}, { errors });
    const key = ctx.idempotencyKey === null ? null : assertIdempotencyKey(ctx.idempotencyKey);
    const file = await uploadFile(
      api.services,
      key === null ? tenant : { ...tenant, idempotency: { key, fingerprint: fingerprintOf(name, mediaType) } },
      { name, mediaType },
      c.req.raw.body ?? noBytes(),
    );
    return c.json(file, 201, { location: `/files/${file.id}`, "cache-control": "no-store" });
  });
  app.all("/", () => {
    throw new AppError("request.method_not_allowed", { allowed: ["POST"] });
  });
  return app;
}

/** The verb completes it with the bytes. */
function fingerprintOf(name: string, mediaType: string): string {
  return createHash("sha256")
    .update(JSON.stringify([name, mediaType]))
    .digest("hex");
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}
