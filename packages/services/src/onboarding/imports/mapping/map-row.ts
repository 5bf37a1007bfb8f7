import {
  type ImportField,
  type ImportFieldDefinition,
  type ImportFieldValues,
  type ImportKind,
  type ImportRowProblem,
  importFields,
} from "@gloria/contracts";
import type { TableRow } from "../reading/table-reading.ts";
import { checkRow, type FieldTable } from "./check-row.ts";
import { cleanCell } from "./clean-cell.ts";
import { fieldRules } from "./field-rules.ts";
import type { ImportMapping, MappedRow, MapRowOptions } from "./mapped-row.ts";
import { splitTitles } from "./split-titles.ts";

/**
 * Understands one row: cleans each cell, reads it by its field's rule, and checks what the cells say of each other.
 * Never throws; `mapping` has passed `checkMapping` for these headers.
 */
export function mapRow<Kind extends ImportKind>(
  mapping: ImportMapping<Kind>,
  headers: readonly string[],
  row: TableRow,
  options: MapRowOptions,
): MappedRow<Kind> {
  const table: FieldTable = { values: new Map(), headers: new Map() };
  const problems: ImportRowProblem[] = [];
  const definitions: Readonly<Record<string, ImportFieldDefinition>> = importFields[mapping.kind];
  const fieldOf = new Map<string, string>(mapping.columns.map(({ header, field }) => [header, field]));
  const raw: string[] = [];

  for (const { columnIndex, code, params } of row.problems) {
    const column = columnIndex === null ? null : (headers[columnIndex] ?? null);
    if (column === null || isRead(fieldOf.get(column))) problems.push({ column, code, params });
  }
  const unreadable = new Set(row.problems.map(({ columnIndex }) => columnIndex));
  for (const [index, header] of headers.entries()) {
    const field = fieldOf.get(header);
    const cell = row.cells[index] ?? "";
    raw.push(isRead(field) ? cell : "");
    if (!isRead(field)) continue;
    table.headers.set(field, header);
    if (unreadable.has(index)) continue;
    const text = cleanCell(cell);
    const reading = text === "" ? { value: null } : fieldRules[field](text, options);
    if ("value" in reading) {
      table.values.set(field, reading.value);
    } else {
      // A message is stored and shown where specific data must not be.
      const isSecret = definitions[field]?.specific === true && Object.hasOwn(reading.params, "value");
      const params = isSecret ? { ...reading.params, value: "…" } : reading.params;
      problems.push({ column: header, code: reading.code, params });
    }
  }
  if (mapping.kind === "people") composeName(table);
  const found = [...problems, ...checkRow(mapping.kind, table, problems)];
  const fields = Object.fromEntries(table.values) as ImportFieldValues<Kind>;
  return { rowNumber: row.rowNumber, fields, problems: found, raw };

  function isRead(field: string | undefined): field is ImportField {
    const definition = field === undefined ? undefined : definitions[field];
    return definition !== undefined && (mapping.includeSpecific || definition.specific !== true);
  }
}

/** Parts of a name become one; titles in it become fields, unless the file has columns for them. */
function composeName({ values, headers }: FieldTable): void {
  const parts = (["givenName", "middleName", "familyName"] as const).filter((part) => headers.has(part));
  if (!headers.has("name") && parts.length > 0) {
    headers.set("name", headers.get(parts[0] ?? "givenName") ?? "");
    const written = parts.map((part) => values.get(part)).filter((part) => typeof part === "string");
    if (parts.every((part) => values.has(part))) values.set("name", written.join(" ") || null);
  }
  for (const part of parts) values.delete(part);
  const name = values.get("name");
  if (typeof name !== "string" || headers.has("titlePrefix") || headers.has("titleSuffix")) return;
  const { titlePrefix, name: bare, titleSuffix } = splitTitles(name);
  values.set("name", bare);
  if (titlePrefix !== null) values.set("titlePrefix", titlePrefix);
  if (titleSuffix !== null) values.set("titleSuffix", titleSuffix);
}
