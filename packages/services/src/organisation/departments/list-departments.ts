import {
  type Department,
  foundationWide,
  type ListDepartmentsInput,
  listDepartmentsInput,
  type Page,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { departments } from "@gloria/db";
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import {
  beginsNameOrCode,
  decodeCursor,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  textKey,
} from "../../platform/index.ts";
import { selectDepartments, toDepartment, visibleDepartments } from "./department-queries.ts";

export interface DepartmentPage extends Page<Department> {
  readonly can: { readonly create: boolean };
}

/** The departments that the caller may see; `q` is the beginning of a word of the name, or of the code. */
export async function listDepartments(
  services: Services,
  ctx: TenantContext,
  input: ListDepartmentsInput,
): Promise<DepartmentPage> {
  const wanted = parseInput(listDepartmentsInput, input);
  const after = decodeCursor(wanted.cursor, wanted.sort, textKey);
  const downwards = wanted.sort === "-name";
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("department:read");
    const rows = await selectDepartments(tx)
      .where(
        and(
          eq(departments.tenantId, tx.tenantId),
          visibleDepartments(access),
          wanted.deleted ? isNotNull(departments.deletedAt) : isNull(departments.deletedAt),
          isIn(departments.schoolId, wanted.schoolId, foundationWide),
          isIn(departments.parentId, wanted.parentId, "none"),
          wanted.q === undefined ? undefined : beginsNameOrCode(wanted.q, departments.name, departments.code),
          after === null ? undefined : keysetOf(downwards, after),
        ),
      )
      .orderBy(
        ...(downwards
          ? [desc(departments.sortName), desc(departments.id)]
          : [asc(departments.sortName), asc(departments.id)]),
      )
      .limit(wanted.limit + 1);
    const page = pageFrom(
      rows,
      wanted.limit,
      (row) => toDepartment(row, access),
      (row) => ({ sort: wanted.sort, after: [row.department.sortName, row.department.id] }),
    );
    return { ...page, can: { create: access.can("department:create") } };
  });
}

/** Equal to the id, null where the word for "none" is asked for, anything where nothing is. */
function isIn(
  column: typeof departments.schoolId | typeof departments.parentId,
  wanted: string | undefined,
  none: string,
): SQL | undefined {
  if (wanted === undefined) return undefined;
  return wanted === none ? isNull(column) : eq(column, wanted);
}

function keysetOf(downwards: boolean, [name, id]: readonly [string, string]): SQL {
  return sql`(${departments.sortName}, ${departments.id}) ${downwards ? sql`<` : sql`>`} (${name} collate "C", ${id}::uuid)`;
}
