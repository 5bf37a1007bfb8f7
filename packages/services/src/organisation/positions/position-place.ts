import { AppError } from "@gloria/core";
import { departments, type TenantTransaction } from "@gloria/db";
import { and, eq, isNull } from "drizzle-orm";
import { assertSchoolExists } from "../../platform/index.ts";

/** Where a position lies; both null: foundation-wide and in no department. */
export interface PositionPlace {
  readonly schoolId: string | null;
  readonly departmentId: string | null;
}

/**
 * The place that is meant: a department brings its school along. Deletions of schools and departments raise the epoch,
 * so that under its lock what lives now lives until the commit.
 *
 * @param schoolId undefined: whichever the department lies in, else none
 * @throws AppError `department.not_found`, `school.not_found`, `position.school_mismatch`
 */
export async function resolvePlace(
  tx: TenantTransaction,
  schoolId: string | null | undefined,
  departmentId: string | null,
): Promise<PositionPlace> {
  if (departmentId === null) {
    if (schoolId != null) await assertSchoolExists(tx, schoolId);
    return { schoolId: schoolId ?? null, departmentId };
  }
  const [department] = await tx.db
    .select({ schoolId: departments.schoolId })
    .from(departments)
    .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, departmentId), isNull(departments.deletedAt)));
  if (department === undefined) throw new AppError("department.not_found");
  if (schoolId !== undefined && (schoolId?.toLowerCase() ?? null) !== department.schoolId) {
    if (schoolId !== null) await assertSchoolExists(tx, schoolId);
    throw new AppError("position.school_mismatch");
  }
  if (department.schoolId !== null) await assertSchoolExists(tx, department.schoolId);
  return { schoolId: department.schoolId, departmentId };
}
