import type { TenantContext } from "@gloria/core";
import { departments, positions, schools } from "@gloria/db";
import { type Access, type RowFilterColumns, rowFilterSql } from "@gloria/permissions";
import { type AnyColumn, and, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import { attributeColumns, readInTenant, type Services } from "../../../platform/index.ts";
import type { FilterOf } from "./export-source.ts";

type Table = typeof schools | typeof departments | typeof positions;

/** How many schools, departments and positions the caller may both read and export, each by itself. */
export async function countOrganisation(
  services: Services,
  ctx: TenantContext,
  { schoolId }: FilterOf<"organisation">,
): Promise<{ readonly schools: number; readonly departments: number; readonly positions: number }> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const countOf = async (table: Table, within: SQL | undefined, permitted: SQL | undefined): Promise<number> => {
      const alive = and(eq(table.tenantId, tx.tenantId), isNull(table.deletedAt));
      const [row] = await tx.db
        .select({ total: count() })
        .from(table)
        .where(and(alive, within, permitted));
      return row?.total ?? 0;
    };
    const within = (column: AnyColumn) => (schoolId === undefined ? undefined : eq(column, schoolId));
    return {
      schools: await countOf(
        schools,
        within(schools.id),
        permittedRows(access, "school", {
          own: null,
          school: isOneOf(schools.id),
          department: null,
          schoolless: null,
          resource: { type: "school", is: isOneOf(schools.id) },
          attributes: attributeColumns("school", schools),
        }),
      ),
      departments: await countOf(
        departments,
        within(departments.schoolId),
        permittedRows(access, "department", {
          own: null,
          school: isOneOf(departments.schoolId),
          department: isOneOf(departments.id),
          schoolless: isNull(departments.schoolId),
          resource: { type: "department", is: isOneOf(departments.id) },
          attributes: attributeColumns("department", departments),
        }),
      ),
      positions: await countOf(
        positions,
        within(positions.schoolId),
        permittedRows(access, "position", {
          own: null,
          school: isOneOf(positions.schoolId),
          department: isOneOf(positions.departmentId),
          schoolless: isNull(positions.schoolId),
          resource: { type: "position", is: isOneOf(positions.id) },
          attributes: attributeColumns("position", positions),
        }),
      ),
    };
  });
}

function isOneOf(column: AnyColumn) {
  return (ids: readonly string[]) => sql`${column} = any(${sql.param(ids)}::uuid[])`;
}

function permittedRows(
  access: Access,
  entity: "school" | "department" | "position",
  columns: RowFilterColumns,
): SQL | undefined {
  return and(
    rowFilterSql(access.filter(`${entity}:read`), columns),
    rowFilterSql(access.filter(`${entity}:export`), columns),
  );
}
