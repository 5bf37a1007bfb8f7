export { assertMayReadFile } from "./assert-may-read-file.ts";
export { deleteFile, deleteFileIn } from "./delete-file.ts";
export { downloadFile } from "./download-file.ts";
export { getFile } from "./get-file.ts";
export { keepFileUntil } from "./keep-file-until.ts";
export { type ByteRange, type OpenedFile, openFile } from "./open-file.ts";
export { type FileFacts, type StoredFile, type StoreOptions, storeFile } from "./store-file.ts";
export { sweepFiles } from "./sweep-files.ts";
export { maxUploadBytes, uploadFile } from "./upload-file.ts";
