import type { ErrorFamily } from "@gloria/contracts";
import { isAppError } from "@gloria/core";

const retriedFamilies: readonly ErrorFamily[] = ["UNAVAILABLE", "RATE_LIMITED", "INTERNAL"];

/** Whether another run may end better. An error without a code is ours, and may be as passing as a lost connection. */
export function mayRetry(error: unknown): boolean {
  return !isAppError(error) || retriedFamilies.includes(error.family);
}
