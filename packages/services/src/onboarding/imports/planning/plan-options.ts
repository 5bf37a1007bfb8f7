import type { ImportField, ImportKind } from "@gloria/contracts";
import type { FieldCrypto } from "@gloria/core";

export interface PlanOptions {
  readonly kind: ImportKind;
  readonly crypto: FieldCrypto;
  /** ISO date of the dry run. */
  readonly today: string;
  /** Hold what the rows mean until the transaction ends: for the commit, which writes what it has planned. */
  readonly lock: boolean;
  readonly headerOf: (field: ImportField) => string | null;
}
