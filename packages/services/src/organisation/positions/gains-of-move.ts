import type { TenantTransaction } from "@gloria/db";
import { type Gain, loadKnownPermissions } from "../../platform/index.ts";
import { gainsOfOffice, loadLineage, loadOfficeGrants } from "../assignments/office-grants.ts";
import { placesOf } from "../assignments/places-of.ts";
import type { PositionPlace } from "./position-place.ts";

/**
 * What those who hold a position come to hold when it moves: what is granted to the departments that it comes to stand
 * in, what those denied that it leaves, and what it and its departments grant over the school or the department that it
 * stands in. Asked before it moves.
 */
export async function gainsOfMove(
  tx: TenantTransaction,
  positionId: string,
  from: PositionPlace,
  to: PositionPlace,
): Promise<Gain[]> {
  const [was, is] = [await loadLineage(tx, from.departmentId), await loadLineage(tx, to.departmentId)];
  const grants = await loadOfficeGrants(tx, [positionId], [...new Set([...was, ...is])]);
  if (grants.length === 0) return [];
  const held = await tx.sql.unsafe<{ school_id: string | null; department_id: string | null }[]>(
    `select distinct school_id, department_id from gloria.assignments
     where tenant_id = $1::uuid and position_id = $2::uuid and ended_at is null
       and (valid_until is null or valid_until > gloria.today_in(tenant_id, school_id))`,
    [tx.tenantId, positionId],
  );
  const places = [from, ...held.map((row) => ({ schoolId: row.school_id, departmentId: row.department_id }))];
  const moving = places.flatMap((place) => {
    const after = {
      schoolId: place.schoolId === from.schoolId ? to.schoolId : place.schoolId,
      departmentId: place.departmentId === from.departmentId ? to.departmentId : place.departmentId,
    };
    const moves = after.schoolId !== place.schoolId || after.departmentId !== place.departmentId;
    return moves ? [{ before: place, after }] : [];
  });
  const measured = new Set([
    ...(from.schoolId === to.schoolId ? [] : ["SCHOOL"]),
    ...(from.departmentId === to.departmentId ? [] : ["DEPARTMENT"]),
  ]);
  const [known, before, after] = [
    await loadKnownPermissions(tx),
    await placesOf(
      tx,
      moving.map((move) => move.before),
    ),
    await placesOf(
      tx,
      moving.map((move) => move.after),
    ),
  ];
  const isOf = (line: readonly string[], id: string) => id === positionId || line.includes(id);
  const gained = grants.filter(
    ({ effect, subjectId, scope }) =>
      effect === "ALLOW" && isOf(is, subjectId) && (!isOf(was, subjectId) || measured.has(scope)),
  );
  const lifted = grants.filter(
    ({ effect, subjectId, scope }) =>
      effect === "DENY" && isOf(was, subjectId) && (!isOf(is, subjectId) || measured.has(scope)),
  );
  return [...gainsOfOffice(known, gained, after), ...gainsOfOffice(known, lifted, before)];
}
