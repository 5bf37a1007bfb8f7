export { buildImportTemplate } from "./build-import-template.ts";
export { checkMapping } from "./check-mapping.ts";
export { mapRow } from "./map-row.ts";
export type * from "./mapped-row.ts";
export { fitsPreset, suggestMapping } from "./suggest-mapping.ts";
