import { assignments } from "@gloria/db";
import { desc, type SQL, sql } from "drizzle-orm";
import { z } from "zod";

/** `(valid from, id)`, the key of lists of assignments. */
export const historyKey = z.tuple([z.iso.date(), z.guid()]);
/** The name of their only order, latest beginning first. */
export const historySort = "-validFrom";
export const historyOrder = [desc(assignments.validFrom), desc(assignments.id)];

const today = sql`gloria.today_in(${assignments.tenantId}, ${assignments.schoolId})`;

/** What such a list tells of each assignment, with its place in time where it is exercised. */
export const historyColumns = {
  schoolId: assignments.schoolId,
  departmentId: assignments.departmentId,
  kind: assignments.kind,
  ftePercent: assignments.ftePercent,
  validFrom: assignments.validFrom,
  validUntil: assignments.validUntil,
  isPrimary: assignments.isPrimary,
  decreeNumber: assignments.decreeNumber,
  state: sql<"past" | "current" | "future">`case when ${assignments.validFrom} > ${today} then 'future'
    when ${assignments.validUntil} <= ${today} then 'past' else 'current' end`,
};

/** The condition that an assignment is held on a date, where one is named. */
export function heldOn(asOf: string | undefined): SQL | undefined {
  if (asOf === undefined) return undefined;
  return sql`daterange(${assignments.validFrom}, ${assignments.validUntil}) @> ${asOf}::date`;
}

/** The condition that an assignment comes after the place where the last page ended. */
export function historyAfter(after: z.output<typeof historyKey> | null): SQL | undefined {
  if (after === null) return undefined;
  return sql`(${assignments.validFrom}, ${assignments.id}) < (${after[0]}::date, ${after[1]}::uuid)`;
}
