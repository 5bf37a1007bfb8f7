import { type ListPositionUsersInput, listPositionUsersInput, type Page, type PositionHolder } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { assignments, users } from "@gloria/db";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { decodeCursor, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { visibleUsers } from "../users/user-queries.ts";
import { loadPosition, positionTarget } from "./position-queries.ts";

const placeKey = z.tuple([z.iso.date(), z.guid()]);

/**
 * Who holds the position, has held it or will, latest beginning first: of them those whom the caller may read.
 * Errors: `position.not_found`, `access.denied`.
 */
export async function listPositionUsers(
  services: Services,
  ctx: TenantContext,
  input: ListPositionUsersInput,
): Promise<Page<PositionHolder>> {
  const wanted = parseInput(listPositionUsersInput, input);
  const after = decodeCursor(wanted.cursor, "-validFrom", placeKey);
  return readInTenant(services, ctx, async (tx) => {
    const [{ position }, access] = await Promise.all([loadPosition(tx, wanted.id), tx.access]);
    access.assert("position:read", positionTarget(position));
    const today = sql`gloria.today_in(${assignments.tenantId}, ${assignments.schoolId})`;
    const rows = await tx.db
      .select({
        assignmentId: assignments.id,
        userId: users.id,
        userName: users.name,
        nip: users.nip,
        schoolId: assignments.schoolId,
        departmentId: assignments.departmentId,
        kind: assignments.kind,
        ftePercent: assignments.ftePercent,
        validFrom: assignments.validFrom,
        validUntil: assignments.validUntil,
        isPrimary: assignments.isPrimary,
        decreeNumber: assignments.decreeNumber,
        state: sql<PositionHolder["state"]>`case when ${assignments.validFrom} > ${today} then 'future'
          when ${assignments.validUntil} <= ${today} then 'past' else 'current' end`,
      })
      .from(assignments)
      .innerJoin(users, and(eq(users.tenantId, assignments.tenantId), eq(users.id, assignments.userId)))
      .where(
        and(
          eq(assignments.tenantId, tx.tenantId),
          eq(assignments.positionId, wanted.id),
          isNull(assignments.endedAt),
          visibleUsers(access, ctx.actor.kind === "user" ? ctx.actor.userId : null),
          wanted.asOf === undefined
            ? undefined
            : sql`daterange(${assignments.validFrom}, ${assignments.validUntil}) @> ${wanted.asOf}::date`,
          after === null
            ? undefined
            : sql`(${assignments.validFrom}, ${assignments.id}) < (${after[0]}::date, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(assignments.validFrom), desc(assignments.id))
      .limit(wanted.limit + 1);
    return pageFrom(
      rows,
      wanted.limit,
      (row) => row,
      (row) => ({ sort: "-validFrom", after: [row.validFrom, row.assignmentId] }),
    );
  });
}
