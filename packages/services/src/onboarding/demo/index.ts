export { type DemoImportKind, demoImportFile, plantedMistakes } from "./demo-import-file.ts";
export { type DemoPersona, demoPersonas } from "./demo-personas.ts";
export { listDemoPeople } from "./list-demo-people.ts";
export { demoSeed, type SeedDemoOptions, type SeedDemoReport, seedDemo } from "./seed-demo.ts";
