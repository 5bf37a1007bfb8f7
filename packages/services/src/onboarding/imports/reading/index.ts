export { ImportFileError } from "./import-file-error.ts";
export * from "./table-reading.ts";
