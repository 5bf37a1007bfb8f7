export { listDuplicates } from "./list-duplicates.ts";
export { listMerges } from "./list-merges.ts";
export { mergeUsers } from "./merge-users.ts";
export { type PersonReference, personReferences } from "./person-references.ts";
export { purgePerson } from "./purge-person.ts";
export { type UndoneMerge, undoMerge } from "./undo-merge.ts";
