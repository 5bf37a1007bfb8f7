import { type Acting, foundationWide, type ListActingInput, listActingInput, type Page } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { assignments, users } from "@gloria/db";
import { and, asc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { decodeCursor, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { daysLeft, selectAssignments, toAssignment, visibleAssignments } from "./assignment-queries.ts";

/** `(valid until, id)`, the key of the list. */
const actingKey = z.tuple([z.iso.date(), z.guid()]);
const actingSort = "validUntil";

/** Who acts now or will, whose end is next first; of them those whom the caller may see. */
export async function listActing(
  services: Services,
  ctx: TenantContext,
  input: ListActingInput,
): Promise<Page<Acting>> {
  const wanted = parseInput(listActingInput, input);
  const after = decodeCursor(wanted.cursor, actingSort, actingKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("assignment:read");
    const rows = await selectAssignments(tx)
      .where(
        and(
          eq(assignments.tenantId, tx.tenantId),
          isNull(assignments.endedAt),
          isNull(users.deletedAt),
          ne(assignments.kind, "DEFINITIF"),
          // A day more than any zone is away, so that the index answers; then exactly.
          sql`${assignments.validUntil} >= current_date - 1 and ${daysLeft} > 0`,
          visibleAssignments(access),
          ...filtersOf(wanted),
          after === null
            ? undefined
            : sql`(${assignments.validUntil}, ${assignments.id}) > (${after[0]}::date, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(asc(assignments.validUntil), asc(assignments.id))
      .limit(wanted.limit + 1);
    return pageFrom(
      rows,
      wanted.limit,
      ({ daysLeft: left, ...row }) => ({ ...toAssignment(row, tx.tenantId, access), daysLeft: left ?? 0 }),
      (row) => ({ sort: actingSort, after: [row.validUntil ?? "", row.id] }),
    );
  });
}

function filtersOf(wanted: z.output<typeof listActingInput>): (SQL | undefined)[] {
  return [
    wanted.schoolId === undefined
      ? undefined
      : wanted.schoolId === foundationWide
        ? isNull(assignments.schoolId)
        : eq(assignments.schoolId, wanted.schoolId),
    wanted.kind === undefined ? undefined : eq(assignments.kind, wanted.kind),
    wanted.endingWithinDays === undefined ? undefined : sql`${daysLeft} <= ${wanted.endingWithinDays}::int`,
  ];
}
