import { type Position, type UpdatePositionInput, updatePositionInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { positions } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertMayGive,
  assertVersion,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
  wantsSnapshot,
  writeInTenant,
} from "../../platform/index.ts";
import { assertHeadcountHolds } from "./assert-headcount-holds.ts";
import { gainsOfMove } from "./gains-of-move.ts";
import { moveHolders } from "./move-holders.ts";
import { auditedPosition, positionColumnClasses } from "./position-audit.ts";
import { linksOf, type PositionLinks, readLinks, replaceLinks, sameLinks } from "./position-links.ts";
import { type PositionPlace, resolvePlace } from "./position-place.ts";
import { loadPosition, lockPosition, type PositionDataRow, positionTarget, toPosition } from "./position-queries.ts";

type Wanted = Pick<UpdatePositionInput, "schoolId" | "departmentId" | "reportsToId" | "coordinatorIds">;

/**
 * Changes the named fields of a position; lines that are named replace those there were. Moving it needs the right at
 * both places, and all that its holders gain by it; it takes those of today and later along.
 *
 * Errors: `position.not_found` (also of one it would report to), `access.denied`, `position.version_conflict`,
 * `school.not_found`, `department.not_found`, `position.school_mismatch`, `position.code_in_use`, `position.cycle`,
 * `position.headcount_below_holders` with {headcount, holders, days}, `access.escalation`, `access.outlasts_support`.
 */
export async function updatePosition(
  services: Services,
  ctx: TenantContext,
  input: UpdatePositionInput,
): Promise<Position> {
  const { id, version, schoolId, departmentId, reportsToId, coordinatorIds, ...fields } = parseInput(
    updatePositionInput,
    input,
  );
  const wanted: Wanted = { schoolId, departmentId, reportsToId, coordinatorIds };
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [before, linksBefore, access] = await Promise.all([lockPosition(tx, id), readLinks(tx, id), tx.access]);
    if (before.deletedAt !== null) throw new AppError("position.not_found");
    access.assert("position:update", positionTarget(before));
    assertVersion("position.version_conflict", version, before);
    const place = await placeAfter(tx, before, wanted);
    access.assert("position:update", positionTarget({ ...before, ...place }));
    if (fields.headcount !== undefined && fields.headcount < before.headcount) {
      await assertHeadcountHolds(tx, before, fields.headcount);
    }
    const isMoved = place.schoolId !== before.schoolId || place.departmentId !== before.departmentId;
    if (isMoved) await assertMayGive(tx, access, await gainsOfMove(tx, id, before, place));
    const links = linksAfter(linksBefore, wanted);
    if (!sameLinks(links, linksBefore)) await replaceLinks(tx, id, links);
    const [after] = await tx.db
      .update(positions)
      .set({ ...fields, ...place, ...nextVersion(positions) })
      .where(and(eq(positions.tenantId, tx.tenantId), eq(positions.id, id)))
      .returning();
    if (after === undefined) throw new AppError("position.not_found");
    const moved = isMoved ? await moveHolders(tx, id, before, after) : [];
    const [auditedBefore, auditedAfter] = [auditedPosition(before, linksBefore), auditedPosition(after, links)];
    const [loaded] = await Promise.all([
      loadPosition(tx, id),
      recordAudit(tx, "position.update", {
        entity: { type: "position", id, version: after.version, label: after.name },
        schoolId: after.schoolId,
        changes: diffEntity(auditedBefore, auditedAfter, positionColumnClasses),
        ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(auditedAfter, positionColumnClasses) } : {}),
        ...(moved.length === 0
          ? {}
          : { targets: moved.map((one) => ({ type: "assignment", id: one.assignmentId, label: one.userName })) }),
      }),
    ]);
    return toPosition(loaded, access);
  });
}

/** A named school alone does not take the position out of its department. */
async function placeAfter(tx: VerbTransaction, before: PositionDataRow, wanted: Wanted): Promise<PositionPlace> {
  const { schoolId, departmentId } = wanted;
  if (schoolId === undefined && departmentId === undefined) {
    return { schoolId: before.schoolId, departmentId: before.departmentId };
  }
  const department = departmentId === undefined ? before.departmentId : departmentId;
  // Without a department the position stays in its school unless another is named.
  const school = schoolId === undefined && department === null ? before.schoolId : schoolId;
  return resolvePlace(tx, school, department);
}

function linksAfter(before: PositionLinks, wanted: Wanted): PositionLinks {
  return linksOf(
    wanted.reportsToId === undefined ? before.reportsToId : wanted.reportsToId,
    wanted.coordinatorIds ?? before.coordinatorIds,
  );
}
