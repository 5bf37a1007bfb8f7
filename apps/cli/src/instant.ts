import { InvalidArgumentError } from "commander";

/** A flag that is an instant: RFC 3339, or a date, which begins at 00:00 UTC. */
export function instant(text: string): string {
  const at = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(at.getTime())) {
    throw new InvalidArgumentError("a time such as 2026-11-23T08:00:00Z, or a date");
  }
  return at.toISOString();
}
