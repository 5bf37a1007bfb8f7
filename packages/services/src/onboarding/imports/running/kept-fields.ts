import { specificFieldNames } from "@gloria/contracts";
import type { FieldCrypto, FieldPlace } from "@gloria/core";
import type { PlannableRow } from "../planning/row-plan.ts";

type Fields = PlannableRow["fields"];

/** The row of an import that values are kept in. */
export interface KeptPlace {
  readonly tenantId: string;
  readonly importId: string;
  readonly rowNumber: number;
}

/** What is kept of a row's values between dry run and commit: specific personal data among them is encrypted. */
export type KeptFields = Readonly<Record<string, unknown>> & { readonly sealed?: string };

const specific: ReadonlySet<string> = new Set(specificFieldNames);

const placeOf = ({ tenantId, importId, rowNumber }: KeptPlace): FieldPlace => ({
  tenantId,
  table: "import_rows",
  column: "mapped",
  rowId: `${importId}/${rowNumber}`,
});

export function sealFields(crypto: FieldCrypto, place: KeptPlace, fields: Fields): KeptFields {
  const entries = Object.entries(fields);
  const secret = entries.filter(([field, value]) => specific.has(field) && value !== null);
  const open = Object.fromEntries(entries.filter(([field]) => !specific.has(field)));
  if (secret.length === 0) return open;
  return { ...open, sealed: crypto.encrypt(placeOf(place), JSON.stringify(Object.fromEntries(secret))) };
}

/** @throws FieldCryptoError when what was encrypted does not open */
export function openFields(crypto: FieldCrypto, place: KeptPlace, { sealed, ...open }: KeptFields): Fields {
  return sealed === undefined ? open : { ...open, ...JSON.parse(crypto.decrypt(placeOf(place), sealed)) };
}
