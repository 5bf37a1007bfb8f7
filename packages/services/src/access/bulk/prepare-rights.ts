import { AppError, isAppError } from "@gloria/core";
import { type BatchRightRow, roles } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, isNull } from "drizzle-orm";
import type { VerbTransaction } from "../../platform/index.ts";
import {
  assertMayGive,
  expandForGrant,
  type KnownPermissions,
  nowhere,
  type Place,
  reachesOf,
} from "../escalation/index.ts";
import { assertCondition } from "../grants/assert-condition.ts";
import { assertWindow } from "../grants/assert-window.ts";
import { findPlace } from "../grants/subject-places.ts";
import { gainsOfCarried, loadCarriedGrants } from "../roles/role-chain.ts";

/** One right of a bulk assignment, with everything about it that is the same for all people. */
export interface PreparedRight {
  readonly row: BatchRightRow;
  readonly place: Place;
  /** The role's name; null for a right of one's own. */
  readonly roleName: string | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  /** It takes something away, so that the last administrator may be lost by it. */
  readonly denies: boolean;
  /** Why nobody can be given it by the caller. */
  readonly refusal: AppError | null;
}

/** Looks at each right once, whoever is to get it: whether it exists, in time, in place, and is the caller's to give. */
export function prepareRights(
  tx: VerbTransaction,
  access: Access,
  known: KnownPermissions,
  rights: readonly BatchRightRow[],
): Promise<PreparedRight[]> {
  return Promise.all(
    rights.map(async (row) => {
      const nothing = { row, place: nowhere, roleName: null, validFrom: null, validUntil: null, denies: false };
      try {
        return { ...nothing, ...(await prepare(tx, access, known, row)), refusal: null };
      } catch (error) {
        if (!isAppError(error) || error.family === "INTERNAL" || error.family === "UNAVAILABLE") throw error;
        return { ...nothing, refusal: error };
      }
    }),
  );
}

async function prepare(tx: VerbTransaction, access: Access, known: KnownPermissions, row: BatchRightRow) {
  const [place, { now }] = await Promise.all([findPlace(tx, row), tx.opening]);
  const window = assertWindow(row, now);
  if (row.grant !== null) {
    const { code, effect, scope, condition } = row.grant;
    const codes = expandForGrant(known, code);
    assertCondition(condition, code, tx.ctx.locale);
    const missing =
      (scope === "SCHOOL" && place.schoolId === null) || (scope === "DEPARTMENT" && place.departmentId === null);
    if (missing) throw new AppError("access.anchor_needed", { permission: code, scope });
    if (effect === "ALLOW") {
      await assertMayGive(tx, access, [{ codes, reaches: reachesOf(effect, scope, [place]), span: window }]);
    }
    return { place, ...window, denies: effect === "DENY" };
  }
  if (row.roleId === null) throw new Error("a right is neither a role nor a grant");
  const [role] = await tx.db
    .select({ name: roles.name })
    .from(roles)
    .where(and(eq(roles.tenantId, tx.tenantId), eq(roles.id, row.roleId), isNull(roles.deletedAt)));
  if (role === undefined) throw new AppError("role.not_found");
  const carried = await loadCarriedGrants(tx, row.roleId);
  await assertMayGive(tx, access, await gainsOfCarried(tx, known, carried, "ALLOW", [place], window));
  return { place, roleName: role.name, ...window, denies: carried.some(({ effect }) => effect === "DENY") };
}
