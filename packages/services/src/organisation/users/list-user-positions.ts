import { type ListUserPositionsInput, listUserPositionsInput, type Page, type UserPosition } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { assignments, positions, schools } from "@gloria/db";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { decodeCursor, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { findUser, listAssignmentsToday, userTarget } from "./user-queries.ts";

const placeKey = z.tuple([z.iso.date(), z.guid()]);

/** Every position that a person holds, has held or will hold, latest beginning first. */
export async function listUserPositions(
  services: Services,
  ctx: TenantContext,
  input: ListUserPositionsInput,
): Promise<Page<UserPosition>> {
  const wanted = parseInput(listUserPositionsInput, input);
  const after = decodeCursor(wanted.cursor, "-validFrom", placeKey);
  return readInTenant(services, ctx, async (tx) => {
    const [found, held, access] = await Promise.all([
      findUser(tx, wanted.id),
      listAssignmentsToday(tx, wanted.id),
      tx.access,
    ]);
    if (found === null) throw new AppError("user.not_found");
    access.assert("user:read", userTarget(found.user, held));
    const today = sql`gloria.today_in(${assignments.tenantId}, ${assignments.schoolId})`;
    const rows = await tx.db
      .select({
        id: assignments.id,
        positionId: assignments.positionId,
        positionName: positions.name,
        schoolId: assignments.schoolId,
        schoolName: schools.name,
        departmentId: assignments.departmentId,
        kind: assignments.kind,
        ftePercent: assignments.ftePercent,
        validFrom: assignments.validFrom,
        validUntil: assignments.validUntil,
        isPrimary: assignments.isPrimary,
        decreeNumber: assignments.decreeNumber,
        state: sql<UserPosition["state"]>`case when ${assignments.validFrom} > ${today} then 'future'
          when ${assignments.validUntil} <= ${today} then 'past' else 'current' end`,
      })
      .from(assignments)
      .innerJoin(positions, and(eq(positions.tenantId, assignments.tenantId), eq(positions.id, assignments.positionId)))
      .leftJoin(schools, and(eq(schools.tenantId, assignments.tenantId), eq(schools.id, assignments.schoolId)))
      .where(
        and(
          eq(assignments.tenantId, tx.tenantId),
          eq(assignments.userId, wanted.id),
          isNull(assignments.endedAt),
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
      (row) => ({ sort: "-validFrom", after: [row.validFrom, row.id] }),
    );
  });
}
