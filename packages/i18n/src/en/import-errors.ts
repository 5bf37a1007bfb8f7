/** The file of the rows that an import did not take. */
export const importErrors = {
  row: "Row",
  problems: "Problem",
  suffix: "errors",
} as const;
