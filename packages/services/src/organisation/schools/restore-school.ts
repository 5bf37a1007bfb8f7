import { type School, schoolIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { schools } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  diffEntity,
  parseInput,
  recordAudit,
  restoration,
  type Services,
  snapshotOf,
  writeInTenant,
} from "../../platform/index.ts";
import { lockSchool, schoolColumnClasses, schoolTarget, toSchool } from "./school-queries.ts";

/**
 * Takes a soft deletion back. Errors: `school.not_found`, `access.denied`, and `school.code_in_use` or
 * `school.npsn_in_use` when another school has taken it meanwhile.
 */
export async function restoreSchool(services: Services, ctx: TenantContext, input: { id: string }): Promise<School> {
  const { id } = parseInput(schoolIdInput, input);
  return writeInTenant(services, { ...ctx, schoolId: null }, async (tx) => {
    await tx.lockEpoch();
    const [before, access] = await Promise.all([lockSchool(tx, id), tx.access]);
    access.assert("school:restore", schoolTarget(before));
    if (before.deletedAt === null) return toSchool(before, access);
    const [after] = await tx.db
      .update(schools)
      .set(restoration(schools))
      .where(and(eq(schools.tenantId, tx.tenantId), eq(schools.id, id)))
      .returning();
    if (after === undefined) throw new AppError("school.not_found");
    await recordAudit(tx, "school.restore", {
      entity: { type: "school", id, version: after.version, label: after.name },
      schoolId: id,
      changes: diffEntity(before, after, schoolColumnClasses),
      snapshot: snapshotOf(after, schoolColumnClasses),
    });
    return toSchool(after, access);
  });
}
