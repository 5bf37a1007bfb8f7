import { type TransferUserInput, transferUserInput, type UserTransfer } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import type { z } from "zod";
import { parseInput, type Services, type VerbTransaction } from "../../platform/index.ts";
import { assertAdministratorKept, hasAdministrator } from "../users/assert-administrator-remains.ts";
import { findUser } from "../users/user-queries.ts";
import { assertSeatAllows, fitHolding } from "./appoint.ts";
import { assertMayLift } from "./assert-may-lift.ts";
import {
  type AssignmentDataRow,
  assignmentTarget,
  loadHoldings,
  pickHolding,
  showAssignments,
  toAssignment,
} from "./assignment-queries.ts";
import { addDays, coversDay } from "./calendar-dates.ts";
import { changeHoldings, heldOn } from "./change-holdings.ts";
import { compareScopes } from "./compare-scopes.ts";
import { addHolding, chainEnd, endOn, fteOn } from "./holdings.ts";
import { loadActingLimits } from "./load-acting-limits.ts";
import { recordAssignment } from "./record-assignment.ts";
import { resolveAppointment } from "./resolve-appointment.ts";
import { absenceWarnings, fteWarnings } from "./warnings-of.ts";
import { writeOrPreview } from "./write-or-preview.ts";

/**
 * Takes a person out of one assignment and into another on the same day, both or neither. What is taken up is primary
 * when what is left was.
 *
 * Errors: `user.not_found`, `assignment.not_found`, `assignment.version_conflict`, `assignment.nothing_to_leave`,
 * `assignment.already_ended`, `access.last_administrator`, and all of `assignUser`.
 */
export async function transferUser(
  services: Services,
  ctx: TenantContext,
  input: TransferUserInput,
): Promise<UserTransfer> {
  const wanted = parseInput(transferUserInput, input);
  return writeOrPreview(services, ctx, wanted.dryRun, async (tx) => {
    await tx.lockEpoch();
    const access = await tx.access;
    access.assert("assignment:create");
    access.assert("assignment:close");
    if ((await findUser(tx, wanted.id)) === null) throw new AppError("user.not_found");
    const before = await loadHoldings(tx, wanted.id.toLowerCase());
    const { id: userId, ftePercent, ...appointment } = wanted;
    const { holding, position, today } = await resolveAppointment(tx, access, {
      ...appointment,
      userId,
      ftePercent: ftePercent ?? 100,
    });
    const day = holding.validFrom;
    const left = await leavingOf(tx, before, wanted, day);
    access.assert("assignment:close", assignmentTarget(left));
    await assertMayLift(tx, access, left, day, chainEnd(before, left));
    const had = await hasAdministrator(tx);
    const rest = endOn(before, left, day);
    const taken = fitHolding(
      { ...holding, ftePercent: ftePercent ?? left.ftePercent },
      rest,
      wanted.primary ?? (left.isPrimary ? true : undefined),
      await loadActingLimits(tx),
    );
    await assertSeatAllows(tx, taken, position.headcount, rest, today);
    const isTaken = (row: AssignmentDataRow) => row.positionId === taken.positionId && row.validFrom === day;
    const changed = await changeHoldings(tx, before, addHolding(rest, taken), today, isTaken);
    await assertAdministratorKept(tx, had);
    const opened = heldOn(changed, taken.positionId, day);
    const closed = changed.rows.find((row) => row.positionId === left.positionId && row.validUntil === day) ?? null;
    const shown = await showAssignments(
      tx,
      [left, opened, closed].flatMap((row) => row?.id ?? []),
    );
    const [leftNames, openedShown] = [shown.get(left.id), shown.get(opened?.id ?? "")];
    const closedShown = shown.get(closed?.id ?? "");
    if (leftNames === undefined || openedShown === undefined) throw new Error("the transfer was not written");
    const told = { reason: wanted.reason, batchId: newId() };
    await recordAssignment(tx, "assignment.end", { before: left, after: closed, names: leftNames, ...told });
    await recordAssignment(tx, "assignment.transfer", { before: null, after: opened, names: openedShown, ...told });
    return {
      dryRun: wanted.dryRun,
      closed: closedShown === undefined ? null : toAssignment(closedShown, tx.tenantId, access),
      opened: toAssignment(openedShown, tx.tenantId, access),
      warnings: [
        ...fteWarnings(taken, changed.rows),
        ...(left.kind === "DEFINITIF" ? await absenceWarnings(tx, left.positionId, day) : []),
      ],
      ...(await compareScopes(tx, left, taken)),
      fte: { before: fteOn(before, addDays(day, -1)), after: fteOn(changed.rows, day) },
    };
  });
}

/** What is left: what was named, else what is primary until then. */
async function leavingOf(
  tx: VerbTransaction,
  holdings: readonly AssignmentDataRow[],
  wanted: z.output<typeof transferUserInput>,
  day: string,
): Promise<AssignmentDataRow> {
  const primary = holdings.filter((row) => row.isPrimary);
  const left =
    wanted.assignmentId === undefined
      ? (primary.find((row) => coversDay(row, addDays(day, -1))) ?? primary.find((row) => coversDay(row, day)))
      : await pickHolding(tx, holdings, wanted.id, wanted.assignmentId);
  if (left === undefined) throw new AppError("assignment.nothing_to_leave");
  const end = chainEnd(holdings, left);
  if (end !== null && end < day) throw new AppError("assignment.already_ended");
  return left;
}
