import {
  type MergeField,
  type MergeUsersInput,
  type MergeUsersResult,
  mergeFields,
  mergeUsersInput,
} from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { type MergedRow, userMerges, users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { assertNoExcess } from "../../access/index.ts";
import {
  assertAdministratorKept,
  findUserTarget,
  hasAdministrator,
  type UserDataRow,
  userColumnClasses,
} from "../../organisation/index.ts";
import {
  assertVersion,
  diffEntity,
  loadGiver,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  softDeletion,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { assertNoMoreRights, gainedRights, readRights } from "./assert-no-more-rights.ts";
import { type CarriedAccess, carryAccess } from "./carry-access.ts";
import { type MovedReferences, moveReferences } from "./move-references.ts";
import { readImages } from "./row-images.ts";

type Wanted = z.output<typeof mergeUsersInput>;

/**
 * Makes two accounts of one person one: the survivor takes the chosen fields and what refers to the duplicate; the
 * duplicate stays, deleted, pointing at the survivor. Nobody gains a right by it. A dry run does all of it and takes
 * it back, so that its answer cannot differ from the real one's.
 *
 * Errors: `user.merge_same`, `user.not_found`, `access.denied`, `user.version_conflict`, `user.delete_self`,
 * `user.merge_blocked` with reasons, `user.merge_raises_rights` with the permissions, `access.escalation` where the
 * caller holds less than one of the two would gain, `access.last_administrator`.
 */
export async function mergeUsers(
  services: Services,
  ctx: TenantContext,
  input: MergeUsersInput,
): Promise<MergeUsersResult> {
  const wanted = parseInput(mergeUsersInput, input);
  if (wanted.survivorId === wanted.duplicateId) throw new AppError("user.merge_same");
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const access = await tx.access;
    access.assert("user:merge");
    const pair = await lockPair(tx, wanted);
    for (const id of [wanted.survivorId, wanted.duplicateId]) {
      access.assert("user:merge", await findUserTarget(tx, id));
    }
    if (access.userId === wanted.duplicateId) throw new AppError("user.delete_self");
    assertVersion("user.version_conflict", wanted.survivorVersion, pair.survivor);
    assertVersion("user.version_conflict", wanted.duplicateVersion, pair.duplicate);
    await tx.sql.unsafe("savepoint merging");
    const warnings = await findWarnings(tx, pair, wanted);
    const outcome = await merge(tx, pair, wanted, access);
    if (wanted.dryRun) await tx.sql.unsafe("rollback to savepoint merging");
    return {
      dryRun: wanted.dryRun,
      mergeId: wanted.dryRun ? null : outcome.mergeId,
      survivorId: wanted.survivorId,
      duplicateId: wanted.duplicateId,
      fields: mergeFields.map((field) => ({
        field,
        survivor: pair.survivor[field],
        duplicate: pair.duplicate[field],
        chosen: wanted.fields[field] ?? "survivor",
      })),
      references: countsOf(outcome),
      warnings,
    };
  });
}

interface Pair {
  readonly survivor: UserDataRow;
  readonly duplicate: UserDataRow;
}

async function lockPair(tx: VerbTransaction, { survivorId, duplicateId }: Wanted): Promise<Pair> {
  const rows = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, [survivorId, duplicateId])))
    .orderBy(users.id)
    .for("update");
  const living = (id: string) => {
    const row = rows.find((one) => one.id === id);
    if (row === undefined || row.deletedAt !== null) throw new AppError("user.not_found");
    return row;
  };
  return { survivor: living(survivorId), duplicate: living(duplicateId) };
}

/** By which somebody signs in: with the duplicate's, it is the duplicate who comes. */
const signInFields = ["email", "username", "nip", "clerkUserId"] as const satisfies readonly MergeField[];

interface Outcome {
  readonly mergeId: string;
  readonly carried: CarriedAccess;
  readonly moved: MovedReferences;
}

async function merge(tx: VerbTransaction, pair: Pair, wanted: Wanted, access: Access): Promise<Outcome> {
  const callerId = access.userId;
  const { survivorId, duplicateId } = wanted;
  const ids = [survivorId, duplicateId];
  await loadGiver(tx, access);
  const [own, theirs] = [await readRights(tx, survivorId), await readRights(tx, duplicateId)];
  const hadAdministrator = await hasAdministrator(tx);
  const before = await readImages(tx, "users", ids);
  const carried = await carryAccess(tx, duplicateId, survivorId, wanted.access === "carry");
  if (carried.blocked.length > 0) throw new AppError("user.merge_blocked", { reasons: carried.blocked });
  const moved = await moveReferences(tx, duplicateId, survivorId);
  const after = await writePeople(tx, pair, wanted);
  // Who merges somebody into themselves may gain nothing at all by it, whatever the other one had.
  const rights = await readRights(tx, survivorId);
  assertNoMoreRights(rights, callerId === survivorId ? [own] : [own, theirs]);
  // The two may not be one person after all. What whoever signs in afterwards could not do before, the caller must be
  // able to do; with the one of more rights as survivor there is nothing of the kind.
  await assertNoExcess(tx, access, gainedRights(rights, [own]));
  if (signInFields.some((field) => wanted.fields[field] === "duplicate")) {
    await assertNoExcess(tx, access, gainedRights(rights, [theirs]));
  }
  await assertAdministratorKept(tx, hadAdministrator);
  const images = await readImages(tx, "users", ids);
  const people = ids.map(
    (id): MergedRow => ({
      table: "users",
      how: "person",
      id,
      before: before.get(id) ?? null,
      after: images.get(id) ?? null,
    }),
  );
  const mergeId = newId();
  await Promise.all([
    tx.db.insert(userMerges).values({
      tenantId: tx.tenantId,
      id: mergeId,
      survivorId,
      duplicateId,
      takenFields: takenFields(wanted),
      rows: [...people, ...carried.rows, ...moved.rows],
      reason: wanted.reason ?? null,
      mergedBy: callerId,
    }),
    ...(["survivor", "duplicate"] as const).map((side) => {
      const other = side === "survivor" ? pair.duplicate : pair.survivor;
      return recordAudit(tx, "user.merge", {
        entity: { type: "user", id: after[side].id, version: after[side].version, label: after[side].name },
        schoolId: after[side].homeSchoolId,
        targets: [
          { type: "user", id: other.id, label: other.name },
          { type: "user_merge", id: mergeId },
        ],
        changes: diffEntity(pair[side], after[side], userColumnClasses),
        snapshot: snapshotOf(after[side], userColumnClasses),
        reason: wanted.reason ?? null,
      });
    }),
  ]);
  return { mergeId, carried, moved };
}

function takenFields({ fields }: Wanted): MergeField[] {
  return mergeFields.filter((field) => fields[field] === "duplicate");
}

/** The duplicate goes first: it lets go of what is unique before the survivor takes it. */
async function writePeople(tx: VerbTransaction, { duplicate }: Pair, wanted: Wanted): Promise<Pair> {
  const taken = takenFields(wanted);
  const person = (id: string) => and(eq(users.tenantId, tx.tenantId), eq(users.id, id));
  const [gone] = await tx.db
    .update(users)
    .set({
      ...softDeletion(users, tx.ctx.actor),
      mergedInto: wanted.survivorId,
      // Unlike an e-mail, Clerk's id is not free again with a deletion.
      ...(taken.includes("clerkUserId") ? { clerkUserId: null } : {}),
    })
    .where(person(wanted.duplicateId))
    .returning();
  const [kept] = await tx.db
    .update(users)
    .set({
      ...Object.fromEntries(taken.map((field) => [field, duplicate[field]])),
      lastActiveAt: sql`greatest(${users.lastActiveAt}, ${duplicate.lastActiveAt?.toISOString() ?? null}::timestamptz)`,
      ...nextVersion(users),
    })
    .where(person(wanted.survivorId))
    .returning();
  if (gone === undefined || kept === undefined) throw new AppError("user.not_found");
  return { survivor: kept, duplicate: gone };
}

/** Whose employee data is linked to nobody afterwards: it is joined by the NIP alone. */
async function findWarnings(tx: VerbTransaction, { survivor, duplicate }: Pair, wanted: Wanted): Promise<string[]> {
  const lost = wanted.fields.nip === "duplicate" ? survivor.nip : duplicate.nip;
  const kept = wanted.fields.nip === "duplicate" ? duplicate.nip : survivor.nip;
  if (lost === null || lost === kept) return [];
  const [employee] = await tx.sql.unsafe(
    "select 1 from gloria.employees where tenant_id = $1 and nip = $2 and deleted_at is null",
    [tx.tenantId, lost],
  );
  return employee === undefined ? [] : ["employee_unlinked"];
}

function countsOf({ carried, moved }: Outcome): MergeUsersResult["references"] {
  const access = carried.counts.flatMap(({ table, column, moved: copied, ended }) => [
    { table, column, outcome: "moved" as const, rows: copied },
    { table, column, outcome: "ended" as const, rows: ended },
  ]);
  return [...access, ...moved.counts].filter(({ rows }) => rows > 0);
}
