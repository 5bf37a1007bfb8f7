export { deleteFile, deleteFileIn } from "./delete-file.ts";
export { type ByteRange, type OpenedFile, openFile } from "./open-file.ts";
export { type FileFacts, type StoredFile, type StoreOptions, storeFile } from "./store-file.ts";
export { sweepFiles } from "./sweep-files.ts";
