import { type ImportInspection, type InspectImportInput, importFields, inspectImportInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import {
  assertMayReadFile,
  findReadableFile,
  openFile,
  parseInput,
  readInTenant,
  type Services,
} from "../../platform/index.ts";
import { showProblem } from "./import-queries.ts";
import { suggestMapping } from "./mapping/index.ts";
import { ImportFileError, openTable, type TableReading } from "./reading/index.ts";

const sampledRows = 20;
const samplesPerColumn = 3;
const sampleLength = 60;

/**
 * Reads the head of an uploaded file: its headings, what each most probably means, and a few values of each. A file that
 * cannot be read is an answer too, with what is wrong. Nothing is stored.
 *
 * Errors: `access.denied`, `file.not_found`, `file.expired`.
 */
export async function inspectImport(
  services: Services,
  ctx: TenantContext,
  input: InspectImportInput,
): Promise<ImportInspection> {
  const { fileId, kind, sheet } = parseInput(inspectImportInput, input);
  const fileName = await readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("import:create");
    const found = await findReadableFile(tx, fileId);
    assertMayReadFile(access, found);
    return found.name;
  });
  const file = await openFile(services, ctx, fileId);
  try {
    const table = await openTable(file.bytes, { fileName, ...(sheet === undefined ? {} : { sheet }) });
    try {
      const suggestion = suggestMapping(table.headers, kind);
      const samples = await samplesOf(table);
      return {
        format: table.format,
        preset: suggestion.preset,
        sheet: table.sheetName,
        sheets: [...table.sheets],
        headerRowNumber: table.headerRowNumber,
        columns: suggestion.columns.map(({ header, field, confidence }, index) => ({
          header,
          field,
          confidence,
          samples: mayShow(field) ? (samples[index] ?? []) : [],
        })),
        missingRequired: [...suggestion.missingRequired],
        problems: [],
        notices: table.notices.map(({ code, params }) =>
          showProblem(ctx.locale, "importFileNotice", { code, column: null, params }),
        ),
      };
    } finally {
      await table.close();
    }
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    const { code, params } = error.problem;
    return {
      format: null,
      preset: null,
      sheet: null,
      sheets: [],
      headerRowNumber: null,
      columns: [],
      missingRequired: [],
      problems: [showProblem(ctx.locale, "importFileProblem", { code, column: null, params })],
      notices: [],
    };
  }
}

/** A column that nobody has named yet may hold anything, a NIK too. */
function mayShow(field: string | null): boolean {
  return (
    field !== null &&
    field !== "ignore" &&
    Object.values(importFields).every((fields) => !("specific" in (fields[field as keyof typeof fields] ?? {})))
  );
}

/** A few different values of each column, from the first rows. */
async function samplesOf(table: TableReading): Promise<string[][]> {
  const found = table.headers.map(() => new Set<string>());
  let read = 0;
  for await (const { cells } of table.rows) {
    for (const [index, values] of found.entries()) {
      const cell = cells[index] ?? "";
      if (cell !== "" && values.size < samplesPerColumn) values.add(cell.slice(0, sampleLength));
    }
    read += 1;
    if (read === sampledRows) break;
  }
  return found.map((values) => [...values]);
}
