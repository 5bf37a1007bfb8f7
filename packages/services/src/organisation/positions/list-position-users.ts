import { type ListPositionUsersInput, listPositionUsersInput, type Page, type PositionHolder } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { assignments, users } from "@gloria/db";
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
import { visibleUsers } from "../users/user-queries.ts";
import { loadPosition, positionTarget } from "./position-queries.ts";

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
  const after = decodeCursor(wanted.cursor, historySort, historyKey);
  return readInTenant(services, ctx, async (tx) => {
    const [{ position }, access] = await Promise.all([loadPosition(tx, wanted.id), tx.access]);
    access.assert("position:read", positionTarget(position));
    const rows = await tx.db
      .select({
        assignmentId: assignments.id,
        userId: users.id,
        userName: users.name,
        nip: users.nip,
        ...historyColumns,
      })
      .from(assignments)
      .innerJoin(users, and(eq(users.tenantId, assignments.tenantId), eq(users.id, assignments.userId)))
      .where(
        and(
          eq(assignments.tenantId, tx.tenantId),
          eq(assignments.positionId, wanted.id),
          isNull(assignments.endedAt),
          visibleUsers(access),
          heldOn(wanted.asOf),
          historyAfter(after),
        ),
      )
      .orderBy(...historyOrder)
      .limit(wanted.limit + 1);
    return pageFrom(
      rows,
      wanted.limit,
      (row) => row,
      (row) => ({ sort: historySort, after: [row.validFrom, row.assignmentId] }),
    );
  });
}
