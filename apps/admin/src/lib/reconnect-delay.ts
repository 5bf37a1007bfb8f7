/**
 * How long to wait before the next attempt to connect: doubling from one second to half a minute, spread by up to a
 * quarter so that all browsers do not return in the same instant after a restart. `random` is in [0, 1).
 */
export function reconnectDelayMs(attempt: number, random: number): number {
  const base = Math.min(30_000, 1_000 * 2 ** Math.max(0, Math.min(attempt, 10)));
  return Math.round(base * (0.75 + random * 0.5));
}
