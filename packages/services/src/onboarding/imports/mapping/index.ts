export { buildImportTemplate, type ImportTemplate, type ImportTemplateOptions } from "./build-import-template.ts";
export { checkMapping } from "./check-mapping.ts";
export { csvText } from "./csv-text.ts";
export { type GloriaColumn, gloriaColumns } from "./gloria-columns.ts";
export { isKnownHeader } from "./known-headers.ts";
export { mapRow } from "./map-row.ts";
export type * from "./mapped-row.ts";
export { fitsPreset, suggestMapping } from "./suggest-mapping.ts";
