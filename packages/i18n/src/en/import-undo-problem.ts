import type { ImportUndoProblemCode } from "@gloria/contracts";

/** Why the undo of an import left a row alone. */
export const importUndoProblem = {
  changed_later: "It was changed after the import; taking it back would lose that.",
  referred_to: "Something else refers to it by now ({{by}}).",
  gone: "It is no longer there.",
  has_signed_in: "This person has signed in since.",
} as const satisfies Record<ImportUndoProblemCode, string>;
