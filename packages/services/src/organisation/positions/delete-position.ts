import { deletePositionInput, type Position } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { positions, type TenantTransaction } from "@gloria/db";
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
import { auditedPosition, positionColumnClasses } from "./position-audit.ts";
import { readLinks } from "./position-links.ts";
import { loadPosition, lockPosition, positionTarget, toPosition } from "./position-queries.ts";

/**
 * Deletes a position softly. Refused while anybody holds it or will, a living position reports to it, or it has
 * rights. Deleting twice changes nothing the second time.
 *
 * Errors: `position.not_found`, `access.denied`, `position.version_conflict`, `position.in_use` with
 * {assignments, positions, grants}.
 */
export async function deletePosition(
  services: Services,
  ctx: TenantContext,
  input: { id: string; version?: number | undefined },
): Promise<Position> {
  const { id, version } = parseInput(deletePositionInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [before, links, access] = await Promise.all([lockPosition(tx, id), readLinks(tx, id), tx.access]);
    access.assert("position:delete", positionTarget(before));
    if (before.deletedAt !== null) return toPosition(await loadPosition(tx, id), access);
    assertVersion("position.version_conflict", version, before);
    await assertUnused(tx, id);
    const [after] = await tx.db
      .update(positions)
      .set(softDeletion(positions, ctx.actor))
      .where(and(eq(positions.tenantId, tx.tenantId), eq(positions.id, id)))
      .returning();
    if (after === undefined) throw new AppError("position.not_found");
    const audited = auditedPosition(after, links);
    const [loaded] = await Promise.all([
      loadPosition(tx, id),
      recordAudit(tx, "position.delete", {
        entity: { type: "position", id, version: after.version, label: after.name },
        schoolId: after.schoolId,
        changes: diffEntity(auditedPosition(before, links), audited, positionColumnClasses),
        snapshot: snapshotOf(audited, positionColumnClasses),
      }),
    ]);
    return toPosition(loaded, access);
  });
}

/** Assignments and grants raise the epoch, and lines are drawn under its lock: none slips in before the commit. */
async function assertUnused(tx: TenantTransaction, positionId: string): Promise<void> {
  const [counts] = await tx.sql.unsafe<{ assignments: number; positions: number; grants: number }[]>(
    `select
       (select count(*)::int from gloria.assignments a where a.tenant_id = $1 and a.position_id = $2 and a.ended_at is null
          and (a.valid_until is null or a.valid_until > gloria.today_in(a.tenant_id, a.school_id))) as assignments,
       (select count(distinct r.position_id)::int from gloria.position_reports r
          join gloria.positions p on p.tenant_id = r.tenant_id and p.id = r.position_id and p.deleted_at is null
          where r.tenant_id = $1 and r.reports_to_id = $2) as positions,
       (select count(*)::int from gloria.grants where tenant_id = $1 and subject_kind = 'position' and subject_id = $2
          and ended_at is null and (valid_until is null or valid_until > now())) as grants`,
    [tx.tenantId, positionId],
  );
  assertNothingRefers("position.in_use", counts);
}
