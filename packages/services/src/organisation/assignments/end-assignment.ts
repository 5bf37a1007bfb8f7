import { type AssignmentChange, type EndAssignmentInput, endAssignmentInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { notify, parseInput, type Services, type VerbTransaction } from "../../platform/index.ts";
import { assertAdministratorKept, hasAdministrator } from "../users/assert-administrator-remains.ts";
import { findUser } from "../users/user-queries.ts";
import { assertMayLift } from "./assert-may-lift.ts";
import {
  type AssignmentDataRow,
  assignmentTarget,
  loadHoldings,
  pickHolding,
  type ShownAssignment,
  showAssignments,
  toAssignment,
} from "./assignment-queries.ts";
import { changeHoldings } from "./change-holdings.ts";
import { chainBegin, chainEnd, endOn } from "./holdings.ts";
import { recordAssignment } from "./record-assignment.ts";
import { todayIn } from "./today-in.ts";
import { absenceWarnings } from "./warnings-of.ts";
import { writeOrPreview } from "./write-or-preview.ts";

/**
 * Ends an assignment on a day, which is the first that it is not held; one that has not begun by then is taken back.
 * When it was the primary one, another that is held today becomes primary.
 *
 * Errors: `user.not_found`, `assignment.not_found`, `assignment.version_conflict`, `access.denied`,
 * `assignment.already_ended`, `access.escalation` of what the position denies, `access.last_administrator`.
 */
export async function endAssignment(
  services: Services,
  ctx: TenantContext,
  input: EndAssignmentInput,
): Promise<AssignmentChange> {
  const wanted = parseInput(endAssignmentInput, input);
  return writeOrPreview(services, ctx, wanted.dryRun, async (tx) => {
    await tx.lockEpoch();
    const access = await tx.access;
    access.assert("assignment:close");
    if ((await findUser(tx, wanted.id)) === null) throw new AppError("user.not_found");
    const holdings = await loadHoldings(tx, wanted.id.toLowerCase());
    const row = await pickHolding(tx, holdings, wanted.id, wanted.assignmentId);
    access.assert("assignment:close", assignmentTarget(row));
    const today = await todayIn(tx, row.schoolId);
    const on = wanted.on ?? today;
    const end = chainEnd(holdings, row);
    if (end !== null && end <= on) throw new AppError("assignment.already_ended");
    await assertMayLift(tx, access, row, on, end);
    const had = await hasAdministrator(tx);
    const begin = chainBegin(holdings, row);
    const changed = await changeHoldings(tx, holdings, endOn(holdings, row, on), today);
    await assertAdministratorKept(tx, had);
    const after = changed.rows.find((one) => one.positionId === row.positionId && one.validUntil === on) ?? null;
    const names = changed.shown.get(row.id) ?? (await showAssignments(tx, [row.id])).get(row.id);
    if (names === undefined) throw new Error("the assignment has no names");
    await recordAssignment(tx, "assignment.end", { before: row, after, names, reason: wanted.reason });
    if (on === today && begin < today) await tell(tx, row, names, on);
    const shown =
      after === null
        ? undefined
        : (changed.shown.get(after.id) ?? (await showAssignments(tx, [after.id])).get(after.id));
    return {
      dryRun: wanted.dryRun,
      assignment: shown === undefined ? null : toAssignment(shown, tx.tenantId, access),
      warnings: row.kind === "DEFINITIF" ? await absenceWarnings(tx, row.positionId, on) : [],
    };
  });
}

/** Who loses a position today by somebody else's word is told now; the end of a later day is told when it comes. */
async function tell(tx: VerbTransaction, row: AssignmentDataRow, names: ShownAssignment, day: string): Promise<void> {
  const { actor } = tx.ctx;
  if (actor.kind === "user" && actor.userId === row.userId) return;
  await notify(tx, {
    type: "assignment.ended",
    recipientIds: [row.userId],
    entity: { type: "assignment", id: row.id },
    schoolId: row.schoolId,
    data: {
      name: names.userName,
      positionName: names.positionName,
      schoolName: names.schoolName,
      kind: row.kind,
      day,
      daysLeft: 0,
    },
  });
}
