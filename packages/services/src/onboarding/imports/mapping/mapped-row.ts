import type { ImportField, ImportFieldValues, ImportKind, ImportPreset, ImportRowProblem } from "@gloria/contracts";

/** What happens with one column of the file. `ignore` is said by a person or a preset, never by silence. */
export interface ColumnMapping<Kind extends ImportKind = ImportKind> {
  /** Exactly as in `TableReading.headers`. */
  readonly header: string;
  readonly field: ImportField<Kind> | "ignore";
}

/** Which column fills which field. Can be saved and used for another file with the same headers. */
export interface ImportMapping<Kind extends ImportKind = ImportKind> {
  readonly kind: Kind;
  readonly columns: readonly ColumnMapping<Kind>[];
  /** Whether specific personal data (NIK, bank, family, religion, address) is imported; otherwise not even read. */
  readonly includeSpecific: boolean;
}

export interface SuggestedColumn<Kind extends ImportKind = ImportKind> {
  readonly header: string;
  /** Null: nothing known fits, a person must choose a field or `ignore`. */
  readonly field: ImportField<Kind> | "ignore" | null;
  /** 1: the preset's own header; 0.9: another name of it; 0.6: nearly spelled so; 0: unknown. */
  readonly confidence: number;
}

export interface MappingSuggestion<Kind extends ImportKind = ImportKind> {
  /** The form that most of the headers belong to; null when none does. */
  readonly preset: ImportPreset | null;
  readonly columns: readonly SuggestedColumn<Kind>[];
  /** Headers without a field. */
  readonly unknown: readonly string[];
  /** Fields that every file of this kind needs and no column gives. */
  readonly missingRequired: readonly ImportField<Kind>[];
}

export interface MapRowOptions {
  /** The tenant's own rule for NIP, tested against the whole trimmed value; null: any NIP that can be stored. */
  readonly nipPattern: { readonly test: (nip: string) => boolean } | null;
  /** ISO date in the tenant's zone: nobody is born after it. */
  readonly today: string;
}

/** One row, understood. It can be imported when `problems` is empty. */
export interface MappedRow<Kind extends ImportKind = ImportKind> {
  readonly rowNumber: number;
  /** Normalised values; a field with a problem is absent. */
  readonly fields: ImportFieldValues<Kind>;
  readonly problems: readonly ImportRowProblem[];
  /**
   * The cells as they were read, in the order of the headers. Cells of columns that are ignored, or specific and not
   * chosen, are empty: what is not imported is not stored either.
   */
  readonly raw: readonly string[];
}
