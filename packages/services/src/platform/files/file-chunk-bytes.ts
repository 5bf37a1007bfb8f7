/** Bytes of a chunk; the table refuses larger ones. */
export const fileChunkBytes = 256 * 1024;
