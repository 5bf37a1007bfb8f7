import {
  type DepartmentHierarchy,
  departmentHierarchyInput,
  departmentHierarchyLimit,
  foundationWide,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { departments } from "@gloria/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { assertSchoolExists, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { visibleDepartments } from "./department-queries.ts";

/**
 * The living departments of a school, or the foundation-wide ones, that the caller may see. A child lies in its
 * parent's school, so all of them are one flat query. Errors: `access.denied`, `school.not_found`.
 */
export async function getDepartmentHierarchy(
  services: Services,
  ctx: TenantContext,
  input: { schoolId: string },
): Promise<DepartmentHierarchy> {
  const { schoolId } = parseInput(departmentHierarchyInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("department:read");
    const [rows] = await Promise.all([
      tx.db
        .select({
          id: departments.id,
          parentId: departments.parentId,
          code: departments.code,
          name: departments.name,
          // Drizzle writes a column of a query's only table without the table's name, which in here means another's.
          positions: sql<number>`(select count(*)::int from gloria.positions p where p.tenant_id = "departments"."tenant_id"
            and p.department_id = "departments"."id" and p.deleted_at is null)`,
        })
        .from(departments)
        .where(
          and(
            eq(departments.tenantId, tx.tenantId),
            isNull(departments.deletedAt),
            schoolId === foundationWide ? isNull(departments.schoolId) : eq(departments.schoolId, schoolId),
            visibleDepartments(access),
          ),
        )
        .orderBy(asc(departments.sortName), asc(departments.id))
        .limit(departmentHierarchyLimit + 1),
      schoolId === foundationWide ? null : assertSchoolExists(tx, schoolId),
    ]);
    return {
      departments: parentsFirst(rows.slice(0, departmentHierarchyLimit)),
      isComplete: rows.length <= departmentHierarchyLimit,
    };
  });
}

type Node = Omit<DepartmentHierarchy["departments"][number], "depth">;

/** Level by level, each in the order given. What stands under a department that is not shown begins a tree. */
function parentsFirst(rows: readonly Node[]): DepartmentHierarchy["departments"] {
  const shown = new Set(rows.map((row) => row.id));
  const below = new Map<string | null, Node[]>();
  for (const row of rows) {
    const parent = row.parentId !== null && shown.has(row.parentId) ? row.parentId : null;
    const siblings = below.get(parent);
    if (siblings === undefined) below.set(parent, [row]);
    else siblings.push(row);
  }
  const ordered: DepartmentHierarchy["departments"] = [];
  for (let level = below.get(null) ?? [], depth = 0; level.length > 0; depth++) {
    for (const row of level) ordered.push({ ...row, depth });
    level = level.flatMap((row) => below.get(row.id) ?? []);
  }
  return ordered;
}
