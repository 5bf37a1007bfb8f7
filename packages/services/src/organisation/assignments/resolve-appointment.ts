import type { AssignmentKind } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { departments, type TenantTransaction, users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, isNull } from "drizzle-orm";
import { assertSchoolExists } from "../../platform/index.ts";
import { lockPosition, type PositionDataRow } from "../positions/position-queries.ts";
import { assertMayGiveReach } from "./assert-may-give-reach.ts";
import { assignmentTarget } from "./assignment-queries.ts";
import type { Holding } from "./holdings.ts";
import { spanOfDays } from "./span-of-days.ts";
import { todayIn } from "./today-in.ts";

/** What is asked for; what is left out follows from the position. */
export interface WantedAppointment {
  readonly userId: string;
  readonly positionId: string;
  readonly schoolId?: string | null | undefined;
  readonly departmentId?: string | null | undefined;
  readonly kind: AssignmentKind;
  readonly ftePercent: number;
  readonly from?: string | undefined;
  readonly until?: string | null | undefined;
  readonly decreeNumber?: string | null | undefined;
  readonly primary?: boolean | undefined;
}

export interface Appointment {
  readonly holding: Holding;
  readonly position: PositionDataRow;
  /** The date it is now where the position is exercised. */
  readonly today: string;
}

/**
 * Who is to hold what where and when, if the caller may appoint them there. The caller has locked the epoch: position,
 * school and department stay until the commit.
 *
 * @throws AppError `position.not_found`, `user.not_found`, `assignment.person_resigned`, `school.not_found`, `department.not_found`,
 * `position.school_mismatch`, `department.school_mismatch`, `access.denied`, `assignment.self_appointment`,
 * `request.invalid`, `access.escalation`, `access.outlasts_support`
 */
export async function resolveAppointment(
  tx: TenantTransaction,
  access: Access,
  wanted: WantedAppointment,
): Promise<Appointment> {
  const position = await lockPosition(tx, wanted.positionId);
  if (position.deletedAt !== null) throw new AppError("position.not_found");
  await assertPersonStays(tx, wanted.userId);
  const schoolId = await schoolOf(tx, position, wanted.schoolId);
  const departmentId = await departmentOf(tx, position, schoolId, wanted.departmentId);
  const userId = wanted.userId.toLowerCase();
  const { kind, ftePercent } = wanted;
  access.assert(
    "assignment:create",
    assignmentTarget({
      tenantId: tx.tenantId,
      userId,
      schoolId,
      departmentId,
      kind,
      ftePercent,
      positionId: position.id,
      appointedBy: access.userId,
    }),
  );
  assertNotOneself(access, userId);
  const today = await todayIn(tx, schoolId);
  const validFrom = wanted.from ?? today;
  const validUntil = wanted.until ?? null;
  assertInOrder(validFrom, validUntil);
  const span = await spanOfDays(tx, schoolId, validFrom, validUntil);
  await assertMayGiveReach(tx, access, "assignment:create", { position, schoolId, departmentId }, span);
  return {
    position,
    today,
    holding: {
      userId,
      positionId: position.id,
      schoolId,
      departmentId,
      kind: wanted.kind,
      ftePercent: wanted.ftePercent,
      validFrom,
      validUntil,
      isPrimary: wanted.primary ?? false,
      decreeNumber: wanted.decreeNumber ?? null,
      appointedBy: access.userId,
      extensions: 0,
    },
  };
}

/** @throws AppError `assignment.self_appointment` */
export function assertNotOneself(access: Access, userId: string): void {
  if (access.userId === userId) throw new AppError("assignment.self_appointment");
}

/** @throws AppError `request.invalid` at `until` */
export function assertInOrder(validFrom: string, validUntil: string | null): void {
  if (validUntil !== null && validUntil <= validFrom) {
    throw new AppError(
      "request.invalid",
      {},
      {
        errors: [{ path: "until", code: "dates.order", message: "dates.order" }],
      },
    );
  }
}

/** Who has resigned is given nothing; who is suspended or not yet here may be. */
async function assertPersonStays(tx: TenantTransaction, id: string): Promise<void> {
  const [person] = await tx.db
    .select({ status: users.status })
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id), isNull(users.deletedAt)));
  if (person === undefined) throw new AppError("user.not_found");
  if (person.status === "resigned") throw new AppError("assignment.person_resigned");
}

/** A position of a school is exercised there; a foundation-wide one anywhere. */
async function schoolOf(
  tx: TenantTransaction,
  position: PositionDataRow,
  wanted: string | null | undefined,
): Promise<string | null> {
  if (wanted == null) return position.schoolId;
  const { id } = await assertSchoolExists(tx, wanted);
  if (position.schoolId !== null && position.schoolId !== id) throw new AppError("position.school_mismatch");
  return id;
}

/** @throws AppError `department.not_found`, `department.school_mismatch` */
export async function departmentOf(
  tx: TenantTransaction,
  position: Pick<PositionDataRow, "departmentId">,
  schoolId: string | null,
  wanted: string | null | undefined,
): Promise<string | null> {
  if (wanted == null) return position.departmentId;
  const [department] = await tx.db
    .select({ id: departments.id, schoolId: departments.schoolId })
    .from(departments)
    .where(and(eq(departments.tenantId, tx.tenantId), eq(departments.id, wanted), isNull(departments.deletedAt)));
  if (department === undefined) throw new AppError("department.not_found");
  if (department.schoolId !== null && department.schoolId !== schoolId) {
    throw new AppError("department.school_mismatch");
  }
  return department.id;
}
