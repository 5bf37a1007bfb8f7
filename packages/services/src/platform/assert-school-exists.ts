import { AppError } from "@gloria/core";
import { compileStatement, schools, type TenantTransaction } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";

interface NamedSchool {
  readonly id: string;
  readonly name: string;
}

const selectSchool = compileStatement<{ tenantId: string; id: string }, NamedSchool[]>((db) =>
  db
    .select({ id: schools.id, name: schools.name })
    .from(schools)
    .where(
      and(
        eq(schools.tenantId, sql.placeholder("tenantId")),
        eq(schools.id, sql.placeholder("id")),
        isNull(schools.deletedAt),
      ),
    ),
);

/** @throws AppError `school.not_found` when the tenant has no living school of this id */
export async function assertSchoolExists(tx: TenantTransaction, id: string): Promise<NamedSchool> {
  const [school] = await selectSchool(tx, { tenantId: tx.tenantId, id });
  if (school === undefined) throw new AppError("school.not_found");
  return school;
}
