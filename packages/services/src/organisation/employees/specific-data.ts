import { type EmployeeSpecific, type SpecificField, specificFieldNames } from "@gloria/contracts";
import type { FieldCrypto, FieldPlace } from "@gloria/core";
import { z } from "zod";

/** The row that specific data belongs to. */
export interface EmployeeKey {
  readonly tenantId: string;
  readonly id: string;
}

/** The columns of an employee that hold specific data. */
export interface SealedSpecific {
  readonly specific: string | null;
  readonly nikIndex: string | null;
  readonly npwpIndex: string | null;
}

/** What was accepted once is read again, whatever rules have been added since. */
const storedSchema = z.record(z.string(), z.string());

const placeOf = ({ tenantId, id }: EmployeeKey, column = "specific"): FieldPlace => ({
  tenantId,
  table: "employees",
  column,
  rowId: id,
});

/** Specific data as it is stored; a ciphertext opens in its own row alone. Fields that are left out are empty. */
export function sealSpecific(
  crypto: FieldCrypto,
  key: EmployeeKey,
  specific: { readonly [Field in SpecificField]?: string | null | undefined },
): SealedSpecific {
  const filled = Object.fromEntries(
    specificFieldNames.flatMap((field) => (specific[field] == null ? [] : [[field, specific[field]]])),
  );
  return {
    specific: Object.keys(filled).length === 0 ? null : crypto.encrypt(placeOf(key), JSON.stringify(filled)),
    nikIndex: specific.nik == null ? null : specificIndex(crypto, key.tenantId, "nik", specific.nik),
    npwpIndex: specific.npwp == null ? null : specificIndex(crypto, key.tenantId, "npwp", specific.npwp),
  };
}

/** By what an employee is found (`nik_index`, `npwp_index`) without opening anybody's data. */
export function specificIndex(crypto: FieldCrypto, tenantId: string, field: "nik" | "npwp", value: string): string {
  return crypto.blindIndex({ tenantId, table: "employees", column: field }, value);
}

/** Every field in plain text. @throws FieldCryptoError when the row's data does not open */
export function openSpecific(
  crypto: FieldCrypto,
  row: EmployeeKey & Pick<SealedSpecific, "specific">,
): EmployeeSpecific {
  const stored =
    row.specific === null ? {} : storedSchema.parse(JSON.parse(crypto.decrypt(placeOf(row), row.specific)));
  return mapSpecific((field) => stored[field] ?? null);
}

/** What the audit log holds of specific data: whether each field is there and whether it changed. */
export function fingerprintsOf(
  crypto: FieldCrypto,
  key: EmployeeKey,
  specific: EmployeeSpecific,
): Record<`specific.${keyof EmployeeSpecific}`, string | null> {
  return Object.fromEntries(
    specificFieldNames.map((field) => {
      const value = specific[field];
      return [`specific.${field}`, value === null ? null : crypto.fingerprint(placeOf(key, field), value)];
    }),
  ) as Record<`specific.${keyof EmployeeSpecific}`, string | null>;
}

/** A value for every field. */
export function mapSpecific(choose: (field: keyof EmployeeSpecific) => string | null): EmployeeSpecific {
  return Object.fromEntries(specificFieldNames.map((field) => [field, choose(field)])) as Record<
    keyof EmployeeSpecific,
    string | null
  >;
}
