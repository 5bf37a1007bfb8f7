import { type Department, type DepartmentMove, type MoveDepartmentInput, moveDepartmentInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { departments } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import {
  assertMayGive,
  assertSchoolExists,
  assertVersion,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { carryToSchool } from "./carry-to-school.ts";
import {
  type DepartmentDataRow,
  departmentColumnClasses,
  findDepartment,
  findParent,
  lockDepartment,
  placeTarget,
  toDepartment,
} from "./department-queries.ts";
import { gainsOfMove } from "./gains-of-move.ts";
import { type MoveMeasure, measureMove } from "./measure-move.ts";

type Wanted = z.output<typeof moveDepartmentInput>;

/**
 * Puts a department, with all below it, elsewhere: under another, to the top, into another school. What anybody gains by
 * that, the caller must hold. A dry run is the move itself, taken back: it meets every error that the move would.
 *
 * Errors: `department.not_found`, `access.denied`, `department.version_conflict`, `department.parent_not_found`,
 * `school.not_found`, `department.school_mismatch`, `department.cycle`, `access.escalation`, `access.outlasts_support`, and `department.code_in_use` or
 * `position.code_in_use` when the other school has that code already.
 */
export async function moveDepartment(
  services: Services,
  ctx: TenantContext,
  input: MoveDepartmentInput,
): Promise<DepartmentMove> {
  const wanted = parseInput(moveDepartmentInput, input);
  try {
    return await writeInTenant(services, ctx, async (tx) => {
      await tx.lockEpoch();
      const [before, access] = await Promise.all([lockDepartment(tx, wanted.id), tx.access]);
      if (before.deletedAt !== null) throw new AppError("department.not_found");
      access.assertRegion("department:update", {
        scope: "DEPARTMENT",
        departmentId: before.id,
        schoolId: before.schoolId,
      });
      assertVersion("department.version_conflict", wanted.version, before);
      await assertPlace(tx, access, wanted);
      const standing = toDepartment(await findDepartment(tx, wanted.id), access);
      if (before.parentId === wanted.parentId && before.schoolId === wanted.schoolId) {
        return answer(standing, wanted, stays);
      }
      const measure = await measureMove(tx, {
        id: wanted.id,
        fromParentId: before.parentId,
        toParentId: wanted.parentId,
        changesSchool: before.schoolId !== wanted.schoolId,
      });
      await assertMayGive(
        tx,
        access,
        await gainsOfMove(tx, { id: wanted.id, ids: measure.ids, from: before, to: wanted }),
      );
      await move(tx, before, wanted, measure);
      if (wanted.dryRun) throw new TakenBack(answer(standing, wanted, measure));
      return answer(toDepartment(await findDepartment(tx, wanted.id), access), wanted, measure);
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.preview;
    throw error;
  }
}

/** Ends the transaction of a dry run. */
class TakenBack extends Error {
  readonly preview: DepartmentMove;

  constructor(preview: DepartmentMove) {
    super("a dry run is taken back");
    this.preview = preview;
  }
}

const stays: MoveMeasure = {
  ids: [],
  departments: 0,
  positions: 0,
  people: 0,
  reach: { roleAssignments: 0, grants: 0 },
};

function answer(department: Department, wanted: Wanted, { ids: _, ...counts }: MoveMeasure): DepartmentMove {
  return { department, dryRun: wanted.dryRun, ...counts };
}

async function assertPlace(tx: VerbTransaction, access: Access, wanted: Wanted): Promise<void> {
  const parent = wanted.parentId === null ? null : await findParent(tx, wanted.parentId);
  if (wanted.schoolId !== null) await assertSchoolExists(tx, wanted.schoolId);
  access.assert("department:update", placeTarget(tx.tenantId, wanted));
  if (parent !== null && parent.schoolId !== wanted.schoolId) throw new AppError("department.school_mismatch");
}

async function move(tx: VerbTransaction, before: DepartmentDataRow, wanted: Wanted, { ids }: MoveMeasure) {
  const { id, parentId, schoolId } = wanted;
  const [after] = await tx.db
    .update(departments)
    .set({ parentId, schoolId, ...nextVersion(departments) })
    .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, id)))
    .returning();
  if (after === undefined) throw new AppError("department.not_found");
  const below =
    before.schoolId === schoolId
      ? []
      : await carryToSchool(tx, { id, ids, fromSchoolId: before.schoolId, toSchoolId: schoolId });
  await recordMove(tx, after, diffEntity(before, after, departmentColumnClasses));
  for (const department of below) {
    const was = { ...department, schoolId: before.schoolId };
    await recordMove(tx, department, diffEntity(was, department, departmentColumnClasses));
  }
}

async function recordMove(
  tx: VerbTransaction,
  department: DepartmentDataRow,
  changes: ReturnType<typeof diffEntity<DepartmentDataRow>>,
): Promise<void> {
  await recordAudit(tx, "department.move", {
    entity: { type: "department", id: department.id, version: department.version, label: department.name },
    schoolId: department.schoolId,
    changes,
    snapshot: snapshotOf(department, departmentColumnClasses),
  });
}
