import { isAppError } from "@gloria/core";
import { validateSession } from "@gloria/services";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { ApiContext } from "../api-context.ts";
import { assertOneself, signedInAs } from "../trpc/sign-in.ts";
import { type RequestVariables, requestContextOf } from "./request-context-of.ts";
import { streamInbox } from "./stream-inbox.ts";

const pingEveryMs = 15_000;

/**
 * `GET /api/v1/notifications/stream`: server-sent events, `event: inbox`, whose id is the inbox's revision. A client
 * that comes back with `Last-Event-ID` gets what it missed. `event: end` says why the server closes the stream.
 */
export function createInboxStream(api: ApiContext): Hono<{ Variables: RequestVariables }> {
  const app = new Hono<{ Variables: RequestVariables }>();
  app.get("/", async (c) => {
    const ctx = requestContextOf(api, c);
    const { caller, tenant } = await signedInAs(ctx);
    assertOneself(tenant);
    const since = Number.parseInt(c.req.header("last-event-id") ?? "", 10);
    // Begun before the answer is: a revoked session is a 401, not a stream that ends.
    const gone = new AbortController();
    const changes = streamInbox(api, tenant, caller, since, gone.signal);
    const first = Number.isNaN(since) ? await changes.next() : await validateSession(api.services, tenant);
    c.header("x-accel-buffering", "no");
    const response = streamSSE(c, async (stream) => {
      stream.onAbort(() => gone.abort());
      const pinging = setInterval(() => void stream.write(": ping\n\n"), pingEveryMs);
      const send = (change: { counts: { rev: number } }) =>
        stream.writeSSE({ event: "inbox", id: String(change.counts.rev), data: JSON.stringify(change) });
      try {
        if (first?.value) await send(first.value);
        for await (const change of changes) await send(change);
        const code = api.stopping.aborted ? "service.unavailable" : "auth.token_expired";
        if (!gone.signal.aborted) await stream.writeSSE({ event: "end", data: JSON.stringify({ code }) });
      } catch (error) {
        if (!isAppError(error)) throw error;
        await stream.writeSSE({ event: "end", data: JSON.stringify({ code: error.code }) });
      } finally {
        clearInterval(pinging);
      }
    });
    // The helper only says "no-cache", which lets a cache keep what is personal.
    c.res.headers.set("cache-control", "no-store");
    response.headers.set("cache-control", "no-store");
    return response;
  });
  return app;
}
