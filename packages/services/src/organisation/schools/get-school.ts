import { type School, schoolByCodeInput, schoolIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { schools } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { parseInput, readInTenant, type Services, type VerbTransaction } from "../../platform/index.ts";
import { findSchool, type SchoolDataRow, schoolTarget, toSchool } from "./school-queries.ts";

/** One school by id, deleted or not. */
export async function getSchool(services: Services, ctx: TenantContext, input: { id: string }): Promise<School> {
  const { id } = parseInput(schoolIdInput, input);
  return readInTenant(services, ctx, async (tx) => answer(tx, await findSchool(tx, id)));
}

/** The living school with this code, in any letter case. */
export async function getSchoolByCode(
  services: Services,
  ctx: TenantContext,
  input: { code: string },
): Promise<School> {
  const { code } = parseInput(schoolByCodeInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [row] = await tx.db
      .select()
      .from(schools)
      .where(
        and(eq(schools.tenantId, tx.tenantId), sql`lower(${schools.code}) = lower(${code})`, isNull(schools.deletedAt)),
      );
    return answer(tx, row ?? null);
  });
}

async function answer(tx: VerbTransaction, row: SchoolDataRow | null): Promise<School> {
  const access = await tx.access;
  if (row === null) throw new AppError("school.not_found");
  access.assert("school:read", schoolTarget(row));
  return toSchool(row, access);
}
