import { type AssignmentChange, type UpdateAssignmentInput, updateAssignmentInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import type { Access } from "@gloria/permissions";
import type { z } from "zod";
import { parseInput, type Services, type VerbTransaction } from "../../platform/index.ts";
import { lockPosition, type PositionDataRow } from "../positions/position-queries.ts";
import { findUser } from "../users/user-queries.ts";
import { judgeTerm } from "./acting-rules.ts";
import { type Amended, type Amendment, amendHolding } from "./amend-holding.ts";
import { assertSeatAllows, refused } from "./appoint.ts";
import { assertMayGiveReach } from "./assert-may-give-reach.ts";
import {
  type AssignmentDataRow,
  assignmentTarget,
  loadHoldings,
  pickHolding,
  showAssignments,
  toAssignment,
} from "./assignment-queries.ts";
import { commonDays, coversDay, type Days } from "./calendar-dates.ts";
import { changeHoldings, heldOn } from "./change-holdings.ts";
import { chainBegin, chainEnd, chainOf, type Holdings } from "./holdings.ts";
import { loadActingLimits } from "./load-acting-limits.ts";
import { recordAssignment } from "./record-assignment.ts";
import { assertInOrder, assertNotOneself, departmentOf } from "./resolve-appointment.ts";
import { spanOfDays } from "./span-of-days.ts";
import { todayIn } from "./today-in.ts";
import { fteWarnings } from "./warnings-of.ts";
import { writeOrPreview } from "./write-or-preview.ts";

type Wanted = z.output<typeof updateAssignmentInput>;

/**
 * Changes an assignment or its end; a later end of a Plt is an extension. Its rows are closed and written anew: what is
 * under way keeps what it was until today.
 *
 * Errors: `user.not_found`, `assignment.not_found`, `assignment.version_conflict`, `access.denied`,
 * `assignment.self_appointment`, `assignment.already_ended`, `assignment.already_begun`, `department.not_found`,
 * `department.school_mismatch`, `position.not_found`, `request.invalid`, `assignment.overlap`,
 * `position.headcount_exceeded`, and the rules of acting as in `assignUser`.
 */
export async function updateAssignment(
  services: Services,
  ctx: TenantContext,
  input: UpdateAssignmentInput,
): Promise<AssignmentChange> {
  const wanted = parseInput(updateAssignmentInput, input);
  return writeOrPreview(services, ctx, wanted.dryRun, async (tx) => {
    await tx.lockEpoch();
    const access = await tx.access;
    access.assert("assignment:update");
    if ((await findUser(tx, wanted.id)) === null) throw new AppError("user.not_found");
    const holdings = await loadHoldings(tx, wanted.id.toLowerCase());
    const row = await pickHolding(tx, holdings, wanted.id, wanted.assignmentId);
    access.assert("assignment:update", assignmentTarget(row));
    assertNotOneself(access, row.userId);
    const position = await lockPosition(tx, row.positionId);
    const today = await todayIn(tx, row.schoolId);
    const amendment = await amendmentOf(tx, access, { wanted, row, holdings, position, today });
    const amended = amendHolding(holdings, row, amendment);
    await assertStillAllowed(tx, amended, {
      row,
      before: chainOf(holdings, row),
      headcount: position.headcount,
      today,
    });
    const isSame = (one: AssignmentDataRow) => one.positionId === row.positionId;
    const changed = await changeHoldings(tx, holdings, amended.holdings, today, isSame);
    const told = amended.parts.find((part) => coversDay(part, amendment.since)) ?? amended.parts.at(-1);
    const is =
      told === undefined
        ? null
        : heldOn(changed, row.positionId, coversDay(told, amendment.since) ? amendment.since : told.validFrom);
    if (is === null) throw new Error("the assignment is gone");
    const shown = changed.shown.get(is.id) ?? (await showAssignments(tx, [is.id])).get(is.id);
    if (shown === undefined) throw new Error("the assignment was not written");
    if (changed.opened.length > 0) {
      await recordAssignment(tx, "assignment.update", { before: row, after: is, names: shown });
    }
    return {
      dryRun: wanted.dryRun,
      assignment: toAssignment(shown, tx.tenantId, access),
      warnings: fteWarnings(is, changed.rows),
    };
  });
}

interface Facts {
  readonly wanted: Wanted;
  readonly row: AssignmentDataRow;
  readonly holdings: Holdings;
  readonly position: PositionDataRow;
  readonly today: string;
}

async function amendmentOf(
  tx: VerbTransaction,
  access: Access,
  { wanted, row, holdings, position, today }: Facts,
): Promise<Amendment> {
  const begin = chainBegin(holdings, row);
  const end = chainEnd(holdings, row);
  if (end !== null && end <= today) throw new AppError("assignment.already_ended");
  const hasBegun = begin <= today;
  if (hasBegun && wanted.from !== undefined && wanted.from !== begin) throw new AppError("assignment.already_begun");
  const validFrom = wanted.from ?? begin;
  const validUntil = wanted.until === undefined ? end : wanted.until;
  assertInOrder(validFrom, validUntil);
  if (row.kind !== "DEFINITIF" && validUntil === null) {
    const problem = { path: "until", code: "assignment.acting_without_end", message: "assignment.acting_without_end" };
    throw new AppError("request.invalid", {}, { errors: [problem] });
  }
  const extensions = Math.max(...chainOf(holdings, row).map((one) => one.extensions));
  const judged = judgeTerm(
    { kind: row.kind, begin: validFrom, until: validUntil, extendsFrom: end, extensions },
    await loadActingLimits(tx),
  );
  if ("code" in judged) throw refused(judged);
  let departmentId = row.departmentId;
  if (wanted.departmentId !== undefined) {
    departmentId = await departmentOf(tx, position, row.schoolId, wanted.departmentId);
    access.assert("assignment:update", assignmentTarget({ ...row, departmentId }));
  }
  const { schoolId } = row;
  const isLonger = validFrom < begin || (end !== null && (validUntil === null || validUntil > end));
  const gives = isLonger || departmentId !== row.departmentId;
  const span = gives ? await spanOfDays(tx, schoolId, validFrom, validUntil) : null;
  await assertMayGiveReach(tx, access, "assignment:update", { position, schoolId, departmentId }, span);
  return {
    validFrom,
    validUntil,
    since: hasBegun ? today : validFrom,
    isPrimary: wanted.primary,
    facts: {
      ...(wanted.departmentId === undefined ? {} : { departmentId }),
      ...(wanted.ftePercent === undefined ? {} : { ftePercent: wanted.ftePercent }),
      ...(wanted.decreeNumber === undefined ? {} : { decreeNumber: wanted.decreeNumber }),
      ...(judged.extensions === extensions ? {} : { extensions: judged.extensions }),
    },
  };
}

/** Asks for a seat where the assignment takes days that it did not have. */
async function assertStillAllowed(
  tx: VerbTransaction,
  { holdings, parts }: Amended,
  of: { row: AssignmentDataRow; before: Holdings; headcount: number; today: string },
): Promise<void> {
  const [was, is] = [wholeOf(of.before), wholeOf(parts)];
  if (was === null || is === null) return;
  const common = commonDays(was, is);
  if (common?.validFrom === is.validFrom && common.validUntil === is.validUntil) return;
  const beside = holdings.filter((one) => !parts.includes(one));
  await assertSeatAllows(tx, { ...of.row, ...is }, of.headcount, beside, of.today);
}

function wholeOf(chain: Holdings): Days | null {
  const [first, last] = [chain[0], chain.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { validFrom: first.validFrom, validUntil: last.validUntil };
}
