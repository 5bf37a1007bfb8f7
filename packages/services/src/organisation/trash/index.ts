export { listTrash } from "./list-trash.ts";
