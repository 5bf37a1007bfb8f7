import { type AssignmentChange, type AssignUserInput, assignUserInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, type Services } from "../../platform/index.ts";
import { assertSeatAllows, fitHolding } from "./appoint.ts";
import { loadHoldings, toAssignment } from "./assignment-queries.ts";
import { changeHoldings, heldOn } from "./change-holdings.ts";
import { addHolding } from "./holdings.ts";
import { loadActingLimits } from "./load-acting-limits.ts";
import { recordAssignment } from "./record-assignment.ts";
import { resolveAppointment } from "./resolve-appointment.ts";
import { fteWarnings } from "./warnings-of.ts";
import { writeOrPreview } from "./write-or-preview.ts";

/**
 * Gives a person a position, definitively or acting, from a day on. A primary one takes the place of the primary there
 * is while it lasts.
 *
 * Errors: `position.not_found`, `user.not_found`, `assignment.person_resigned`, `school.not_found`, `department.not_found`, `access.denied`,
 * `position.school_mismatch`, `department.school_mismatch`, `assignment.self_appointment`, `assignment.overlap`,
 * `position.headcount_exceeded`, and the rules of acting: `assignment.plt_in_place`, `assignment.plt_seat_taken`,
 * `assignment.plh_without_holder`, `assignment.acts_own_seat`, `assignment.acting_too_long`,
 * `assignment.acting_extended_enough`.
 */
export async function assignUser(
  services: Services,
  ctx: TenantContext,
  input: AssignUserInput,
): Promise<AssignmentChange> {
  const { id: positionId, dryRun, ...wanted } = parseInput(assignUserInput, input);
  return writeOrPreview(services, ctx, dryRun, async (tx) => {
    await tx.lockEpoch();
    const access = await tx.access;
    // Who may appoint nowhere learns nothing about positions and people.
    access.assert("assignment:create");
    const { holding, position, today } = await resolveAppointment(tx, access, { ...wanted, positionId });
    const before = await loadHoldings(tx, holding.userId);
    const fitted = fitHolding(holding, before, wanted.primary, await loadActingLimits(tx));
    await assertSeatAllows(tx, fitted, position.headcount, before, today);
    const isNew = (row: { positionId: string; validFrom: string }) =>
      row.positionId === fitted.positionId && row.validFrom === fitted.validFrom;
    const changed = await changeHoldings(tx, before, addHolding(before, fitted), today, isNew);
    const row = heldOn(changed, fitted.positionId, fitted.validFrom);
    const shown = row === null ? undefined : changed.shown.get(row.id);
    if (row === null || shown === undefined) throw new Error("the assignment was not written");
    await recordAssignment(tx, "assignment.create", { before: null, after: row, names: shown });
    return {
      dryRun,
      assignment: toAssignment(shown, tx.tenantId, access),
      warnings: fteWarnings(fitted, changed.rows),
    };
  });
}
