import type { FieldCrypto, TenantContext } from "@gloria/core";
import type { Services } from "../../../platform/index.ts";
import type { ImportLease } from "./import-lease.ts";

/** What a phase of an import works with. */
export interface Phase {
  readonly services: Services;
  readonly crypto: FieldCrypto;
  /** Of the person whose rights it has. */
  readonly ctx: TenantContext;
  readonly lease: ImportLease;
  readonly signal: AbortSignal;
}

/** Rows of one transaction: some hundreds, so that set-wise work pays and nobody waits long for its locks. */
export const batchRows = 250;

export interface ImportOptions {
  /** ISO date of the dry run. */
  readonly today: string;
  readonly includeSpecific: boolean;
  readonly sheet: string | null;
}
