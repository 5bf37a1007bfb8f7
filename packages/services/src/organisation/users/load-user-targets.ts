import { assignments, type TenantTransaction } from "@gloria/db";
import type { Target } from "@gloria/permissions";
import { and, eq, inArray } from "drizzle-orm";
import { holdsToday } from "./holds-today.ts";
import { type UserDataRow, userTarget } from "./user-queries.ts";

/** What permissions see of each of these people, in one statement however many they are: the twin of `userTarget`. */
export async function loadUserTargets(
  tx: TenantTransaction,
  people: readonly (Pick<UserDataRow, "id" | "homeSchoolId"> & Partial<Pick<UserDataRow, "status">>)[],
): Promise<ReadonlyMap<string, Target>> {
  const held = await tx.db
    .select({
      userId: assignments.userId,
      schoolId: assignments.schoolId,
      departmentId: assignments.departmentId,
    })
    .from(assignments)
    .where(
      and(
        eq(assignments.tenantId, tx.tenantId),
        inArray(
          assignments.userId,
          people.map((person) => person.id),
        ),
        holdsToday('"gloria"."assignments"'),
      ),
    );
  return new Map(
    people.map((person) => [
      person.id,
      userTarget(
        { ...person, tenantId: tx.tenantId },
        held.filter((row) => row.userId === person.id),
      ),
    ]),
  );
}
