import type { SeatSpan } from "./known-organisation.ts";

/**
 * The most holders that a position has on any day of a span, ISO dates, half-open. Who ends on a day no longer holds on
 * it, and so leaves before the newcomers of that day are counted. Pure.
 */
export function mostHolders(spans: readonly SeatSpan[], from: string, until: string | null): number {
  const steps: { day: string; step: number }[] = [];
  for (const span of spans) {
    const begin = span.from < from ? from : span.from;
    if (until !== null && begin >= until) continue;
    if (span.until !== null && span.until <= begin) continue;
    steps.push({ day: begin, step: span.holders });
    if (span.until !== null) steps.push({ day: span.until, step: -span.holders });
  }
  steps.sort((a, b) => (a.day === b.day ? a.step - b.step : a.day < b.day ? -1 : 1));
  let holders = 0;
  let most = 0;
  for (const { step } of steps) {
    holders += step;
    most = Math.max(most, holders);
  }
  return most;
}
