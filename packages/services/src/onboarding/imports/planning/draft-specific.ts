import { type EmployeeSpecific, type ImportFieldValues, specificFieldNames } from "@gloria/contracts";
import type { FieldCrypto } from "@gloria/core";
import {
  type EmployeeKey,
  mapSpecific,
  maskSpecific,
  openSpecific,
  type SealedSpecific,
  sealSpecific,
} from "../../../organisation/index.ts";
import type { Difference } from "./row-plan.ts";

export interface DraftedSpecific {
  readonly sealed: SealedSpecific;
  /** Masked on both sides. */
  readonly differences: readonly Difference[];
}

/** Specific personal data as the row wants it, sealed for the employee; null when the row changes none of it. */
export function draftSpecific(
  crypto: FieldCrypto,
  fields: ImportFieldValues<"people">,
  employee: EmployeeKey & Pick<SealedSpecific, "specific">,
): DraftedSpecific | null {
  const told = specificFieldNames.filter((field) => fields[field] != null);
  if (told.length === 0) return null;
  const before: EmployeeSpecific = openSpecific(crypto, employee);
  const after = mapSpecific((field) => fields[field] ?? before[field]);
  const changed = told.filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return null;
  const [from, to] = [maskSpecific(before), maskSpecific(after)];
  return {
    sealed: sealSpecific(crypto, employee, after),
    differences: changed.map((field) => ({ path: `specific.${field}`, from: from[field], to: to[field] })),
  };
}
