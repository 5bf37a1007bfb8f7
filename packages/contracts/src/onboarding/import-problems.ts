import type { ErrorParams } from "../errors.ts";

/**
 * Why a whole file cannot be imported. Closed: each has a text in both languages under `importFileProblem`, which
 * says what is wrong and what to do. Behind each code: the names of its params.
 */
export const importFileProblems = {
  file_empty: [],
  file_too_large: ["maxMegabytes"],
  wrong_encoding: [],
  nul_bytes: [],
  not_a_spreadsheet: ["found"],
  html_not_spreadsheet: [],
  xls_old_format: [],
  other_spreadsheet_format: ["found"],
  encrypted: [],
  file_damaged: [],
  zip_bomb: ["maxMegabytes"],
  not_a_table: [],
  quote_unclosed: ["rowNumber"],
  quote_misplaced: ["rowNumber"],
  sheet_not_found: ["sheet", "sheets"],
  sheets_hidden: ["sheets"],
  header_missing: ["searchedRows"],
  header_duplicate: ["header", "columns"],
  header_unknown: ["headers"],
  preset_differs: ["preset"],
  header_required: ["fields"],
  field_mapped_twice: ["field", "headers"],
  field_not_of_kind: ["field"],
  column_not_in_file: ["header"],
  no_data_rows: ["headerRowNumber"],
  too_many_rows: ["max"],
  too_many_columns: ["max", "found"],
  merged_cells: ["sheet", "range"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ImportFileProblemCode = keyof typeof importFileProblems;

export interface ImportFileProblem {
  readonly code: ImportFileProblemCode;
  readonly params: ErrorParams;
}

/** What the reader did by itself and a person should know, though nothing is wrong. Texts under `importFileNotice`. */
export const importFileNotices = {
  encoding_guessed: ["encoding"],
  extension_differs: ["format"],
  sheets_not_read: ["sheet", "sheets"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ImportFileNoticeCode = keyof typeof importFileNotices;

export interface ImportFileNotice {
  readonly code: ImportFileNoticeCode;
  readonly params: ErrorParams;
}

/** What is wrong with one cell or one row. Texts under `importRowProblem`. */
export const importRowProblems = {
  // What the reader finds in a cell.
  cell_too_long: ["max"],
  formula_without_value: [],
  formula_error: ["value"],
  cell_without_header: ["cellColumn", "value"],
  // What the mapping finds in a value.
  required_missing: [],
  too_long: ["max"],
  control_characters: [],
  number_in_scientific_notation: ["value"],
  date_unreadable: ["value"],
  date_invalid: ["value"],
  date_serial: ["value"],
  date_two_digit_year: ["value"],
  date_in_future: ["value"],
  date_too_old: ["value"],
  date_order: ["from", "until"],
  nip_characters: [],
  nip_pattern: ["value"],
  nik_digits: ["found"],
  nik_invalid: [],
  nik_birth_date_mismatch: [],
  nik_gender_mismatch: [],
  nuptk_digits: ["found"],
  npsn_digits: ["found"],
  digits_only: ["min", "max"],
  email_invalid: ["value"],
  username_characters: ["value"],
  phone_invalid: ["value"],
  code_characters: ["value"],
  gender_unknown: ["value"],
  choice_unknown: ["value", "choices"],
  number_invalid: ["value", "min", "max"],
  time_zone_unknown: ["value"],
  until_required: [],
  position_required: [],
  // What only the foundation's own data can tell.
  school_unknown: ["value"],
  department_unknown: ["value"],
  position_unknown: ["value"],
  role_unknown: ["value"],
  duplicate_in_file: ["rowNumber"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ImportRowProblemCode = keyof typeof importRowProblems;

export interface ImportRowProblem {
  /** The header as it stands in the file; null where the row as a whole is meant. */
  readonly column: string | null;
  readonly code: ImportRowProblemCode;
  readonly params: ErrorParams;
}
