import { type SQL, sql } from "drizzle-orm";

/**
 * Whether a row of `assignments`, under this alias, holds today by the calendar of the school where it is exercised.
 *
 * No zone is more than a day from UTC (connections run in UTC): only for a row that begins or ends around today must
 * the school's own date be asked for, which costs more than all the rest.
 */
export function holdsToday(alias: string): SQL {
  return sql.raw(`(${alias}.ended_at is null and (
    (${alias}.valid_from < current_date and (${alias}.valid_until is null or ${alias}.valid_until > current_date + 1))
    or (${alias}.valid_from <= current_date + 1 and (${alias}.valid_until is null or ${alias}.valid_until >= current_date)
      and daterange(${alias}.valid_from, ${alias}.valid_until) @> gloria.today_in(${alias}.tenant_id, ${alias}.school_id))))`);
}
