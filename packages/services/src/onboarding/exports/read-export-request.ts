import {
  type CreateExportInput,
  createExportInput,
  type ExportFormat,
  type ExportKind,
  exportColumns,
  exportFilters,
  type FieldError,
} from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { fieldErrorsOf, parseInput } from "../../platform/index.ts";
import type { ChosenColumn } from "./sources/export-source.ts";

/** What somebody wants exported, held against what its kind has. */
export interface ExportRequest {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  /** As given; {@link exportFilters} of the kind accepts it. */
  readonly filter: Readonly<Record<string, string | number | boolean>>;
  /** In the order of the kind, whatever the order in which they were named. */
  readonly columns: readonly ChosenColumn[];
}

/** @throws AppError `request.invalid` naming every field that is wrong, of the filter and the columns too */
export function readExportRequest(input: CreateExportInput): ExportRequest {
  const { kind, format, filter, columns } = parseInput(createExportInput, input);
  const known: Readonly<Record<string, ChosenColumn["care"]>> = exportColumns[kind];
  const errors: FieldError[] = (columns ?? []).flatMap((column, index) =>
    Object.hasOwn(known, column)
      ? []
      : [{ path: `columns.${index}`, code: "invalid_value", message: "export.column_unknown" }],
  );
  const filtered = exportFilters[kind].safeParse(filter);
  if (!filtered.success) {
    errors.push(...fieldErrorsOf(filtered.error).map((error) => ({ ...error, path: `filter.${error.path}` })));
  }
  if (errors.length > 0) throw new AppError("request.invalid", {}, { errors });
  const wanted = columns === undefined ? null : new Set(columns);
  return {
    kind,
    format,
    filter,
    columns: Object.entries(known)
      .filter(([key, care]) => (wanted === null ? care !== "specific" : wanted.has(key)))
      .map(([key, care]) => ({ key, care })),
  };
}
