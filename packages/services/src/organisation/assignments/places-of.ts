import type { TenantTransaction } from "@gloria/db";
import type { Place } from "../../platform/index.ts";

/** These places with the schools that their departments lie in now. */
export async function placesOf(
  tx: TenantTransaction,
  places: readonly Pick<Place, "schoolId" | "departmentId">[],
): Promise<Place[]> {
  const ids = [...new Set(places.flatMap(({ departmentId }) => departmentId ?? []))];
  const rows = await tx.sql.unsafe<{ id: string; school_id: string | null }[]>(
    "select id, school_id from gloria.departments where tenant_id = $1::uuid and id = any($2::uuid[])",
    [tx.tenantId, ids],
  );
  const schools = new Map(rows.map((row) => [row.id, row.school_id]));
  return places.map(({ schoolId, departmentId }) => ({
    schoolId,
    departmentId,
    departmentSchoolId: departmentId === null ? null : (schools.get(departmentId) ?? null),
  }));
}
