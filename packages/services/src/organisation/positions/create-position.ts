import { type CreatePositionInput, createPositionInput, type Position } from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { positions } from "@gloria/db";
import {
  additionsOf,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  writeInTenant,
} from "../../platform/index.ts";
import { auditedPosition, positionColumnClasses } from "./position-audit.ts";
import { linksOf, replaceLinks } from "./position-links.ts";
import { resolvePlace } from "./position-place.ts";
import { loadPosition, positionTarget, toPosition } from "./position-queries.ts";

/**
 * Creates a position with all its lines. Errors: `access.denied`, `school.not_found`, `department.not_found`,
 * `position.school_mismatch`, `position.code_in_use`, `position.not_found` of one it would report to.
 */
export async function createPosition(
  services: Services,
  ctx: TenantContext,
  input: CreatePositionInput,
): Promise<Position> {
  const { schoolId, departmentId, reportsToId, coordinatorIds, ...fields } = parseInput(createPositionInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const access = await tx.access;
    // Who may create nowhere learns nothing about schools and departments.
    access.assert("position:create");
    const place = await resolvePlace(tx, schoolId, departmentId ?? null);
    access.assert(
      "position:create",
      positionTarget({ ...fields, ...place, headcount: fields.headcount ?? 1, tenantId: tx.tenantId }),
    );
    const [position] = await tx.db
      .insert(positions)
      .values({ ...fields, ...place, tenantId: tx.tenantId, id: newId() })
      .returning();
    if (position === undefined) throw new Error("insert returned no row");
    const links = linksOf(reportsToId ?? null, coordinatorIds ?? []);
    await replaceLinks(tx, position.id, links);
    const audited = auditedPosition(position, links);
    const [loaded] = await Promise.all([
      loadPosition(tx, position.id),
      recordAudit(tx, "position.create", {
        entity: { type: "position", id: position.id, version: position.version, label: position.name },
        schoolId: position.schoolId,
        changes: additionsOf(audited, positionColumnClasses),
        snapshot: snapshotOf(audited, positionColumnClasses),
      }),
    ]);
    return toPosition(loaded, access);
  });
}
