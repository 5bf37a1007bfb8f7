import type { DeliveryEnd } from "@gloria/contracts";
import { retryDelaysMs } from "./after-attempt.ts";

export interface EarlierAttempts {
  /** Attempts that have begun. */
  readonly tries: number;
  /** Start of the oldest attempt whose outcome is not known; null: all are known. */
  readonly ambiguousSince: Date | null;
  /** How long the provider recognizes a message that it was given before. */
  readonly replayWindowMs: number;
}

/** Why there may be no further attempt, or null when there may. */
export function mayAttempt(earlier: EarlierAttempts, now: Date): DeliveryEnd | null {
  if (earlier.ambiguousSince !== null && now.getTime() - earlier.ambiguousSince.getTime() >= earlier.replayWindowMs) {
    return "ambiguous";
  }
  if (earlier.tries <= retryDelaysMs.length) return null;
  return earlier.ambiguousSince === null ? "exhausted" : "ambiguous";
}
