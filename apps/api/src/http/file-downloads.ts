import { AppError, type TenantContext } from "@gloria/core";
import { type ByteRange, downloadFile, getFile, redeemTicket } from "@gloria/services";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { ApiContext } from "../api-context.ts";
import { signedInAs } from "../trpc/sign-in.ts";
import { assertSameOrigin } from "./assert-same-origin.ts";
import { attachmentHeader } from "./attachment-header.ts";
import { readRange } from "./read-range.ts";
import { type RequestVariables, requestContextOf } from "./request-context-of.ts";
import { streamOf } from "./stream-of.ts";
import { contextOfHolder, exchangeForm } from "./ticket-holder.ts";

type FileContext = Context<{ Variables: RequestVariables }>;

const cookieName = "gloria_file";
/** Long enough to resume a download that broke off. */
const cookieLifetimeMs = 5 * 60_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * `GET /files/:id`: with a bearer token, or from a browser, which navigates here and sends none, with a cookie that is
 * good for this one file and is had for a single-use ticket (`POST /files/exchange` with `ticket` and `file`). Session
 * and permission are asked anew in every request; every download is audited.
 */
export function createFileDownloads(api: ApiContext): Hono<{ Variables: RequestVariables }> {
  const app = new Hono<{ Variables: RequestVariables }>();
  app.post("/exchange", async (c) => {
    assertSameOrigin(c);
    const form = await exchangeForm(c);
    const ticket = api.tickets.readTicket(form.get("ticket") ?? "", "files");
    const fileId = form.get("file") ?? "";
    if (!uuid.test(fileId)) throw new AppError("file.not_found");
    await redeemTicket(api.services, contextOfHolder(c, ticket), ticket);
    const path = `/files/${fileId.toLowerCase()}`;
    const expiresAt = new Date(api.services.clock.now().getTime() + cookieLifetimeMs);
    const { tenantId, userId, sessionId } = ticket;
    setCookie(c, cookieName, api.tickets.signCookie({ tenantId, userId, sessionId, path, expiresAt }), {
      path,
      httpOnly: true,
      sameSite: "Strict",
      secure: api.secureCookies,
      expires: expiresAt,
    });
    return c.redirect(path, 303);
  });
  // Hono answers HEAD by the handler of GET, without its body.
  app.get("/:id", async (c) => {
    const tenant = await readerOf(api, c);
    const id = c.req.param("id");
    if (!uuid.test(id)) throw new AppError("file.not_found");
    const file = await getFile(api.services, tenant, { id });
    const etag = `"${file.sha256}"`;
    const headers = {
      "content-type": file.mediaType,
      "content-disposition": attachmentHeader(file.name),
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, no-cache",
      "accept-ranges": "bytes",
      etag,
    };
    if (namesTag(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);
    if (c.req.method === "HEAD") return c.body(null, 200, { ...headers, "content-length": String(file.size) });
    const range = wantedRange(c, file.size, etag);
    const { bytes } = await downloadFile(api.services, tenant, { id }, range ?? undefined);
    return new Response(streamOf(bytes), {
      status: range === null ? 200 : 206,
      headers: { ...headers, ...lengthHeaders(range, file.size) },
    });
  });
  app.all("/:id", () => {
    throw new AppError("request.method_not_allowed", { allowed: ["GET", "HEAD"] });
  });
  return app;
}

async function readerOf(api: ApiContext, c: FileContext): Promise<TenantContext> {
  const cookie = getCookie(c, cookieName);
  if (c.req.header("authorization") !== undefined || cookie === undefined) {
    return (await signedInAs(requestContextOf(api, c))).tenant;
  }
  return contextOfHolder(c, api.tickets.readCookie(cookie, c.req.path));
}

/** A part of another version than the one that the client has begun with is no use to it: then it gets the whole. */
function wantedRange(c: FileContext, size: number, etag: string): ByteRange | null {
  const ifRange = c.req.header("if-range");
  if (ifRange !== undefined && ifRange !== etag) return null;
  return readRange(c.req.header("range"), size);
}

function lengthHeaders(range: ByteRange | null, size: number): Record<string, string> {
  if (range === null) return { "content-length": String(size) };
  return {
    "content-length": String(range.end - range.start + 1),
    "content-range": `bytes ${range.start}-${range.end}/${size}`,
  };
}

function namesTag(header: string | undefined, etag: string): boolean {
  return (header ?? "").split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
