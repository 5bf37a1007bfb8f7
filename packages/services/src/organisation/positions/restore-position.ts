import { type Position, positionIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { positions } from "@gloria/db";
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
import { auditedPosition, positionColumnClasses } from "./position-audit.ts";
import { readLinks, replaceLinks } from "./position-links.ts";
import { resolvePlace } from "./position-place.ts";
import { loadPosition, lockPosition, positionTarget, toPosition } from "./position-queries.ts";

/**
 * Takes a soft deletion back; lines to positions that were deleted meanwhile are gone for good. A department that now
 * lies in another school takes the position along.
 *
 * Errors: `position.not_found`, `access.denied`, `position.code_in_use` when another has taken the code meanwhile,
 * `school.not_found` or `department.not_found` when its place is deleted.
 */
export async function restorePosition(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<Position> {
  const { id } = parseInput(positionIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [before, links, access] = await Promise.all([lockPosition(tx, id), readLinks(tx, id), tx.access]);
    access.assert("position:restore", positionTarget(before));
    if (before.deletedAt === null) return toPosition(await loadPosition(tx, id), access);
    const place = await resolvePlace(
      tx,
      before.departmentId === null ? before.schoolId : undefined,
      before.departmentId,
    );
    access.assert("position:restore", positionTarget({ ...before, ...place }));
    await replaceLinks(tx, id, links);
    const [after] = await tx.db
      .update(positions)
      .set({ ...place, ...restoration(positions) })
      .where(and(eq(positions.tenantId, tx.tenantId), eq(positions.id, id)))
      .returning();
    if (after === undefined) throw new AppError("position.not_found");
    const audited = auditedPosition(after, links);
    const [loaded] = await Promise.all([
      loadPosition(tx, id),
      recordAudit(tx, "position.restore", {
        entity: { type: "position", id, version: after.version, label: after.name },
        schoolId: after.schoolId,
        changes: diffEntity(auditedPosition(before, links), audited, positionColumnClasses),
        snapshot: snapshotOf(audited, positionColumnClasses),
      }),
    ]);
    return toPosition(loaded, access);
  });
}
