import type { Import, ImportProblem, Locale } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { type ImportProblemRow, imports, type TenantTransaction, users } from "@gloria/db";
import { findText, formatText, translate } from "@gloria/i18n";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { attributeColumns, targetAttributes } from "../../platform/index.ts";

export type ImportDataRow = typeof imports.$inferSelect;

/** What permissions see of an import: its starter's own, in the school that it was narrowed to. */
export function importTarget(
  row: Pick<ImportDataRow, "tenantId" | "schoolId" | "startedBy" | "kind"> & Partial<Pick<ImportDataRow, "status">>,
): Target {
  return {
    tenantId: row.tenantId,
    ownerId: row.startedBy,
    departmentIds: [],
    schoolIds: row.schoolId === null ? [] : [row.schoolId],
    attributes: targetAttributes("import", row),
  };
}

/** The rows of `imports` that the caller may read; the SQL twin of {@link importTarget}. */
export function visibleImports(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("import:read"), {
    own: (ownerId) => eq(imports.startedBy, ownerId),
    school: (ids) => sql`${imports.schoolId} = any(${sql.param(ids)}::uuid[])`,
    department: null,
    schoolless: isNull(imports.schoolId),
    resource: null,
    attributes: attributeColumns("import", imports),
  });
}

/** @throws AppError `import.not_found` */
export async function findImport(tx: TenantTransaction, id: string): Promise<ImportDataRow> {
  const [row] = await tx.db
    .select()
    .from(imports)
    .where(and(eq(imports.tenantId, tx.tenantId), eq(imports.id, id)));
  if (row === undefined) throw new AppError("import.not_found");
  return row;
}

/** One import, locked until the transaction ends. @throws AppError `import.not_found` */
export async function lockImport(tx: TenantTransaction, id: string): Promise<ImportDataRow> {
  const [row] = await tx.db
    .select()
    .from(imports)
    .where(and(eq(imports.tenantId, tx.tenantId), eq(imports.id, id)))
    .for("update");
  if (row === undefined) throw new AppError("import.not_found");
  return row;
}

interface Tally {
  readonly id: string;
  readonly create: number;
  readonly update: number;
  readonly skip: number;
  readonly error: number;
  readonly applied: number;
  readonly changed: number;
  readonly undone: number;
  readonly kept: number;
}

/** The imports as they are answered, with their counts and names. */
export async function showImports(
  tx: TenantTransaction,
  rows: readonly ImportDataRow[],
  access: Access,
): Promise<Import[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const people = [...new Set(rows.flatMap(({ startedBy }) => startedBy ?? []))];
  const [tallies, names] = await Promise.all([
    tx.sql.unsafe<Tally[]>(
      `select import_id as id,
         (count(*) filter (where action = 'create'))::int as "create", (count(*) filter (where action = 'update'))::int as "update",
         (count(*) filter (where action = 'skip'))::int as "skip", (count(*) filter (where action = 'error'))::int as "error",
         (count(*) filter (where state = 'applied'))::int as applied, (count(*) filter (where state = 'changed'))::int as changed,
         (count(*) filter (where state = 'undone'))::int as undone, (count(*) filter (where state = 'kept'))::int as kept
       from gloria.import_rows where tenant_id = $1::uuid and import_id = any($2::uuid[]) group by import_id`,
      [tx.tenantId, ids],
    ),
    tx.db
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(and(eq(users.tenantId, tx.tenantId), sql`${users.id} = any(${sql.param(people)}::uuid[])`)),
  ]);
  return rows.map((row) =>
    toImport(
      row,
      tallies.find(({ id }) => id === row.id) ?? null,
      names.find(({ id }) => id === row.startedBy)?.name ?? row.actorName,
      access,
      tx.ctx.locale,
    ),
  );
}

function toImport(
  row: ImportDataRow,
  tally: Tally | null,
  startedByName: string | null,
  access: Access,
  locale: Locale,
): Import {
  const none = { create: 0, update: 0, skip: 0, error: 0, applied: 0, changed: 0, undone: 0, kept: 0 };
  const { create, update, skip, error, applied, changed, undone, kept } = tally ?? none;
  const target = importTarget(row);
  const isKept = row.expiredAt === null;
  const may = (code: "import:approve" | "import:restore" | "import:create") => access.can(code, target);
  const stopped = row.status === "cancelled" || row.status === "failed";
  return {
    id: row.id,
    kind: row.kind,
    phase: row.phase,
    status: row.status,
    fileId: row.fileId,
    fileName: row.fileName,
    format: row.format,
    preset: row.preset as Import["preset"],
    schoolId: row.schoolId,
    progress: { done: row.done, total: row.total },
    counts: row.plannedAt === null ? null : { create, update, skip, error },
    results: row.phase === "dry_run" ? null : { applied, changed, undone, kept },
    problems: row.problems.map((problem) => showProblem(locale, "importFileProblem", problem)),
    failure: row.failureCode,
    startedBy: { id: row.startedBy, name: startedByName },
    createdAt: row.createdAt.toISOString(),
    plannedAt: row.plannedAt?.toISOString() ?? null,
    committedAt: row.committedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    expired: !isKept,
    can: {
      commit: row.status === "planned" && isKept && may("import:approve"),
      cancel: row.status === "running" && may("import:create"),
      resume: stopped && isKept && may(phaseRight[row.phase]),
      undo: canUndo(row) && isKept && may("import:restore"),
    },
  };
}

/** What a phase needs beyond being able to import at all. */
export const phaseRight = { dry_run: "import:create", commit: "import:approve", undo: "import:restore" } as const;

/** Something may have been applied, and nothing runs. */
export function canUndo(row: Pick<ImportDataRow, "phase" | "status">): boolean {
  return row.phase === "commit" && row.status !== "running";
}

export function showProblem(locale: Locale, family: string, { code, column, params }: ImportProblemRow): ImportProblem {
  const values = params ?? {};
  const text = [family, "importPlanProblem", "importRowProblem", "importUndoProblem", "error"]
    .map((namespace) => findText(locale, `${namespace}.${code}`, values))
    .find((found) => found !== null);
  return {
    code,
    column: column ?? null,
    params: values as ImportProblem["params"],
    message: formatText(locale, text ?? translate(locale, "error.service.internal"), named(locale, values)),
  };
}

/** What still refers to a row is known by its table, and read by what that is to people. */
function named(
  locale: Locale,
  values: NonNullable<ImportProblemRow["params"]>,
): NonNullable<ImportProblemRow["params"]> {
  if (values["by"] === undefined) return values;
  const known = findText(locale, `importUndoReference.${values["by"]}`, {});
  return { ...values, by: known ?? translate(locale, "importUndoReference.other") };
}

/** In whose name a phase acts. */
export function actorOf(row: ImportDataRow, origin: TenantContext): TenantContext {
  return {
    ...origin,
    actor:
      row.actorId === null
        ? { kind: "system", name: row.actorName ?? "import" }
        : { kind: "user", userId: row.actorId, sessionId: null },
    locale: row.locale,
  };
}
