import { z } from "zod";
import type { PermissionCode } from "../access/permission-catalogue.ts";
import { idSchema, instantSchema, text } from "../common.ts";

/** What a file is for, and what somebody other than its maker must hold in the whole foundation to read it. */
export const filePurposes = {
  import: ["import:read"],
  import_errors: ["import:read"],
  export: ["export:read"],
} as const satisfies Record<string, readonly PermissionCode[]>;
export type FilePurpose = keyof typeof filePurposes;

/** A name as a person gave it, without what means something to a file system. */
export const fileNameSchema = text(200).refine((name) => !/[/\\\t\n\r]/.test(name) && !/^\.+$/.test(name), {
  error: "file.name_characters",
});

export const mediaTypeSchema = z
  .string()
  .max(127)
  .regex(/^[0-9a-z][0-9a-z!#$&^_.+-]*\/[0-9a-z][0-9a-z!#$&^_.+-]*$/, { error: "file.media_type" });

/** What a person may upload: everything else is made by Gloria. */
export const uploadFileInput = z.strictObject({ name: fileNameSchema, mediaType: mediaTypeSchema });
export type UploadFileInput = z.input<typeof uploadFileInput>;

export const fileIdInput = z.strictObject({ id: idSchema });
export type FileIdInput = z.input<typeof fileIdInput>;

/** A stored file. */
export const storedFileOutput = z.object({
  id: idSchema,
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.int(),
  /** Lower-case hex. */
  sha256: z.string(),
  expiresAt: instantSchema.nullable(),
});
export type StoredFileOutput = z.infer<typeof storedFileOutput>;
