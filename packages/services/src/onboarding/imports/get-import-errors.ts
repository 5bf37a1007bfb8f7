import { type ImportErrorsInput, importErrorsInput, type Locale } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { importRows } from "@gloria/db";
import { type ExportColumn, type ExportRow, writeTable } from "@gloria/exporters";
import { translate } from "@gloria/i18n";
import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import {
  findReadableFile,
  openFile,
  parseInput,
  readInTenant,
  recordAudit,
  type Services,
  writeInTenant,
} from "../../platform/index.ts";
import { findImport, type ImportDataRow, importTarget, showProblem } from "./import-queries.ts";
import { readableColumns } from "./readable-columns.ts";
import { openTable, type TableReading } from "./reading/index.ts";

export interface ImportErrors {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const mediaTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** Rows whose problems are read at a time. */
const batch = 500;

/**
 * The rows of an import that were not taken, as they stand in the file, each with what is wrong: to be mended there and
 * imported again, which skips nothing and doubles nothing. Audited before the first byte. Who has not sent the file
 * sees the columns that were imported; specific ones only with the right to read them.
 *
 * Errors: `import.not_found`, `access.denied`, `import.wrong_state` before the dry run has ended, `import.expired`,
 * `import.no_errors`.
 */
export async function getImportErrors(
  services: Services,
  ctx: TenantContext,
  input: ImportErrorsInput,
): Promise<ImportErrors> {
  const { id, format } = parseInput(importErrorsInput, input);
  const { row, seesAll, seesSpecific } = await writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const row = await findImport(tx, id);
    const target = importTarget(row);
    access.assert("import:read", target);
    if (row.plannedAt === null) throw new AppError("import.wrong_state", { status: row.status });
    if (row.expiredAt !== null || row.fileId === null) throw new AppError("import.expired");
    await findReadableFile(tx, row.fileId);
    const [first] = await tx.db.select({ n: sql`1` }).from(importRows).where(ofRefused(row, 0)).limit(1);
    if (first === undefined) throw new AppError("import.no_errors");
    await recordAudit(tx, "import.errors", {
      entity: { type: "import", id, version: row.version, label: row.fileName },
      schoolId: row.schoolId,
    });
    const seesAll = access.userId !== null && access.userId === row.startedBy;
    return { row, seesAll, seesSpecific: seesAll || access.can("employee.sensitive:read", target) };
  });
  const shown = readableColumns(row, { seesAll, seesSpecific });
  const word = (key: "row" | "problems" | "suffix") => translate(ctx.locale, `importErrors.${key}`);
  const columns: ExportColumn[] = [
    { key: "row", title: word("row"), kind: "integer" },
    { key: "problems", title: word("problems"), kind: "text" },
    ...shown.map((header) => ({ key: header, title: header, kind: "text" as const })),
  ];
  const base = row.fileName.replace(/\.[^.]*$/, "");
  return {
    name: `${base}-${word("suffix")}.${format}`,
    mediaType: mediaTypes[format],
    bytes: writeTable(
      format,
      {
        title: row.fileName,
        columns,
        rows: refusedRows(services, ctx, row, shown),
        locale: ctx.locale,
        timeZone: "UTC",
        filter: null,
        generatedAt: services.clock.now(),
      },
      { maxPdfRows: 0 },
    ),
  };
}

function ofRefused(row: ImportDataRow, after: number) {
  return and(
    eq(importRows.tenantId, row.tenantId),
    eq(importRows.importId, row.id),
    or(eq(importRows.action, "error"), eq(importRows.state, "changed")),
    gt(importRows.rowNumber, after),
  );
}

/** The file is read once more, in step with the rows that were refused, which stand in the same order. */
async function* refusedRows(
  services: Services,
  ctx: TenantContext,
  row: ImportDataRow,
  shown: readonly string[],
): AsyncGenerator<ExportRow> {
  const refused = refusals(services, ctx, row);
  let next = await refused.next();
  if (next.done) return;
  const table = await openImported(services, ctx, row);
  try {
    const indexes = shown.map((header) => table.headers.indexOf(header));
    for await (const { rowNumber, cells } of table.rows) {
      if (next.done) return;
      if (rowNumber < next.value.rowNumber) continue;
      yield [rowNumber, next.value.problems, ...indexes.map((index) => cells[index] ?? "")];
      next = await refused.next();
    }
  } finally {
    await table.close();
  }
}

async function openImported(services: Services, ctx: TenantContext, row: ImportDataRow): Promise<TableReading> {
  if (row.fileId === null) throw new AppError("import.expired");
  const file = await openFile(services, ctx, row.fileId);
  const { sheet } = row.options as { readonly sheet?: string | null };
  return openTable(file.bytes, { fileName: row.fileName, ...(sheet == null ? {} : { sheet }) });
}

interface Refusal {
  readonly rowNumber: number;
  readonly problems: string;
}

async function* refusals(
  services: Services,
  ctx: TenantContext,
  row: ImportDataRow,
): AsyncGenerator<Refusal, undefined> {
  let after = 0;
  for (;;) {
    const rows = await readInTenant(services, ctx, (tx) =>
      tx.db
        .select({ rowNumber: importRows.rowNumber, problems: importRows.problems })
        .from(importRows)
        .where(ofRefused(row, after))
        .orderBy(asc(importRows.rowNumber))
        .limit(batch),
    );
    for (const { rowNumber, problems } of rows) yield { rowNumber, problems: sentenceOf(ctx.locale, problems) };
    const last = rows.at(-1);
    if (last === undefined || rows.length < batch) return undefined;
    after = last.rowNumber;
  }
}

function sentenceOf(locale: Locale, problems: ImportDataRow["problems"]): string {
  return problems
    .map((problem) => showProblem(locale, "importRowProblem", problem))
    .map(({ column, message }) => (column === null ? message : `${column}: ${message}`))
    .join(" · ");
}
