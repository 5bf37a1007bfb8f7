import { type ListSchoolPeopleInput, listSchoolPeopleInput, type Page, type SchoolPerson } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { assignments, positions, schools, users } from "@gloria/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { decodeCursor, pageFrom, parseInput, readInTenant, type Services, textKey } from "../../platform/index.ts";
import { holdsToday } from "../users/holds-today.ts";
import { visibleUsers } from "../users/user-queries.ts";

const peopleSort = "name";

/**
 * Who holds what in a school on a day, by name: of them those whom the caller may read. Somebody with two positions
 * there comes twice; who is in the trash is told of when a day is named. Errors: `school.not_found`, `access.denied`.
 */
export async function listSchoolPeople(
  services: Services,
  ctx: TenantContext,
  input: ListSchoolPeopleInput,
): Promise<Page<SchoolPerson>> {
  const wanted = parseInput(listSchoolPeopleInput, input);
  const after = decodeCursor(wanted.cursor, peopleSort, textKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:read");
    const [school] = await tx.db
      .select({ id: schools.id })
      .from(schools)
      .where(and(eq(schools.tenantId, tx.tenantId), eq(schools.id, wanted.id)));
    if (school === undefined) throw new AppError("school.not_found");
    access.assert("school:read", { tenantId: tx.tenantId, ownerId: null, departmentIds: [], schoolIds: [school.id] });
    const rows = await tx.db
      .select({
        assignmentId: assignments.id,
        userId: users.id,
        userName: users.name,
        sortName: users.sortName,
        nip: users.nip,
        positionId: assignments.positionId,
        positionName: positions.name,
        departmentId: assignments.departmentId,
        kind: assignments.kind,
        ftePercent: assignments.ftePercent,
        validFrom: assignments.validFrom,
        validUntil: assignments.validUntil,
        isPrimary: assignments.isPrimary,
      })
      .from(assignments)
      .innerJoin(users, and(eq(users.tenantId, assignments.tenantId), eq(users.id, assignments.userId)))
      .innerJoin(positions, and(eq(positions.tenantId, assignments.tenantId), eq(positions.id, assignments.positionId)))
      .where(
        and(
          eq(assignments.tenantId, tx.tenantId),
          eq(assignments.schoolId, school.id),
          isNull(assignments.endedAt),
          wanted.asOf === undefined
            ? and(isNull(users.deletedAt), holdsToday('"gloria"."assignments"'))
            : sql`daterange(${assignments.validFrom}, ${assignments.validUntil}) @> ${wanted.asOf}::date`,
          visibleUsers(access),
          after === null
            ? undefined
            : sql`(${users.sortName}, ${assignments.id}) > (${after[0]}::text, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(asc(users.sortName), asc(assignments.id))
      .limit(wanted.limit + 1);
    return pageFrom(
      rows,
      wanted.limit,
      ({ sortName: _, ...row }) => row,
      (row) => ({ sort: peopleSort, after: [row.sortName, row.assignmentId] }),
    );
  });
}
