import { type ErrorCode, errorFamilies, type Locale, type PermissionBatch } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { permissionBatches, type TenantTransaction, users } from "@gloria/db";
import { errorText } from "@gloria/i18n";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";

export type BatchDataRow = typeof permissionBatches.$inferSelect;

/** What permissions see of a bulk assignment: its starter's own, and of no school, since it may be about all of them. */
export function batchTarget(row: Pick<BatchDataRow, "tenantId" | "startedBy">): Target {
  return { tenantId: row.tenantId, ownerId: row.startedBy, departmentIds: [], schoolIds: [] };
}

/** The rows of `permission_batches` that the caller may read; the SQL twin of {@link batchTarget}. */
export function visibleBatches(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("permission:read"), {
    own: (userId) => eq(permissionBatches.startedBy, userId),
    school: null,
    department: null,
    schoolless: sql`true`,
    resource: null,
  });
}

/** @throws AppError `permission_batch.not_found` */
export async function findBatch(tx: TenantTransaction, id: string): Promise<BatchDataRow> {
  const [row] = await tx.db
    .select()
    .from(permissionBatches)
    .where(and(eq(permissionBatches.tenantId, tx.tenantId), eq(permissionBatches.id, id)));
  if (row === undefined) throw new AppError("permission_batch.not_found");
  return row;
}

/** One of them, locked until the transaction ends. @throws AppError `permission_batch.not_found` */
export async function lockBatch(tx: TenantTransaction, id: string): Promise<BatchDataRow> {
  const [row] = await tx.db
    .select()
    .from(permissionBatches)
    .where(and(eq(permissionBatches.tenantId, tx.tenantId), eq(permissionBatches.id, id)))
    .for("update");
  if (row === undefined) throw new AppError("permission_batch.not_found");
  return row;
}

interface Tally {
  readonly id: string;
  readonly state: string;
  readonly items: number;
}

/** Bulk assignments as they are answered, with their counts. */
export async function showBatches(
  tx: TenantTransaction,
  rows: readonly BatchDataRow[],
  access: Access,
): Promise<PermissionBatch[]> {
  if (rows.length === 0) return [];
  const [tallies, names, [current]] = await Promise.all([
    tx.sql.unsafe<Tally[]>(
      `select batch_id as id, state, count(*)::int as items from gloria.permission_batch_items
       where tenant_id = $1::uuid and batch_id = any ($2::text::uuid[]) group by batch_id, state`,
      [tx.tenantId, `{${rows.map(({ id }) => id).join(",")}}`],
    ),
    tx.db
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(
        and(
          eq(users.tenantId, tx.tenantId),
          inArray(
            users.id,
            rows.map((row) => row.startedBy),
          ),
        ),
      ),
    tx.sql.unsafe<{ epoch: string }[]>("select epoch from gloria.permission_epochs where tenant_id = $1::uuid", [
      tx.tenantId,
    ]),
  ]);
  return rows.map((row) => {
    const count = (state: string) => tallies.find((tally) => tally.id === row.id && tally.state === state)?.items ?? 0;
    const may = access.can("permission:assign", batchTarget(row));
    const stopped = row.status === "cancelled" || row.status === "failed";
    return {
      id: row.id,
      phase: row.phase,
      status: row.status,
      reason: row.reason,
      progress: { done: row.done, total: row.total },
      results: {
        waiting: count("waiting"),
        made: count("made"),
        present: count("present"),
        refused: count("refused"),
        takenBack: count("taken_back"),
        kept: count("kept"),
      },
      failure: row.failureCode,
      startedBy: { id: row.startedBy, name: names.find(({ id }) => id === row.startedBy)?.name ?? null },
      createdAt: row.createdAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
      epoch: Number(current?.epoch ?? 0),
      can: {
        cancel: may && row.status === "running",
        resume: may && stopped,
        takeBack: may && canTakeBack(row),
      },
    };
  });
}

/** One of them as it is answered. */
export async function showBatch(tx: TenantTransaction, row: BatchDataRow, access: Access): Promise<PermissionBatch> {
  const [shown] = await showBatches(tx, [row], access);
  if (shown === undefined) throw new Error("a bulk assignment was not shown");
  return shown;
}

/** Something may have been made, and nothing runs. */
export function canTakeBack({ phase, status }: Pick<BatchDataRow, "phase" | "status">): boolean {
  return phase === "assign" && status !== "running";
}

/** Why something was refused, as it is stored. */
export interface StoredProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A stored refusal in the reader's language. */
export function showProblem(problem: StoredProblem | null, locale: Locale): { code: string; message: string } | null {
  if (problem === null) return null;
  const code: ErrorCode = isErrorCode(problem.code) ? problem.code : "service.internal";
  return { code, message: errorText(code, problem.params as Parameters<typeof errorText>[1], locale) };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorFamilies, code);
}
