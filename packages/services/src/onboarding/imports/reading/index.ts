export { ImportFileError } from "./import-file-error.ts";
export { openTable } from "./open-table.ts";
export * from "./table-reading.ts";
