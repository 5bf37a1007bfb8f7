import { type School, type UpdateSchoolInput, updateSchoolInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { schools } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  wantsSnapshot,
  writeInTenant,
} from "../../platform/index.ts";
import { lockSchool, schoolColumnClasses, schoolTarget, toSchool } from "./school-queries.ts";

/**
 * Changes the named fields of a school. Errors: `school.not_found`, `access.denied`, `school.version_conflict`,
 * `school.code_in_use`, `school.npsn_in_use`.
 */
export async function updateSchool(services: Services, ctx: TenantContext, input: UpdateSchoolInput): Promise<School> {
  const { id, version, ...fields } = parseInput(updateSchoolInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    // Another zone moves the hour at which dated rights begin and end.
    if (fields.timeZone !== undefined) await tx.lockEpoch();
    const [before, access] = await Promise.all([lockSchool(tx, id), tx.access]);
    if (before.deletedAt !== null) throw new AppError("school.not_found");
    access.assert("school:update", schoolTarget(before));
    assertVersion("school.version_conflict", version, before);
    const [after] = await tx.db
      .update(schools)
      .set({ ...fields, ...nextVersion(schools) })
      .where(and(eq(schools.tenantId, tx.tenantId), eq(schools.id, id)))
      .returning();
    if (after === undefined) throw new AppError("school.not_found");
    await recordAudit(tx, "school.update", {
      entity: { type: "school", id, version: after.version, label: after.name },
      schoolId: id,
      changes: diffEntity(before, after, schoolColumnClasses),
      ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(after, schoolColumnClasses) } : {}),
    });
    return toSchool(after, access);
  });
}
