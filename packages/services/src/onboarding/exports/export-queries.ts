import type { Export } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { exports as exportsTable, files, type TenantTransaction, users } from "@gloria/db";
import { errorText } from "@gloria/i18n";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { attributeColumns, targetAttributes } from "../../platform/index.ts";
import { isErrorCode } from "./is-error-code.ts";

export type ExportDataRow = typeof exportsTable.$inferSelect;

const file = { id: files.id, name: files.name, size: files.size };

/** Exports with who asked for them and the file, as long as it can be had. */
export function selectExports(tx: TenantTransaction) {
  return tx.db
    .select({ made: exportsTable, requestedByName: users.name, file })
    .from(exportsTable)
    .leftJoin(users, and(eq(users.tenantId, exportsTable.tenantId), eq(users.id, exportsTable.requestedBy)))
    .leftJoin(
      files,
      and(
        eq(files.tenantId, exportsTable.tenantId),
        eq(files.id, exportsTable.fileId),
        eq(files.complete, true),
        sql`${files.expiresAt} > now()`,
      ),
    );
}

export type LoadedExport = Awaited<ReturnType<typeof selectExports>>[number];

/** @throws AppError `export.not_found` */
export async function findExport(tx: TenantTransaction, id: string): Promise<LoadedExport> {
  const [row] = await selectExports(tx).where(and(eq(exportsTable.tenantId, tx.tenantId), eq(exportsTable.id, id)));
  if (row === undefined) throw new AppError("export.not_found");
  return row;
}

/** One export, locked until the transaction ends. @throws AppError `export.not_found` */
export async function lockExport(tx: TenantTransaction, id: string): Promise<ExportDataRow> {
  const [row] = await tx.db
    .select()
    .from(exportsTable)
    .where(and(eq(exportsTable.tenantId, tx.tenantId), eq(exportsTable.id, id)))
    .for("update");
  if (row === undefined) throw new AppError("export.not_found");
  return row;
}

/** What permissions see of an export: its requester's own, and of no school: it may hold rows of all of them. */
export function exportTarget(made: ExportDataRow): Target {
  return {
    tenantId: made.tenantId,
    ownerId: made.requestedBy,
    departmentIds: [],
    schoolIds: [],
    resource: { type: "export", id: made.id },
    attributes: targetAttributes("export", made),
  };
}

/** The rows of `exports` that the caller may see; the SQL twin of {@link exportTarget}. */
export function visibleExports(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("export:read"), {
    own: (ownerId) => eq(exportsTable.requestedBy, ownerId),
    school: null,
    department: null,
    schoolless: sql`true`,
    resource: { type: "export", is: (ids) => sql`${exportsTable.id} = any(${sql.param(ids)}::uuid[])` },
    attributes: attributeColumns("export", exportsTable),
  });
}

export function toExport(
  { made, requestedByName, file: found }: LoadedExport,
  access: Access,
  tx: TenantTransaction,
): Export {
  const isMine = access.userId === null || access.userId === made.requestedBy;
  const unfinished = made.status === "queued" || made.status === "running";
  const expiresAt = made.status === "done" && found !== null ? made.expiresAt : null;
  const available = expiresAt !== null;
  return {
    id: made.id,
    kind: made.kind,
    format: made.format,
    status: made.status,
    done: made.done,
    total: made.total,
    error: made.error === null ? null : shownError(made.error, tx),
    download:
      found !== null && expiresAt !== null
        ? {
            fileId: found.id,
            path: `/files/${found.id}`,
            name: found.name,
            size: found.size,
            expiresAt: expiresAt.toISOString(),
          }
        : null,
    expired: made.status === "done" && !available,
    filter: { ...made.filter },
    columns: made.columns,
    requestedBy: made.requestedBy,
    requestedByName,
    createdAt: made.createdAt.toISOString(),
    finishedAt: made.finishedAt?.toISOString() ?? null,
    can: {
      cancel: isMine && unfinished,
      delete: isMine,
      download: isMine && available,
    },
  };
}

function shownError({ code, params }: NonNullable<ExportDataRow["error"]>, tx: TenantTransaction) {
  const known = isErrorCode(code) ? code : "service.internal";
  return { code: known, message: errorText(known, params as Parameters<typeof errorText>[1], tx.ctx.locale) };
}
