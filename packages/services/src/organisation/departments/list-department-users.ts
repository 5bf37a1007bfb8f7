import { type ListDepartmentUsersInput, listDepartmentUsersInput, type Page, type UserRow } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { schools, users } from "@gloria/db";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { decodeCursor, pageFrom, parseInput, readInTenant, type Services, textKey } from "../../platform/index.ts";
import { holdsToday } from "../users/holds-today.ts";
import { toUserRow, userCan, userRowColumns, userTarget, visibleUsers } from "../users/user-queries.ts";
import { departmentTarget, findDepartment } from "./department-queries.ts";

/**
 * The people who hold a position in a department today, by name, as far as the caller may read them; with `below`
 * also those of its sub-departments. Errors: `department.not_found`, `access.denied`.
 */
export async function listDepartmentUsers(
  services: Services,
  ctx: TenantContext,
  input: ListDepartmentUsersInput,
): Promise<Page<UserRow>> {
  const wanted = parseInput(listDepartmentUsersInput, input);
  const after = decodeCursor(wanted.cursor, "name", textKey);
  return readInTenant(services, ctx, async (tx) => {
    const [{ department }, access] = await Promise.all([findDepartment(tx, wanted.id), tx.access]);
    access.assert("department:read", departmentTarget(department));
    const rows = await tx.db
      .select(userRowColumns)
      .from(users)
      .leftJoin(schools, and(eq(schools.tenantId, users.tenantId), eq(schools.id, users.homeSchoolId)))
      .where(
        and(
          eq(users.tenantId, tx.tenantId),
          isNull(users.deletedAt),
          visibleUsers(access),
          holdsSeatIn(tx.tenantId, wanted.id, wanted.below),
          after === null
            ? undefined
            : sql`(${users.sortName}, ${users.id}) > (${after[0]} collate "C", ${after[1]}::uuid)`,
        ),
      )
      .orderBy(asc(users.sortName), asc(users.id))
      .limit(wanted.limit + 1);
    return pageFrom(
      rows,
      wanted.limit,
      // For the buttons of a row the school they belong to is enough, as in the list of people.
      (row) => toUserRow(row, userCan(access, row.user, userTarget(row.user, []))),
      (row) => ({ sort: "name", after: [row.user.sortName, row.user.id] }),
    );
  });
}

/** The department of the assignment counts; where it names none, that of the position. */
function holdsSeatIn(tenantId: string, departmentId: string, below: boolean): SQL {
  const deeper = below
    ? sql`union select d.id from tree join gloria.departments d on d.tenant_id = ${tenantId}::uuid and d.parent_id = tree.id and d.deleted_at is null`
    : sql``;
  return sql`${users.id} in (
    with recursive tree(id) as (select ${departmentId}::uuid ${deeper})
    select a.user_id from gloria.assignments a
    join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
    join tree on tree.id = coalesce(a.department_id, p.department_id)
    where a.tenant_id = ${tenantId}::uuid and ${holdsToday("a")})`;
}
