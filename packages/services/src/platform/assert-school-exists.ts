import { AppError } from "@gloria/core";
import { schools, type TenantTransaction } from "@gloria/db";
import { and, eq, isNull } from "drizzle-orm";

/** @throws AppError `school.not_found` when the tenant has no living school of this id */
export async function assertSchoolExists(
  tx: TenantTransaction,
  id: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const [school] = await tx.db
    .select({ id: schools.id, name: schools.name })
    .from(schools)
    .where(and(eq(schools.tenantId, tx.tenantId), eq(schools.id, id), isNull(schools.deletedAt)));
  if (school === undefined) throw new AppError("school.not_found");
  return school;
}
