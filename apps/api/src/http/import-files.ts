import { createHash } from "node:crypto";
import { type CreateImportInput, importErrorsInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { createImport, getImportErrors, parseInput, uploadFile } from "@gloria/services";
import { Hono } from "hono";
import type { ApiContext } from "../api-context.ts";
import { signedInAs } from "../trpc/sign-in.ts";
import { assertIdempotencyKey } from "./assert-idempotency-key.ts";
import { attachmentHeader } from "./attachment-header.ts";
import { readMultipart } from "./read-multipart.ts";
import { type RequestVariables, requestContextOf } from "./request-context-of.ts";
import { streamOf } from "./stream-of.ts";

export const importsPath = "/api/v1/imports";

/** True for an import whose file comes with it. */
export function isImportForm(method: string, path: string, contentType: string | undefined): boolean {
  return (
    method === "POST" && path === importsPath && (contentType ?? "").toLowerCase().startsWith("multipart/form-data")
  );
}

/**
 * What of imports is no JSON: `POST /api/v1/imports` as a form with the file in `file` and the input's other fields as
 * text (`mapping` as JSON), which is an upload and `imports.create` in one; and `GET /api/v1/imports/:id/errors`, the
 * file of the rows that were not taken.
 */
export function createImportFiles(api: ApiContext): Hono<{ Variables: RequestVariables }> {
  const app = new Hono<{ Variables: RequestVariables }>();
  app.post("/", async (c, next) => {
    if (!isImportForm(c.req.method, c.req.path, c.req.header("content-type"))) return next();
    const ctx = requestContextOf(api, c);
    const { tenant } = await signedInAs(ctx);
    const key = ctx.idempotencyKey === null ? null : assertIdempotencyKey(ctx.idempotencyKey);
    const { fields, taken } = await readMultipart(c.req.raw, ({ name, mediaType, bytes }) =>
      uploadFile(api.services, tenant, { name, mediaType }, bytes),
    );
    const input = { ...readFields(fields), fileId: taken.id } as CreateImportInput;
    const made = await createImport(api.services, withKey(tenant, key, [taken.sha256, fields]), input);
    return c.json(made, 202, { location: `${importsPath}/${made.id}`, "cache-control": "no-store" });
  });
  app.get("/:id/errors", async (c) => {
    const { tenant } = await signedInAs(requestContextOf(api, c));
    const input = parseInput(importErrorsInput, { ...c.req.query(), id: c.req.param("id") });
    const file = await getImportErrors(api.services, tenant, input);
    return new Response(streamOf(file.bytes), {
      headers: {
        "content-type": file.mediaType,
        "content-disposition": attachmentHeader(file.name),
        "cache-control": "no-store",
      },
    });
  });
  return app;
}

function withKey(tenant: TenantContext, key: string | null, what: unknown): TenantContext {
  if (key === null) return tenant;
  const fingerprint = createHash("sha256")
    .update(JSON.stringify(["imports.create", what]))
    .digest("hex");
  return { ...tenant, idempotency: { key, fingerprint } };
}

/** Text becomes what the contract asks for; whatever else is wrong with it, the contract says. */
function readFields(fields: Readonly<Record<string, string>>): Record<string, unknown> {
  const input: Record<string, unknown> = { ...fields };
  if (fields["includeSpecific"] !== undefined) {
    input["includeSpecific"] =
      fields["includeSpecific"] === "true"
        ? true
        : fields["includeSpecific"] === "false"
          ? false
          : fields["includeSpecific"];
  }
  if (fields["mapping"] === undefined) return input;
  try {
    input["mapping"] = JSON.parse(fields["mapping"]);
  } catch (cause) {
    throw new AppError("request.malformed", { field: "mapping" }, { cause });
  }
  return input;
}
