import type { ImportRow } from "@gloria/contracts";

/** A row as it comes over the wire, where a value that may be anything may also be absent. */
export interface ShownRow extends Omit<ImportRow, "differences"> {
  readonly differences: readonly { readonly path: string; readonly from?: unknown; readonly to?: unknown }[];
}
