import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { escapeLike } from "./escape-like.ts";

/** Whether `query` begins a word of the name, or the code, whatever the accents and the case. */
export function beginsNameOrCode(query: string, name: AnyColumn, code: AnyColumn): SQL {
  const beginning = sql`gloria.fold(${escapeLike(query)}) || '%'`;
  return sql`(' ' || gloria.fold(${name}) like '% ' || ${beginning} or gloria.fold(${code}) like ${beginning})`;
}
