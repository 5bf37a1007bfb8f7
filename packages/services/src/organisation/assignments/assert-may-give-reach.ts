import type { TenantTransaction } from "@gloria/db";
import type { Access, Target } from "@gloria/permissions";
import type { PositionDataRow } from "../positions/position-queries.ts";
import { loadReaches, type Reaches } from "./load-reaches.ts";

/** Where a position is to be exercised. */
interface Exercise {
  readonly position: Pick<PositionDataRow, "id" | "schoolId">;
  readonly schoolId: string | null;
  readonly departmentId: string | null;
}

/**
 * A position of the foundation may be exercised in one school, and a school's person may stand in a department of the
 * foundation. Where rights come with it that reach beyond the place, whoever appoints there has to be somebody who
 * appoints beyond it too: in the whole foundation for rights over all of it, in the department for rights over that.
 *
 * @throws AppError `access.denied`
 */
export async function assertMayGiveReach(
  tx: TenantTransaction,
  access: Access,
  code: "assignment:create" | "assignment:update",
  exercise: Exercise,
): Promise<void> {
  const reaches = await loadReaches(
    tx,
    [exercise.position.id],
    exercise.departmentId === null ? [] : [exercise.departmentId],
  );
  const { everywhere, departmentId } = neededFor(exercise, reaches);
  if (everywhere) access.assertRegion(code, { scope: "ALL" });
  if (departmentId !== null) access.assert(code, departmentTarget(tx.tenantId, departmentId));
}

/** The same as an answer, about reaches that are loaded already. */
export function mayGiveReach(
  tenantId: string,
  access: Access,
  code: "assignment:create" | "assignment:update",
  exercise: Exercise,
  reaches: Reaches,
): boolean {
  const { everywhere, departmentId } = neededFor(exercise, reaches);
  if (everywhere && !access.checkRegion(code, { scope: "ALL" }).allowed) return false;
  return departmentId === null || access.can(code, departmentTarget(tenantId, departmentId));
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
