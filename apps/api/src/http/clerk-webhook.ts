import { sessionIdOf, verifyClerkWebhook } from "@gloria/auth";
import { AppError } from "@gloria/core";
import { receiveClerkEvent } from "@gloria/services";
import { Hono } from "hono";
import type { ApiContext } from "../api-context.ts";
import { originOf, type RequestVariables } from "./request-context-of.ts";

/** `POST /webhooks/clerk`: signed; the same event twice acts once. */
export function createClerkWebhook(api: ApiContext): Hono<{ Variables: RequestVariables }> {
  const app = new Hono<{ Variables: RequestVariables }>();
  app.post("/", async (c) => {
    if (api.signIn.kind !== "clerk" || api.signIn.webhookSecret === null) throw new AppError("request.not_found");
    const event = await verifyClerkWebhook(
      { rawBody: await c.req.text(), headers: c.req.raw.headers },
      api.signIn.webhookSecret,
    );
    const outcome = await receiveClerkEvent(api.services, { origin: originOf(c) }, event, sessionIdOf);
    return c.json({ outcome });
  });
  return app;
}
