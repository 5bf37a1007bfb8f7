import type { TenantTransaction } from "@gloria/db";
import type { Access, Target } from "@gloria/permissions";
import { assertMayGive, type Giver, type Span } from "../../platform/index.ts";
import type { PositionDataRow } from "../positions/position-queries.ts";
import { loadReaches, type Reaches } from "./load-reaches.ts";

/** Where a position is to be exercised. */
interface Exercise {
  readonly position: Pick<PositionDataRow, "id" | "schoolId">;
  readonly schoolId: string | null;
  readonly departmentId: string | null;
}

/**
 * Whoever may appoint at a place gives the rights of the office at that place. Where rights come with it that reach
 * beyond, they have to be somebody who appoints beyond it too: in the whole foundation for the rights over all of it that
 * a position of the foundation has, in the department for rights over a department of the foundation. And rights over
 * everything, whichever position or department they come with, they must hold themselves, as long.
 *
 * @param span of an appointment; left out where nobody comes to hold anything, or for longer
 * @throws AppError `access.denied`, `access.escalation`, `access.outlasts_support`
 */
export async function assertMayGiveReach(
  tx: TenantTransaction,
  access: Access,
  code: "assignment:create" | "assignment:update",
  exercise: Exercise,
  span: Span | null,
): Promise<void> {
  const { position } = exercise;
  const reaches = await loadReaches(tx, [position.id], exercise.departmentId === null ? [] : [exercise.departmentId]);
  const { everywhere, departmentId } = neededFor(exercise, reaches);
  if (everywhere) access.assertRegion(code, { scope: "ALL" });
  if (departmentId !== null) access.assert(code, departmentTarget(tx.tenantId, departmentId));
  const gains = span === null ? [] : reaches.gains(position.id, exercise.departmentId, span);
  if (gains.length > 0) await assertMayGive(tx, access, gains);
}

/** The same as an answer, about reaches that are loaded already. */
export function mayGiveReach(
  tenantId: string,
  access: Access,
  giver: Giver,
  code: "assignment:create" | "assignment:update",
  exercise: Exercise & { readonly span: Span },
  reaches: Reaches,
): boolean {
  const { everywhere, departmentId } = neededFor(exercise, reaches);
  if (everywhere && !access.checkRegion(code, { scope: "ALL" }).allowed) return false;
  if (departmentId !== null && !access.can(code, departmentTarget(tenantId, departmentId))) return false;
  if (giver.mayGiveAnything(exercise.span)) return true;
  return giver.firstBeyond(reaches.gains(exercise.position.id, exercise.departmentId, exercise.span)) === null;
}

function neededFor({ position, schoolId, departmentId }: Exercise, reaches: Reaches) {
  return {
    everywhere: position.schoolId === null && reaches.everywhere(position.id),
    departmentId:
      schoolId !== null && departmentId !== null && reaches.department(position.id, departmentId) ? departmentId : null,
  };
}

function departmentTarget(tenantId: string, departmentId: string): Target {
  return { tenantId, ownerId: null, departmentIds: [departmentId], schoolIds: [] };
}
