import { deleteSchoolInput, type School } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { schools, type TenantTransaction } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertNothingRefers,
  assertVersion,
  diffEntity,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  softDeletion,
  writeInTenant,
} from "../../platform/index.ts";
import { lockSchool, schoolColumnClasses, schoolTarget, toSchool } from "./school-queries.ts";

/**
 * Deletes a school softly. Refused while anything living refers to it; the error lists how much of what.
 *
 * Errors: `school.not_found`, `access.denied`, `school.version_conflict`, `school.referenced` with counts.
 */
export async function deleteSchool(
  services: Services,
  ctx: TenantContext,
  input: { id: string; version?: number | undefined },
): Promise<School> {
  const { id, version } = parseInput(deleteSchoolInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [before, access] = await Promise.all([lockSchool(tx, id), tx.access]);
    access.assert("school:delete", schoolTarget(before));
    if (before.deletedAt !== null) return toSchool(before, access);
    assertVersion("school.version_conflict", version, before);
    await assertUnreferenced(tx, id);
    const [after] = await tx.db
      .update(schools)
      .set(softDeletion(schools, ctx.actor))
      .where(and(eq(schools.tenantId, tx.tenantId), eq(schools.id, id)))
      .returning();
    if (after === undefined) throw new AppError("school.not_found");
    await recordAudit(tx, "school.delete", {
      entity: { type: "school", id, version: after.version, label: after.name },
      schoolId: id,
      changes: diffEntity(before, after, schoolColumnClasses),
      snapshot: snapshotOf(after, schoolColumnClasses),
    });
    return toSchool(after, access);
  });
}

/**
 * New references lock the school's row as a foreign key does (FOR KEY SHARE), and ours is FOR UPDATE: none can slip
 * in between this count and the commit.
 */
async function assertUnreferenced(tx: TenantTransaction, schoolId: string): Promise<void> {
  const [counts] = await tx.sql.unsafe<
    { people: number; departments: number; positions: number; assignments: number; employees: number; roles: number }[]
  >(
    `select
       (select count(*)::int from gloria.users where tenant_id = $1 and home_school_id = $2 and deleted_at is null) as people,
       (select count(*)::int from gloria.departments where tenant_id = $1 and school_id = $2 and deleted_at is null) as departments,
       (select count(*)::int from gloria.positions where tenant_id = $1 and school_id = $2 and deleted_at is null) as positions,
       (select count(*)::int from gloria.assignments where tenant_id = $1 and school_id = $2 and ended_at is null
          and (valid_until is null or valid_until > gloria.today_in($1, $2))) as assignments,
       (select count(*)::int from gloria.employees where tenant_id = $1 and school_id = $2 and deleted_at is null) as employees,
       (select count(*)::int from gloria.role_assignments where tenant_id = $1 and school_id = $2 and ended_at is null) as roles`,
    [tx.tenantId, schoolId],
  );
  assertNothingRefers("school.referenced", counts);
}
