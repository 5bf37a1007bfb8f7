import { ExpressionError } from "./expression-term.ts";

const dayMs = 86_400_000;
const date = /^\d{4}-\d{2}-\d{2}$/;
const furthest = 40_000;

/** The day as milliseconds of UTC. @throws ExpressionError when the text is no date */
function dayOf(text: string): number {
  const at = date.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse takes 31 February for a day of March.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) {
    throw new ExpressionError(`'${text}' is no date`);
  }
  return at;
}

/** How many days later the second date is; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return (dayOf(to) - dayOf(from)) / dayMs;
}

/** The date so many whole days later. */
export function addDays(from: string, days: number): string {
  if (!Number.isInteger(days) || Math.abs(days) > furthest) {
    throw new ExpressionError(`${days} is no number of whole days up to ${furthest}`);
  }
  return new Date(dayOf(from) + days * dayMs).toISOString().slice(0, 10);
}
