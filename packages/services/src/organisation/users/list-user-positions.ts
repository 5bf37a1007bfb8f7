import { type ListUserPositionsInput, listUserPositionsInput, type Page, type UserPosition } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { assignments, positions, schools } from "@gloria/db";
import { and, eq, isNull } from "drizzle-orm";
import { decodeCursor, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import {
  heldOn,
  historyAfter,
  historyColumns,
  historyKey,
  historyOrder,
  historySort,
} from "../assignments/assignment-history.ts";
import { assignmentCan } from "../assignments/assignment-queries.ts";
import { findUser, listAssignmentsToday, userTarget } from "./user-queries.ts";

/** Every position that a person holds, has held or will hold, latest beginning first. */
export async function listUserPositions(
  services: Services,
  ctx: TenantContext,
  input: ListUserPositionsInput,
): Promise<Page<UserPosition>> {
  const wanted = parseInput(listUserPositionsInput, input);
  const after = decodeCursor(wanted.cursor, historySort, historyKey);
  return readInTenant(services, ctx, async (tx) => {
    const [found, held, access] = await Promise.all([
      findUser(tx, wanted.id),
      listAssignmentsToday(tx, wanted.id),
      tx.access,
    ]);
    if (found === null) throw new AppError("user.not_found");
    access.assert("user:read", userTarget(found.user, held));
    const rows = await tx.db
      .select({
        id: assignments.id,
        positionId: assignments.positionId,
        positionName: positions.name,
        schoolName: schools.name,
        appointedBy: assignments.appointedBy,
        ...historyColumns,
      })
      .from(assignments)
      .innerJoin(positions, and(eq(positions.tenantId, assignments.tenantId), eq(positions.id, assignments.positionId)))
      .leftJoin(schools, and(eq(schools.tenantId, assignments.tenantId), eq(schools.id, assignments.schoolId)))
      .where(
        and(
          eq(assignments.tenantId, tx.tenantId),
          eq(assignments.userId, wanted.id),
          isNull(assignments.endedAt),
          heldOn(wanted.asOf),
          historyAfter(after),
        ),
      )
      .orderBy(...historyOrder)
      .limit(wanted.limit + 1);
    return pageFrom(
      rows,
      wanted.limit,
      ({ appointedBy, ...row }) => ({
        ...row,
        can: assignmentCan({ ...row, appointedBy, userId: wanted.id.toLowerCase() }, tx.tenantId, access),
      }),
      (row) => ({ sort: historySort, after: [row.validFrom, row.id] }),
    );
  });
}
