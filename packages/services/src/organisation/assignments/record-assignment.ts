import type { AuditAction } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import { additionsOf, diffEntity, recordAudit, snapshotOf } from "../../platform/index.ts";
import { type AssignmentDataRow, assignmentColumnClasses, type ShownAssignment } from "./assignment-queries.ts";

interface AssignmentEvent {
  /** The row that was, or null when it is new. */
  readonly before: AssignmentDataRow | null;
  /** The row that is, or null when nothing of it is left. */
  readonly after: AssignmentDataRow | null;
  readonly names: Pick<ShownAssignment, "userName" | "positionName">;
  readonly reason?: string | null | undefined;
  readonly batchId?: string | undefined;
}

/** Writes what happened to an assignment into the audit log: of the row that is, with the one it follows as target. */
export async function recordAssignment(
  tx: TenantTransaction,
  action: AuditAction,
  { before, after, names, reason, batchId }: AssignmentEvent,
): Promise<void> {
  const row = after ?? before;
  if (row === null) throw new Error("an event needs an assignment");
  const changes =
    before === null
      ? additionsOf(row, assignmentColumnClasses)
      : diffEntity(before, after ?? { ...before, validUntil: before.validFrom }, assignmentColumnClasses);
  await recordAudit(tx, action, {
    entity: { type: "assignment", id: row.id, label: `${names.userName}, ${names.positionName}` },
    schoolId: row.schoolId,
    changes,
    snapshot: snapshotOf(row, assignmentColumnClasses),
    targets: [
      { type: "user", id: row.userId, label: names.userName },
      ...(before === null || before.id === row.id ? [] : [{ type: "assignment", id: before.id }]),
    ],
    ...(reason === undefined ? {} : { reason }),
    ...(batchId === undefined ? {} : { batchId }),
  });
}
