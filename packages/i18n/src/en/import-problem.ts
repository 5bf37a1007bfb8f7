import type { ImportFileNoticeCode, ImportFileProblemCode, ImportRowProblemCode } from "@gloria/contracts";

export const importFileProblem = {
  file_empty: "This file is empty. Choose one with data.",
  file_too_large: "This file is larger than {{maxMegabytes}} MB. Split it into several.",
  wrong_encoding:
    "The letters in this file cannot be read for certain. Save it again from Excel as “CSV UTF-8”, or send it as XLSX.",
  nul_bytes: "This file holds binary data, not text. Save it again from Excel as “CSV UTF-8”, or send it as XLSX.",
  not_a_spreadsheet: "This is a {{found}} file, not a table. Send a CSV or XLSX file.",
  html_not_spreadsheet:
    "This is a web page named like a table. Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
  xls_old_format: "This is an old Excel file (.xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
  other_spreadsheet_format: "This is a table in the {{found}} format. Save it as XLSX or CSV and send it again.",
  encrypted: "This file has a password. Open it in Excel, remove the password, save it and send it again.",
  file_damaged: "This file is damaged or cut off. Open it in Excel, save it anew and send it again.",
  zip_bomb:
    "The content of this file unpacks to far more than its size (the limit is {{maxMegabytes}} MB). Copy the data into a new file and send that.",
  not_a_table: "There is no table in this file. Separate its columns by commas, semicolons or tabs.",
  quote_unclosed: "The quotation mark opened in row {{rowNumber}} is never closed. Correct that row.",
  quote_misplaced:
    "A quotation mark stands in the wrong place in row {{rowNumber}}. Within an entry it is written twice.",
  sheet_not_found: "There is no sheet “{{sheet}}” in this file. There are: {{sheets}}.",
  sheets_hidden: "All sheets of this file are hidden ({{sheets}}). Unhide the one to import.",
  header_missing:
    "No row with column names was found in the first {{searchedRows}} rows. Write the names above the data, as in the template.",
  header_duplicate: "The column “{{header}}” is there twice (columns {{columns}}). Delete or rename one.",
  header_unknown: "These columns are unknown: {{headers}}. Choose what they mean, or “ignore”.",
  preset_differs:
    "The headings of this file are not those of the form {{preset}}. Choose another, or let it be recognised.",
  header_required: "These required fields have no column: {{fields}}.",
  field_mapped_twice: "Several columns fill {{field}}: {{headers}}. Choose one.",
  field_not_of_kind: "This kind of import has no field {{field}}.",
  column_not_in_file: "The column “{{header}}” is not in this file. Map its columns again.",
  no_data_rows: "There is no data below the column names (row {{headerRowNumber}}).",
  too_many_rows: "There are more than {{max}} rows of data. Split the file into several.",
  too_many_columns: "There are {{found}} columns, at most {{max}} are possible. Delete those not to be imported.",
  merged_cells: "There are merged cells in the sheet “{{sheet}}” ({{range}}). Unmerge them and fill in each row.",
} as const satisfies Record<ImportFileProblemCode, string>;

export const importFileNotice = {
  encoding_guessed: "This file was read as {{encoding}}. Check the accented letters in the preview.",
  extension_differs: "By its content this file is {{format}}, unlike the ending of its name.",
  sheets_not_read: "Only the sheet “{{sheet}}” was read. Not read: {{sheets}}.",
} as const satisfies Record<ImportFileNoticeCode, string>;

export const importRowProblem = {
  cell_too_long: "This entry has more than {{max}} characters. Shorten it.",
  formula_without_value: "This formula has no result. Copy the column and paste it as values.",
  formula_error: "This formula gives the error {{value}}. Correct it, or write the value.",
  cell_without_header:
    "There is an entry “{{value}}” in column {{cellColumn}}, which has no name. There may be a separator too many in this row.",
  required_missing: "Required.",
  too_long: "At most {{max}} characters.",
  control_characters: "There are invisible or broken characters. Type this entry again.",
  number_in_scientific_notation:
    "“{{value}}” is a number that Excel rounded; its digits are lost. Make the column Text and write the number again.",
  date_unreadable: "“{{value}}” is no date. Write day/month/year, e.g. 31/12/1990.",
  date_invalid: "The date “{{value}}” does not exist. The order is day/month/year.",
  date_serial: "“{{value}}” is Excel's number of a date. Make the column a Date, or write e.g. 31/12/1990.",
  date_two_digit_year: "The year in “{{value}}” has two digits only. Write the whole year, e.g. 1990.",
  date_in_future: "The date {{value}} is still to come.",
  date_too_old: "The date “{{value}}” is before 1900.",
  date_order: "{{until}} is not after {{from}}. Check both dates.",
  nip_characters: "A NIP has only letters, digits, dots, slashes and hyphens.",
  nip_pattern: "The NIP “{{value}}” does not follow the foundation's pattern.",
  nik_digits: "A NIK has 16 digits; here there are {{found}}.",
  nik_invalid: "This NIK cannot be right: the date of birth within it does not exist.",
  nik_birth_date_mismatch: "The date of birth within the NIK differs from the column of the birth date. Check both.",
  nik_gender_mismatch: "The gender within the NIK differs from the column of the gender. Check both.",
  nuptk_digits: "A NUPTK has 16 digits; here there are {{found}}.",
  npsn_digits: "An NPSN has 8 digits; here there are {{found}}.",
  digits_only: "Write digits only, {{min}} to {{max}} of them.",
  email_invalid: "“{{value}}” is no e-mail address. Write it in full, e.g. name@school.sch.id.",
  username_characters: "The user name “{{value}}” may have only letters, digits, dots, underscores and hyphens.",
  phone_invalid: "“{{value}}” is no phone number. Write one number, e.g. 0812 3456 789.",
  code_characters: "The code “{{value}}” may have only letters, digits, dots, underscores and hyphens (at most 32).",
  gender_unknown: "“{{value}}” is no gender. Write L (male) or P (female).",
  choice_unknown: "“{{value}}” is unknown. Choose one of: {{choices}}.",
  number_invalid: "“{{value}}” is no whole number from {{min}} to {{max}}.",
  time_zone_unknown: "The time zone “{{value}}” is unknown. Write WIB, WITA, WIT, or e.g. Asia/Jakarta.",
  until_required: "Plt. and Plh. need a date on which they end.",
  position_required: "This assignment has no position code.",
  school_unknown: "There is no school with the code “{{value}}”.",
  department_unknown: "There is no department with the code “{{value}}” in this school.",
  position_unknown: "There is no position with the code “{{value}}” in this school.",
  role_unknown: "There is no role with the code “{{value}}”.",
  duplicate_in_file: "Somebody else in row {{rowNumber}} of this file has this value already.",
} as const satisfies Record<ImportRowProblemCode, string>;
