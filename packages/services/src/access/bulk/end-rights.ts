import { AppError, isAppError } from "@gloria/core";
import { grants, roleAssignments, users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, inArray, sql } from "drizzle-orm";
import { loadUserTargets } from "../../organisation/index.ts";
import { recordAudits, type VerbTransaction } from "../../platform/index.ts";
import { assertMayGive, type KnownPermissions, keepAdministrator, loadKnownPermissions } from "../escalation/index.ts";
import { gainsOfCarried } from "../roles/role-chain.ts";
import { loadOpenRights, type OpenRight, type RightRef } from "./load-open-rights.ts";

/**
 * Ends rights of people, set by set, and audits each. For each of them, in their order: null when it is ended, or why it
 * is not (somebody has ended it before, or the caller may not).
 *
 * @throws AppError `access.last_administrator` when all of it together would lose the last one
 */
export async function endRights(
  tx: VerbTransaction,
  access: Access,
  wanted: readonly RightRef[],
  why: {
    readonly reason: string | null;
    readonly batchId?: string;
    /** The caller may end any right of these people, by what they were asked to do. */
    readonly isEntrusted?: boolean;
  },
): Promise<(AppError | null)[]> {
  const userIds = [...new Set(wanted.map(({ userId }) => userId))];
  const people = await tx.db
    .select({ id: users.id, name: users.name, homeSchoolId: users.homeSchoolId })
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, userIds)));
  const [targets, open, known] = await Promise.all([
    loadUserTargets(tx, people),
    loadOpenRights(tx, wanted),
    loadKnownPermissions(tx),
  ]);
  const outcomes: (AppError | null)[] = [];
  for (const { id, kind, userId } of wanted) {
    const right = open.get(id);
    const permission = kind === "grant" ? "permission:assign" : "role:assign";
    const target = targets.get(userId);
    const may = why.isEntrusted === true || (target !== undefined && access.can(permission, target));
    if (right === undefined) outcomes.push(new AppError("permission_batch.item_ended"));
    else if (!may) outcomes.push(new AppError("access.denied", { permission }));
    else outcomes.push(await excessOf(tx, access, known, right));
  }
  const ending = wanted.filter((_, place) => outcomes[place] === null);
  if (ending.length === 0) return outcomes;
  await keepAdministrator(tx, () => close(tx, ending));
  const names = new Map(people.map(({ id, name }) => [id, name]));
  await recordAudits(
    tx,
    ending.map(({ id, kind, userId }) => {
      const right = open.get(id);
      const person = { type: "user" as const, id: userId, label: names.get(userId) ?? "" };
      const facts = {
        entity: { type: kind, id, label: right?.label ?? "" },
        schoolId: right?.place.schoolId ?? null,
        targets: [person, ...(right?.roleId ? [{ type: "role" as const, id: right.roleId, label: right.label }] : [])],
        reason: why.reason,
        ...(why.batchId === undefined ? {} : { batchId: why.batchId }),
      };
      return { action: kind === "grant" ? ("grant.end" as const) : ("role.unassign" as const), facts };
    }),
  );
  return outcomes;
}

/** Ending what denies something gives what it held back: the caller must hold that. */
async function excessOf(
  tx: VerbTransaction,
  access: Access,
  known: KnownPermissions,
  { carried, place, span }: OpenRight,
): Promise<AppError | null> {
  const lifted = await gainsOfCarried(tx, known, carried, "DENY", [place], span);
  if (lifted.length === 0) return null;
  try {
    await assertMayGive(tx, access, lifted);
    return null;
  } catch (error) {
    if (isAppError(error, "access.escalation") || isAppError(error, "access.outlasts_support")) return error;
    throw error;
  }
}

async function close(tx: VerbTransaction, ending: readonly RightRef[]): Promise<void> {
  const { actor } = tx.ctx;
  const ended = { endedAt: sql`now()`, endedBy: actor.kind === "user" ? actor.userId : null };
  const idsOf = (kind: RightRef["kind"]) => ending.flatMap((right) => (right.kind === kind ? right.id : []));
  await Promise.all([
    tx.db
      .update(roleAssignments)
      .set(ended)
      .where(and(eq(roleAssignments.tenantId, tx.tenantId), inArray(roleAssignments.id, idsOf("role_assignment")))),
    tx.db
      .update(grants)
      .set(ended)
      .where(and(eq(grants.tenantId, tx.tenantId), inArray(grants.id, idsOf("grant")))),
  ]);
}
