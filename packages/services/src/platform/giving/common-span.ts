import type { Span } from "./giver.ts";

/** The time that lies in both; null for none. */
export function commonSpan(a: Span, b: Span): Span | null {
  const [validFrom, validUntil] = [later(a.validFrom, b.validFrom), earlier(a.validUntil, b.validUntil)];
  return validFrom !== null && validUntil !== null && validUntil <= validFrom ? null : { validFrom, validUntil };
}

function later(a: Date | null, b: Date | null): Date | null {
  return a === null || (b !== null && b > a) ? b : a;
}

function earlier(a: Date | null, b: Date | null): Date | null {
  return a === null || (b !== null && b < a) ? b : a;
}
