import { verifyWebhook, type WebhookEvent } from "@clerk/backend/webhooks";
import { AppError } from "@gloria/core";
import { z } from "zod";
import { type ClerkWebhookEvent, handledClerkEvent, handledClerkEventTypes } from "./clerk-webhook-event.ts";

export interface ClerkWebhookDelivery {
  /** The body exactly as it was received: the signature covers its bytes. */
  readonly rawBody: string;
  readonly headers: Headers | Readonly<Record<string, string>>;
}

const secretShape = /^whsec_[A-Za-z0-9+/]{20,}={0,2}$/;
// The signed text is `id.timestamp.body`; without dots in the id it can be read in one way only.
const messageId = /^[\w-]{1,255}$/;

const envelope = z.object({ type: z.string().min(1).max(255), timestamp: z.int().min(0) });

/**
 * Verifies a delivery from Clerk (Standard Webhooks headers `svix-id`, `svix-timestamp`, `svix-signature`) offline
 * and reads it. A delivery signed more than five minutes from now, before or after, is refused; repeating one within
 * that window is the caller's to notice, by the event's `id`. While a secret is being rotated Clerk signs with the
 * old and the new one, so one secret is enough.
 *
 * @throws AppError `auth.webhook_signature_invalid`; `request.invalid` with the paths when a genuine event of a type
 *   we act on has another shape than expected.
 * @throws Error when the secret is not one (a mistake in the settings).
 */
export async function verifyClerkWebhook(delivery: ClerkWebhookDelivery, secret: string): Promise<ClerkWebhookEvent> {
  if (!secretShape.test(secret)) {
    throw new Error("The Clerk webhook secret must look like whsec_….");
  }
  const headers = new Headers(delivery.headers);
  const id = headers.get("svix-id")?.trim() ?? "";
  if (!messageId.test(id)) {
    throw new AppError(
      "auth.webhook_signature_invalid",
      {},
      { cause: new Error("The svix-id header is missing or odd.") },
    );
  }
  return readEvent(id, await verifySignature(delivery.rawBody, headers, secret));
}

async function verifySignature(body: string, headers: Headers, signingSecret: string): Promise<WebhookEvent> {
  // The library wants a Request; its address is never looked at.
  const request = new Request("http://webhook.invalid/", { method: "POST", headers: signatureHeaders(headers), body });
  try {
    return await verifyWebhook(request, { signingSecret });
  } catch (cause) {
    // The library throws one kind of error for a bad signature, missing headers, an old timestamp and a body that is
    // no JSON; the secret, the only setting, was checked before.
    throw new AppError("auth.webhook_signature_invalid", {}, { cause });
  }
}

/** Only what the library reads: a copied Content-Length or Transfer-Encoding would contradict the new body. */
function signatureHeaders(headers: Headers): Headers {
  const wanted = new Headers();
  for (const name of ["svix-id", "svix-timestamp", "svix-signature"]) {
    wanted.set(name, headers.get(name) ?? "");
  }
  return wanted;
}

function readEvent(id: string, event: unknown): ClerkWebhookEvent {
  const { type, timestamp } = parse(envelope, event);
  const delivery = { id, timestampMs: timestamp };
  return handledClerkEventTypes.has(type)
    ? { ...parse(handledClerkEvent, event), ...delivery }
    : { type: "unhandled", clerkType: type, ...delivery };
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) {
    const errors = result.error.issues.map(({ path, code, message }) => ({ path: path.join("."), code, message }));
    throw new AppError("request.invalid", {}, { cause: result.error, errors });
  }
  return result.data;
}
