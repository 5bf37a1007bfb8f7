import { AppError } from "@gloria/core";

/** A half-open window as a client writes it. */
export interface WantedWindow {
  readonly validFrom?: string | null | undefined;
  readonly validUntil?: string | null | undefined;
}

export interface Window {
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

/**
 * A window that is still to come or under way at `now`.
 *
 * @throws AppError `access.window_past` when it is over, `access.window_order` when it ends before it begins
 */
export function assertWindow(wanted: WantedWindow, now: Date): Window {
  const validFrom = toInstant(wanted.validFrom);
  const validUntil = toInstant(wanted.validUntil);
  if (validUntil !== null && validUntil <= now) {
    throw new AppError("access.window_past", { until: validUntil.toISOString() });
  }
  if (validFrom !== null && validUntil !== null && validUntil <= validFrom) {
    throw new AppError("access.window_order", { from: validFrom.toISOString(), until: validUntil.toISOString() });
  }
  return { validFrom, validUntil };
}

// Of a date before Christ or after 9999 PostgreSQL and JavaScript think differently.
const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(9000, 0, 1);

function toInstant(text: string | null | undefined): Date | null {
  if (text === null || text === undefined) return null;
  const instant = new Date(text);
  const time = instant.getTime();
  if (!(time >= earliest && time <= latest)) throw new AppError("data.out_of_range");
  return instant;
}
