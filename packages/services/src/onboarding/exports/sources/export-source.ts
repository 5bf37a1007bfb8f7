import type { ColumnCare, exportFilters, ExportKind as Kind } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import type { ExportRow, ExportValue, ExportKind as ValueKind } from "@gloria/exporters";
import type { z } from "zod";
import type { Services } from "../../../platform/index.ts";

export type TableKind = Exclude<Kind, "oneroster">;
export type FilterOf<For extends Kind> = z.output<(typeof exportFilters)[For]>;

/** A column that has been chosen. */
export interface ChosenColumn {
  readonly key: string;
  readonly care: ColumnCare;
}

/** Where the rows of one kind come from. */
export interface ExportSource<For extends TableKind> {
  /** How the values of the columns that are no text are written. */
  readonly kinds: Readonly<Record<string, ValueKind>>;
  /** How many rows there are about to be: as many as the list has; null where they are too many to count. */
  count(services: Services, ctx: TenantContext, filter: FilterOf<For>): Promise<number | null>;
  /**
   * The rows, a batch at a time, as the caller may export them: those that the list shows them and that they may take
   * out, masked by what else they may read.
   *
   * Errors: `access.denied`.
   */
  read(
    services: Services,
    ctx: TenantContext,
    filter: FilterOf<For>,
    columns: readonly ChosenColumn[],
  ): AsyncIterable<readonly ExportRow[]>;
}

/** The value of one column in one row. */
export function valueIn(item: object, key: string): ExportValue {
  const value: unknown = Object.hasOwn(item, key) ? Reflect.get(item, key) : null;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
