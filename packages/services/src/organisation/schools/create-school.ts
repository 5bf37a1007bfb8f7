import { type CreateSchoolInput, createSchoolInput, type School } from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { schools } from "@gloria/db";
import {
  additionsOf,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  writeInTenant,
} from "../../platform/index.ts";
import { schoolColumnClasses, toSchool } from "./school-queries.ts";

/**
 * Founds a school. Errors: `access.denied`, `school.code_in_use`, `school.npsn_in_use`.
 */
export async function createSchool(services: Services, ctx: TenantContext, input: CreateSchoolInput): Promise<School> {
  const fields = parseInput(createSchoolInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    // A new school lies in no school yet: only a right over the whole foundation covers it.
    access.assert("school:create", { tenantId: tx.tenantId, ownerId: null, departmentIds: [], schoolIds: [] });
    const [school] = await tx.db
      .insert(schools)
      .values({ ...fields, tenantId: tx.tenantId, id: newId() })
      .returning();
    if (school === undefined) throw new Error("insert returned no row");
    await recordAudit(tx, "school.create", {
      entity: { type: "school", id: school.id, version: school.version, label: school.name },
      schoolId: school.id,
      changes: additionsOf(school, schoolColumnClasses),
      snapshot: snapshotOf(school, schoolColumnClasses),
    });
    return toSchool(school, access);
  });
}
