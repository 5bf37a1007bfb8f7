import { type UndoMergeInput, undoMergeInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { type MergedRow, userMerges, users } from "@gloria/db";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import {
  assertAdministratorKept,
  findUserTarget,
  hasAdministrator,
  type UserDataRow,
  userColumnClasses,
} from "../../organisation/index.ts";
import {
  diffEntity,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { recountInboxes } from "./move-references.ts";
import { lostColumns, readImages, restoreRow } from "./row-images.ts";

export interface UndoneMerge {
  readonly id: string;
  readonly survivorId: string;
  readonly duplicateId: string;
}

/**
 * Takes a merge back: both people are as they were before, with what referred to each of them. Sessions stay ended.
 * Refused where something that the merge wrote has changed since, because taking it back would lose that.
 *
 * Errors: `merge.not_found`, `access.denied`, `merge.already_undone`, `user.purged`, `merge.undo_blocked` with what
 * has changed, an `…_in_use` code when somebody else has taken an e-mail, NIP or sign-in name, `access.last_administrator`.
 */
export async function undoMerge(services: Services, ctx: TenantContext, input: UndoMergeInput): Promise<UndoneMerge> {
  const { id, reason } = parseInput(undoMergeInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const [[merge], access] = await Promise.all([
      tx.db
        .select()
        .from(userMerges)
        .where(and(eq(userMerges.tenantId, tx.tenantId), eq(userMerges.id, id)))
        .for("update"),
      tx.access,
    ]);
    access.assert("user:merge");
    if (merge === undefined) throw new AppError("merge.not_found");
    const ids = [merge.survivorId, merge.duplicateId];
    for (const person of ids) access.assert("user:merge", await findUserTarget(tx, person));
    if (merge.undoneAt !== null) throw new AppError("merge.already_undone");
    if (merge.purgedAt !== null) throw new AppError("user.purged");
    const before = await lockPeople(tx, ids);
    const hadAdministrator = await hasAdministrator(tx);
    await assertNothingLost(tx, merge.rows);
    await restore(tx, merge.rows, access.userId);
    await recountInboxes(tx, ids);
    await assertAdministratorKept(tx, hadAdministrator);
    const after = await lockPeople(tx, ids);
    await Promise.all([
      tx.db
        .update(userMerges)
        .set({ undoneAt: sql`now()`, undoneBy: access.userId })
        .where(and(eq(userMerges.tenantId, tx.tenantId), eq(userMerges.id, id), isNull(userMerges.undoneAt))),
      ...after.map((person) =>
        recordAudit(tx, "user.merge_undone", {
          entity: { type: "user", id: person.id, version: person.version, label: person.name },
          schoolId: person.homeSchoolId,
          targets: [{ type: "user_merge", id }],
          changes: diffEntity(before.find((one) => one.id === person.id) ?? person, person, userColumnClasses),
          snapshot: snapshotOf(person, userColumnClasses),
          reason: reason ?? null,
        }),
      ),
    ]);
    return { id, survivorId: merge.survivorId, duplicateId: merge.duplicateId };
  });
}

function lockPeople(tx: VerbTransaction, ids: readonly string[]): Promise<UserDataRow[]> {
  return tx.db
    .select()
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, [...ids])))
    .orderBy(users.id)
    .for("update");
}

/** @throws AppError `merge.undo_blocked` with `<table> <column>` of what has changed since */
async function assertNothingLost(tx: VerbTransaction, rows: readonly MergedRow[]): Promise<void> {
  const reasons = new Set<string>();
  for (const [table, ofTable] of byTable(rows)) {
    const now = await readImages(
      tx,
      table,
      ofTable.map((row) => row.id),
    );
    for (const row of ofTable) {
      const current = now.get(row.id);
      // What was moved and is gone since has nobody to go back to; that loses nothing.
      if (row.how === "move") continue;
      // A copy may have been ended or changed since: then the original must not come back as if nothing had been.
      const columns = row.how === "copy" ? changedSince(row, current) : lostColumns(row, current);
      for (const column of columns) reasons.add(`${table} ${column}`);
    }
  }
  if (reasons.size > 0) throw new AppError("merge.undo_blocked", { reasons: [...reasons].sort().slice(0, 20) });
}

const copyColumns = ["user_id", "subject_id", "valid_from", "valid_until", "ended_at", "is_primary", "fte_percent"];

function changedSince({ after }: MergedRow, now: Readonly<Record<string, unknown>> | undefined): string[] {
  if (now === undefined) return ["id"];
  return copyColumns.filter((column) => JSON.stringify(after?.[column]) !== JSON.stringify(now[column]));
}

/** First what the survivor lets go of, then what the duplicate takes back. */
async function restore(tx: VerbTransaction, rows: readonly MergedRow[], callerId: string | null): Promise<void> {
  const of = (how: MergedRow["how"]) => rows.filter((row) => row.how === how);
  for (const [table, copies] of byTable(of("copy"))) {
    await tx.sql.unsafe(
      `update gloria.${table} set ended_at = now(), ended_by = $3::uuid where tenant_id = $1 and id = any($2::uuid[]) and ended_at is null`,
      [tx.tenantId, copies.map((row) => row.id), callerId],
    );
  }
  // The survivor stands first in the list: they hold what is unique.
  for (const row of [...of("person"), ...of("close")]) await restoreRow(tx, row);
  for (const [table, moved] of byTable(of("move"))) {
    for (const [column, person] of Object.entries(moved[0]?.before ?? {})) {
      await tx.sql.unsafe(
        `update gloria.${table} t set ${column} = $3::uuid where t.tenant_id = $1 and t.id = any($2::uuid[]) and t.${column} = $4::uuid`,
        [tx.tenantId, moved.map((row) => row.id), String(person), String(moved[0]?.after?.[column])],
      );
    }
  }
}

function byTable(rows: readonly MergedRow[]): Map<string, MergedRow[]> {
  const tables = new Map<string, MergedRow[]>();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return tables;
}
