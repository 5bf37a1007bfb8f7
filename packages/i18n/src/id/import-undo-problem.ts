import type { ImportUndoProblemCode } from "@gloria/contracts";

/** Why the undo of an import left a row alone. */
export const importUndoProblem = {
  changed_later: "Data ini diubah setelah impor; pembatalan akan menghilangkan perubahan itu.",
  referred_to: "Data lain sudah merujuk kepadanya ({{by}}).",
  gone: "Data ini sudah tidak ada.",
  has_signed_in: "Orang ini sudah pernah masuk sejak itu.",
} as const satisfies Record<ImportUndoProblemCode, string>;
