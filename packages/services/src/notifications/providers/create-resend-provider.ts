import { type ErrorResponse, Resend } from "resend";
import type { MailProvider, SendOutcome } from "./mail-provider.ts";

export interface ResendOptions {
  readonly apiKey: string;
  /** null: Resend's own address. */
  readonly baseUrl: string | null;
  /** Default 10 s: the client itself would wait for ever. */
  readonly timeoutMs?: number;
}

const dayMs = 86_400_000;

/** Not more than an hour is believed of a Retry-After: a wrong one must not stop all mail for days. */
const maxPauseMs = 3_600_000;

/** Mail by Resend. Its client neither retries nor throws: every answer is sorted into an outcome here. */
export function createResendProvider(options: ResendOptions): MailProvider {
  const client = new Resend(options.apiKey, options.baseUrl === null ? {} : { baseUrl: options.baseUrl });
  const timeoutMs = options.timeoutMs ?? 10_000;
  let pausedUntilMs = 0;
  return {
    name: "resend",
    replayWindowMs: dayMs,
    timeoutMs,
    pausedUntil: (now) => (pausedUntilMs > now.getTime() ? new Date(pausedUntilMs) : null),
    async send(mail) {
      const { data, error, headers } = await client.emails.send(
        {
          from: mail.from,
          to: mail.to,
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          headers: { ...mail.headers },
        },
        { idempotencyKey: mail.deliveryId, signal: AbortSignal.timeout(timeoutMs) },
      );
      if (error === null) return { kind: "accepted", messageId: data.id };
      const outcome = outcomeOf(error, headers);
      if (outcome.kind === "retry" && outcome.retryAfterMs !== null) {
        pausedUntilMs = Math.max(pausedUntilMs, Date.now() + outcome.retryAfterMs);
      }
      return outcome;
    },
  };
}

function outcomeOf(error: ErrorResponse, headers: Record<string, string> | null): SendOutcome {
  const said = `${error.name}: ${error.message}`;
  // No status: no answer came, or one that is not Resend's (a gateway's). The request may have arrived all the same.
  if (typeof error.statusCode !== "number") return { kind: "ambiguous", error: said };
  switch (error.name) {
    case "invalid_idempotent_request":
      // The key has been used with other bytes, so the message was taken once; it must not go out in two versions.
      return { kind: "accepted", messageId: null };
    case "concurrent_idempotent_requests":
      return { kind: "retry", error: said, retryAfterMs: null };
    case "daily_quota_exceeded":
    case "monthly_quota_exceeded":
    case "rate_limit_exceeded":
      return { kind: "retry", error: said, retryAfterMs: retryAfterOf(headers) ?? 1_000 };
  }
  if (error.statusCode === 429) return { kind: "retry", error: said, retryAfterMs: retryAfterOf(headers) ?? 1_000 };
  // A server that failed may have failed after taking the message.
  if (error.statusCode >= 500 || error.statusCode === 408) return { kind: "ambiguous", error: said };
  // A wrong key or an unverified domain is ours to mend; the message itself is fine.
  if (error.statusCode === 401 || error.statusCode === 403) return { kind: "retry", error: said, retryAfterMs: null };
  return { kind: "rejected", error: said };
}

/** `Retry-After` in seconds or as a date, in ms. */
function retryAfterOf(headers: Record<string, string> | null): number | null {
  const value = headers?.["retry-after"];
  if (value === undefined || value === "") return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), maxPauseMs);
}
