export type * from "./mapped-row.ts";
