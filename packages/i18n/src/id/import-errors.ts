/** The file of the rows that an import did not take. */
export const importErrors = {
  row: "Baris",
  problems: "Masalah",
  suffix: "keliru",
} as const;
