import { type Column, type SQL, sql } from "drizzle-orm";

/**
 * A `timestamptz` column as contracts write instants (`2026-07-13T02:30:00.000Z`), without a Date in between: a page of
 * 50 rows holds some 150 of them, which would each be parsed and written again.
 */
export function instantText(column: Column): SQL<string> {
  return sql<string>`${column}`.mapWith(toInstant);
}

/** PostgreSQL's text of an instant → ISO 8601 with milliseconds; what is finer is cut off, as Date does. */
export function toInstant(text: string): string {
  // Sessions run in UTC, and every year from 1000 to 9999 has four digits: anything else takes the long way.
  const isUsual = text.endsWith("+00") && text[10] === " " && (text.length === 22 || text[19] === ".");
  if (!isUsual) return new Date(text).toISOString();
  const milliseconds = text.slice(20, -3).padEnd(3, "0").slice(0, 3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z`;
}
