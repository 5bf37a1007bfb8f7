import type { DeliveryEnd } from "@gloria/contracts";
import type { SendOutcome } from "../providers/mail-provider.ts";

/** What a delivery becomes after an attempt. */
export type AfterAttempt =
  | { readonly state: "sent"; readonly messageId: string | null }
  | { readonly state: "queued"; readonly dueAt: Date }
  | { readonly state: "failed" | "dead"; readonly reason: DeliveryEnd };

export interface AttemptFacts {
  /** 1 for the first. */
  readonly attempt: number;
  /** Start of the oldest attempt whose outcome is not known (this one included); null when all are. */
  readonly ambiguousSince: Date | null;
  /** How long the provider recognizes a message that it was given before, by its key. */
  readonly replayWindowMs: number;
}

const minuteMs = 60_000;

/** Waits before the second, third… attempt: the promise of the delivery schedule. */
export const retryDelaysMs: readonly number[] = [
  0.5 * minuteMs,
  2 * minuteMs,
  10 * minuteMs,
  30 * minuteMs,
  120 * minuteMs,
  360 * minuteMs,
];

/** Where retries of many messages would otherwise meet again at one instant: ± this share. */
const jitter = 0.2;

/**
 * @param spread from 0 to 1, drawn by the caller: where in the jitter's range this wait lies
 */
export function afterAttempt(outcome: SendOutcome, facts: AttemptFacts, now: Date, spread: number): AfterAttempt {
  if (outcome.kind === "accepted") return { state: "sent", messageId: outcome.messageId };
  if (outcome.kind === "rejected") return { state: "failed", reason: "rejected" };
  const wait = retryDelaysMs[facts.attempt - 1];
  if (wait === undefined) {
    return { state: "dead", reason: facts.ambiguousSince === null ? "exhausted" : "ambiguous" };
  }
  const asked = outcome.kind === "retry" ? (outcome.retryAfterMs ?? 0) : 0;
  const dueAt = new Date(now.getTime() + Math.max(asked, Math.round(wait * (1 - jitter + 2 * jitter * spread))));
  // A message that may have arrived is repeated only while the provider would notice.
  if (facts.ambiguousSince !== null && dueAt.getTime() - facts.ambiguousSince.getTime() >= facts.replayWindowMs) {
    return { state: "dead", reason: "ambiguous" };
  }
  return { state: "queued", dueAt };
}
