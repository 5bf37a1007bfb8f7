import {
  type EmployeeRow,
  foundationWide,
  type ListEmployeesInput,
  listEmployeesInput,
  type Page,
  provisionalNipPrefix,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { employees, type TenantTransaction, users } from "@gloria/db";
import { and, asc, desc, eq, isNotNull, isNull, not, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import {
  decodeCursor,
  escapeLike,
  instantKey,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  textKey,
} from "../../platform/index.ts";
import { selectEmployees, toEmployeeRow, visibleEmployees } from "./employee-queries.ts";

export interface EmployeePage extends Page<EmployeeRow> {
  readonly can: { readonly create: boolean };
}

/** The employees whom the caller may see, without their specific data. */
export async function listEmployees(
  services: Services,
  ctx: TenantContext,
  input: ListEmployeesInput,
): Promise<EmployeePage> {
  const wanted = parseInput(listEmployeesInput, input);
  const byName = wanted.sort === "name" || wanted.sort === "-name";
  const after = decodeCursor(wanted.cursor, wanted.sort, byName ? textKey : instantKey);
  const downwards = wanted.sort.startsWith("-");
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("employee:read");
    const column = byName ? employees.sortName : employees.createdAt;
    const rows = await selectEmployees(tx)
      .where(
        and(
          visibleEmployees(access),
          wanted.id === undefined ? undefined : eq(employees.id, wanted.id),
          ...filtersOf(tx, wanted),
          after === null ? undefined : keysetOf(column, byName, downwards, after),
        ),
      )
      .orderBy(...(downwards ? [desc(column), desc(employees.id)] : [asc(column), asc(employees.id)]))
      .limit(wanted.limit + 1);
    const page = pageFrom(
      rows,
      wanted.limit,
      (row) => toEmployeeRow(row, access),
      ({ employee }) => ({
        sort: wanted.sort,
        after: [byName ? employee.sortName : employee.createdAt.toISOString(), employee.id],
      }),
    );
    return { ...page, can: { create: access.can("employee:create") } };
  });
}

/** What the filters ask of a row of `selectEmployees`. */
export function filtersOf(tx: TenantTransaction, wanted: z.output<typeof listEmployeesInput>): (SQL | undefined)[] {
  return [
    eq(employees.tenantId, tx.tenantId),
    wanted.deleted ? isNotNull(employees.deletedAt) : isNull(employees.deletedAt),
    wanted.q === undefined ? undefined : beginsNameOrNip(wanted.q),
    schoolFilter(wanted.schoolId),
    wanted.employmentStatus === undefined ? undefined : eq(employees.employmentStatus, wanted.employmentStatus),
    wanted.employeeKind === undefined ? undefined : eq(employees.employeeKind, wanted.employeeKind),
    wanted.activeStatus === undefined ? undefined : eq(employees.activeStatus, wanted.activeStatus),
    wanted.linked === undefined ? undefined : wanted.linked ? isNotNull(users.id) : isNull(users.id),
    provisionalFilter(wanted.provisional),
  ];
}

/** Whether `query` begins a word of the name, or the NIP. */
export function beginsNameOrNip(query: string): SQL {
  const beginning = sql`gloria.fold(${escapeLike(query)}) || '%'`;
  return sql`(' ' || ${employees.sortName} like '% ' || ${beginning} or lower(${employees.nip}) like ${beginning})`;
}

function schoolFilter(schoolId: string | undefined): SQL | undefined {
  if (schoolId === undefined) return undefined;
  return schoolId === foundationWide ? isNull(employees.schoolId) : eq(employees.schoolId, schoolId);
}

function provisionalFilter(provisional: boolean | undefined): SQL | undefined {
  if (provisional === undefined) return undefined;
  const isProvisional = sql`${employees.nip} like ${`${provisionalNipPrefix}%`}`;
  return provisional ? isProvisional : not(isProvisional);
}

function keysetOf(
  column: typeof employees.sortName | typeof employees.createdAt,
  byName: boolean,
  downwards: boolean,
  [value, id]: readonly [string, string],
): SQL {
  const place = byName ? sql`${value} collate "C"` : sql`${value}::timestamptz`;
  return sql`(${column}, ${employees.id}) ${downwards ? sql`<` : sql`>`} (${place}, ${id}::uuid)`;
}
