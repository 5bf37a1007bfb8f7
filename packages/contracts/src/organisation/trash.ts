import { z } from "zod";
import { canOf, idSchema, instantSchema, pageInput, pageOf, searchTextSchema } from "../common.ts";

export const trashKinds = ["user", "school", "department", "position", "employee"] as const;
export type TrashKind = (typeof trashKinds)[number];

export const listTrashInput = z.strictObject({
  ...pageInput,
  kind: z.enum(trashKinds),
  q: searchTextSchema.optional(),
});
export type ListTrashInput = z.input<typeof listTrashInput>;

/** Something that was deleted softly, the latest first. */
export const trashItemOutput = z.object({
  kind: z.enum(trashKinds),
  id: idSchema,
  name: z.string(),
  /** Code or NIP, where the kind has one. */
  code: z.string().nullable(),
  schoolId: idSchema.nullable(),
  schoolName: z.string().nullable(),
  deletedAt: instantSchema,
  /** Null when a part of Gloria itself did it. */
  deletedBy: z.object({ id: idSchema, name: z.string() }).nullable(),
  can: canOf(["restore", "purge"]),
});
export type TrashItem = z.infer<typeof trashItemOutput>;
export const trashPageOutput = pageOf(trashItemOutput);
